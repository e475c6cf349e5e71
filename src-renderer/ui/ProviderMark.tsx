import { clsx } from 'clsx'
import { Box, FlaskConical, HardHat, Layers, Shapes, TowerControl, type LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { isNamedByKind, type ProviderKind } from '@shared/domain/provider'

/** The colour belongs to the provider, not to a screen; low chroma, so that it is never taken for urgency. */
const MARKS: Readonly<Record<ProviderKind, { readonly icon: LucideIcon; readonly look: string }>> = {
  AnsibleTower: { icon: TowerControl, look: 'bg-m-at-bg text-m-at' },
  Container: { icon: Box, look: 'bg-m-ct-bg text-m-ct' },
  Beaker: { icon: FlaskConical, look: 'bg-m-bk-bg text-m-bk' },
  Foreman: { icon: HardHat, look: 'bg-m-fm-bg text-m-fm' },
  OpenStack: { icon: Layers, look: 'bg-m-os-bg text-m-os' },
  Sandbox: { icon: Shapes, look: 'border border-dashed border-m-sb text-m-sb' },
}

const SIZES = {
  14: { box: 'size-3.5', icon: 10 },
  16: { box: 'size-4', icon: 11 },
  18: { box: 'size-[18px]', icon: 12 },
  24: { box: 'size-6', icon: 16 },
  32: { box: 'size-8', icon: 20 },
} as const

/** Side length of a provider mark. */
export type ProviderMarkSize = keyof typeof SIZES

/** The sign of a kind of provider. Decoration beside its name; with `label` it stands alone. */
export function ProviderMark(props: {
  readonly kind: ProviderKind
  readonly size?: ProviderMarkSize | undefined
  readonly label?: string | undefined
}): ReactElement {
  const { icon: Icon, look } = MARKS[props.kind]
  const size = SIZES[props.size ?? 18]
  return (
    <span
      {...(props.label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': props.label })}
      className={clsx('inline-flex flex-none items-center justify-center rounded-sm', size.box, look)}
    >
      <Icon size={size.icon} strokeWidth={size.icon >= 16 ? 1.75 : 2} />
    </span>
  )
}

/** Mark, kind and instance: "AnsibleTower prod". */
export function ProviderName(props: {
  readonly kind: ProviderKind
  readonly instance?: string | undefined
  readonly size?: ProviderMarkSize | undefined
}): ReactElement {
  return (
    <span
      className={clsx('inline-flex max-w-full min-w-0 items-center', props.size === 16 ? 'gap-1.5' : 'gap-2')}
    >
      <ProviderMark kind={props.kind} size={props.size} />
      <span className="truncate">
        {props.kind}
        {props.instance === undefined ||
        isNamedByKind({ provider: props.kind, instance: props.instance }) ? null : (
          <span className="text-ink-3"> {props.instance}</span>
        )}
      </span>
    </span>
  )
}
