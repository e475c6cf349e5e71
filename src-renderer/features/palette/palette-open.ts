import { Kept } from '@renderer/app/kept'

/** Whether the palette is open. */
export const paletteOpen = new Kept(false)

/** Opens the palette. */
export function openPalette(): void {
  paletteOpen.update(() => true)
}

/** Closes the palette. */
export function closePalette(): void {
  paletteOpen.update(() => false)
}
