import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactElement } from 'react'
import type { Link } from '@shared/domain/link'
import { instanceText, type Action, type InstanceId, type ProviderKindInfo } from '@shared/domain/provider'
import { OpenLink } from '@renderer/app/OpenLink'
import { OfferingsAge } from '@renderer/features/checkout/OfferingsAge'
import { checkQuery, offeringsQuery, type Instance } from '@renderer/features/checkout/queries'
import {
  actionsFor,
  recommendedFirst,
  type OrderVerb,
  type Selection,
} from '@renderer/features/checkout/selection'
import { Combobox } from '@renderer/ui/Combobox'
import { Field } from '@renderer/ui/Field'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { Select } from '@renderer/ui/Select'

/** One text for an instance, as the value of its choice. */
function idText({ provider, instance }: InstanceId): string {
  return `${provider}/${instance}`
}

function article(noun: string): string {
  return /^[aeiou]/i.test(noun) ? `an ${noun}` : `a ${noun}`
}

/** What is asked for, in the words of the action: "Choose an image." */
export function chooseText(action: Action | undefined): string {
  const noun = article(action?.offeringNoun ?? 'offering')
  return action?.openOfferings === true ? `Choose or type ${noun}.` : `Choose ${noun}.`
}

/** Where, how and what to check out or to run. */
export function TargetPicker(props: {
  readonly id: string
  readonly verb: OrderVerb
  readonly question: string
  readonly selection: Selection
  readonly instances: readonly Instance[]
  readonly kinds: readonly ProviderKindInfo[]
  readonly offeringError: string | undefined
  /** A line under the choices: what the offering is. */
  readonly note: string | undefined
  /** The provider's own pages of the offering. */
  readonly links: readonly Link[]
  readonly onTarget: (target: InstanceId) => void
  readonly onAction: (action: string) => void
  readonly onOffering: (offering: string) => void
}): ReactElement {
  const { selection, instances, kinds } = props
  const { target } = selection
  const health = useQuery(checkQuery(target)).data
  const offerings = useQuery(offeringsQuery(target, selection.action))
  const kind = kinds.find((known) => known.kind === target.provider)
  const actions = actionsFor(props.verb, kind)
  const action = actions.find((known) => known.name === selection.action)
  const latency = health?.usable === true ? health.latencyMs : undefined

  const listed = offerings.data?.offerings
  // Once for each list: there may be thousands.
  const choices = useMemo(
    () =>
      recommendedFirst(listed ?? []).map((offering) => ({
        value: offering.name,
        label: offering.name,
        detail: offering.detail ?? offering.title,
        keywords: [...(offering.labels ?? []), offering.description ?? ''].join(' '),
      })),
    [listed],
  )

  function takeTarget(text: string): void {
    const chosen = instances.find((instance) => idText(instance) === text)
    if (chosen !== undefined) props.onTarget({ provider: chosen.provider, instance: chosen.instance })
  }

  return (
    <div
      id={props.id}
      className="@container col-start-1 row-start-1 [scrollbar-gutter:stable] overflow-hidden px-5 pt-4"
    >
      <h2 className="sr-only">{props.question}</h2>
      <div className="grid grid-cols-2 gap-3 @[560px]:grid-cols-[1fr_140px_1.15fr]">
        <Field label="Instance">
          <Select
            value={idText(target)}
            options={instances.map((instance) => ({
              value: idText(instance),
              label: instanceText(instance),
              icon: <ProviderMark kind={instance.provider} />,
              detail:
                idText(instance) === idText(target) && latency !== undefined
                  ? `${Math.round(latency)}\u00a0ms`
                  : undefined,
            }))}
            onChange={takeTarget}
          />
        </Field>
        <Field label="Action">
          <Select
            value={selection.action}
            options={actions.map((known) => ({ value: known.name, label: known.name }))}
            onChange={props.onAction}
          />
        </Field>
        <div data-field="offering" className="col-span-2 min-w-0 @[560px]:col-span-1">
          <Field label="Offering" error={props.offeringError}>
            <Combobox
              value={selection.offering === '' ? undefined : selection.offering}
              options={choices}
              onChange={props.onOffering}
              allowCustom={action?.openOfferings}
              placeholder={chooseText(action).slice(0, -1)}
              searchPlaceholder={action?.openOfferings === true ? 'Search, or type a name' : 'Search'}
              emptyText={offerings.isPending ? `Asking ${target.instance}` : 'Nothing matches.'}
            />
          </Field>
        </div>
      </div>
      <div className="mt-1 flex min-h-6 items-start gap-3">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1">
          {props.note === undefined ? null : <p className="text-xs text-ink-3">{props.note}</p>}
          {props.links.map((link) => (
            <OpenLink key={link.url} link={link} className="min-h-4!" />
          ))}
        </div>
        <OfferingsAge selection={selection} />
      </div>
      <div className="mt-3 border-t border-line" />
    </div>
  )
}
