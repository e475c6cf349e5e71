import type { HostColumnId, TableRoom } from '@renderer/features/hosts/view'

/** Widths by room: with the side panel open every column gives a little. */
const BY_ROOM: Readonly<
  Record<TableRoom, { readonly provider: number; readonly os: number; readonly lease: number }>
> = {
  wide: { provider: 168, os: 108, lease: 250 },
  roomy: { provider: 152, os: 96, lease: 238 },
  medium: { provider: 152, os: 78, lease: 272 },
  tight: { provider: 152, os: 78, lease: 238 },
  narrow: { provider: 152, os: 78, lease: 188 },
}

/** The width in px of each column, `field` for one of the settings file; for the host and for those the least. */
export function widthsOf(room: TableRoom): Readonly<Record<HostColumnId | 'field', number>> {
  return { name: 160, action: 168, age: 44, tags: 92, field: 112, ...BY_ROOM[room] }
}
