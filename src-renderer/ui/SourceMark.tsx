import { clsx } from 'clsx'
import {
  Bookmark,
  FileBraces,
  Hourglass,
  Package,
  Pencil,
  Plug,
  Variable,
  type LucideIcon,
} from 'lucide-react'
import type { ReactElement } from 'react'

/** Where a value comes from. */
export type SourceKind = 'default' | 'nick' | 'file' | 'typed' | 'instance' | 'environment' | 'lease'

/** Props of `SourceMark`. */
export interface SourceMarkProps {
  readonly kind: SourceKind
  /** The nick, the file, or the variable. */
  readonly name?: string | undefined
}

const MARKS: Readonly<
  Record<SourceKind, { readonly icon: LucideIcon; readonly word: string; readonly ink: string }>
> = {
  default: { icon: Package, word: 'Default', ink: 'text-ink-3' },
  nick: { icon: Bookmark, word: 'Nick', ink: 'text-ink-2' },
  file: { icon: FileBraces, word: 'From a file', ink: 'text-ink-2' },
  typed: { icon: Pencil, word: 'Typed', ink: 'text-accent-ink' },
  instance: { icon: Plug, word: 'Instance', ink: 'text-ink-3' },
  environment: { icon: Variable, word: 'Environment', ink: 'text-ink-3' },
  lease: { icon: Hourglass, word: 'Lease', ink: 'text-ink-2' },
}

function words(props: SourceMarkProps, word: string): string {
  if (props.name === undefined) return word
  return props.kind === 'file' || props.kind === 'environment' ? props.name : `${word} ${props.name}`
}

/** Says where a value comes from; the same mark stands in the form and in "What will be sent". */
export function SourceMark(props: SourceMarkProps): ReactElement {
  const { icon: Icon, word, ink } = MARKS[props.kind]
  return (
    <span className={clsx('inline-flex min-w-0 items-center gap-1 text-2xs whitespace-nowrap', ink)}>
      <Icon size={11} strokeWidth={2.1} aria-hidden />
      <span className="truncate">{words(props, word)}</span>
    </span>
  )
}
