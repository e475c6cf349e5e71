import { Search } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { AppIcon } from '@renderer/app/shell/AppIcon'
import { BeingMadeList } from '@renderer/app/shell/BeingMadeList'
import type { BeingMade, NavItem } from '@renderer/app/shell/nav-item'
import { NavLink } from '@renderer/app/shell/NavLink'
import { KeyText } from '@renderer/ui/KeyHint'
import { ariaKeys } from '@renderer/ui/keys'

/** Props of `Sidebar`. */
export interface SidebarProps {
  readonly items: readonly NavItem[]
  readonly footerItems: readonly NavItem[]
  readonly currentId: string
  readonly search?:
    { readonly label: string; readonly keyHint: string; readonly onOpen: () => void } | undefined
  /** Below the places: the saved filters. */
  readonly more?: ReactNode
  readonly beingMade?: readonly BeingMade[] | undefined
}

function Links(props: { readonly items: readonly NavItem[]; readonly currentId: string }): ReactElement {
  return (
    <ul className="flex flex-col gap-px">
      {props.items.map((item) => (
        <li key={item.id}>
          <NavLink item={item} current={item.id === props.currentId} />
        </li>
      ))}
    </ul>
  )
}

/** Where one can go, and what is being made. */
export function Sidebar(props: SidebarProps): ReactElement {
  const { search } = props
  return (
    <aside aria-label="Sidebar" className="flex w-[216px] flex-none flex-col border-r border-line bg-canvas">
      <div className="flex h-11 flex-none items-center gap-2 pr-4 titlebar-inset-start drag-region">
        <AppIcon />
        <span className="truncate text-sm font-semibold">Broker Desktop</span>
      </div>
      {search === undefined ? null : (
        <div className="flex-none px-2 pb-3">
          <button
            type="button"
            aria-keyshortcuts={ariaKeys(search.keyHint)}
            onClick={search.onOpen}
            className="flex h-7 w-full items-center gap-2 rounded-md border border-line-2 bg-surface px-2 text-xs text-ink-3 shadow-ctl transition-colors hover:text-ink"
          >
            <Search size={14} strokeWidth={2} aria-hidden />
            <span className="flex-1 text-left">{search.label}</span>
            <KeyText keys={search.keyHint} />
          </button>
        </div>
      )}
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 overflow-y-auto px-2 pt-px">
          <Links items={props.items} currentId={props.currentId} />
          {props.more}
        </div>
        <BeingMadeList items={props.beingMade ?? []} />
        <div className="flex-none border-t border-line p-2">
          <Links items={props.footerItems} currentId={props.currentId} />
        </div>
      </nav>
    </aside>
  )
}
