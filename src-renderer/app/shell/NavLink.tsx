import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import type { NavItem } from '@renderer/app/shell/nav-item'
import { ariaKeys } from '@renderer/ui/keys'

/** One line of the sidebar. */
export function NavLink(props: {
  readonly item: NavItem
  readonly current: boolean
  readonly small?: boolean | undefined
}): ReactElement {
  const { item, current } = props
  const { icon: Icon } = item
  return (
    <a
      href={item.href}
      aria-current={current ? 'page' : undefined}
      aria-keyshortcuts={item.keyHint === undefined ? undefined : ariaKeys(item.keyHint)}
      draggable={false}
      className={clsx(
        'flex h-7 items-center gap-2 rounded-md px-2 transition-colors',
        current
          ? 'bg-surface font-medium text-ink shadow-ctl ring-1 ring-line edge-forced'
          : 'text-ink-2 hover:bg-track hover:text-ink',
      )}
    >
      {props.small === true ? (
        <Icon size={14} strokeWidth={2} aria-hidden />
      ) : (
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      )}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.count === undefined ? null : (
        <>
          <span aria-hidden={item.countLabel !== undefined} className="text-xs font-normal text-ink-3 tnum">
            {item.count}
          </span>
          {item.countLabel === undefined ? null : <span className="sr-only">, {item.countLabel}</span>}
        </>
      )}
    </a>
  )
}
