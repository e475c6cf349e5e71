import type { ReactElement } from 'react'
import type { Extension } from '@shared/domain/lease'
import type { ProviderKindInfo } from '@shared/domain/provider'
import { momentText } from '@shared/lib/time-text'
import {
  AMOUNTS,
  amountText,
  fieldText,
  firstUntil,
  UNITS,
  type ChoiceId,
  type ExtensionChoice,
} from '@renderer/features/leases/amounts'
import {
  defaultOffer,
  firstEnd,
  planExtension,
  type ExtendHost,
  type LatestEnds,
} from '@renderer/features/leases/extension-plan'
import { ChoiceCards } from '@renderer/ui/ChoiceCards'
import { Field } from '@renderer/ui/Field'
import { MomentInput } from '@renderer/ui/MomentInput'
import { NumberInput } from '@renderer/ui/NumberInput'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

interface Card {
  readonly value: ChoiceId
  readonly label: string
  readonly detail: string
}

/** The cards: each amount with the first new end that it gives. */
function cards(
  hosts: readonly ExtendHost[],
  kinds: readonly ProviderKindInfo[],
  nowMs: number,
  latestEnds: LatestEnds | undefined,
): readonly Card[] {
  const hasDefault = defaultOffer(hosts, kinds) !== undefined
  const ready = AMOUNTS.map(({ id, label, ms }): Card => {
    const first = firstEnd(planExtension(hosts, { kind: 'by', ms }, kinds, nowMs, latestEnds))
    if (first === undefined) return { value: id, label, detail: 'longer' }
    const end = momentText(first, nowMs).replace(/^today /, '')
    // With seven cards there is no room for the word; the table says the same for each host.
    return { value: id, label, detail: hosts.length > 1 && !hasDefault ? `first ${end}` : end }
  })
  return [
    ...ready,
    { value: 'custom', label: 'Custom', detail: 'any amount' },
    { value: 'until', label: 'Until', detail: 'a date' },
    ...(hasDefault ? [{ value: 'default' as const, label: 'Default', detail: 'of provider' }] : []),
  ]
}

/** By how much: the cards, and what the chosen one still asks for, in a line of the same height for all. */
export function ExtendAmounts(props: {
  readonly hosts: readonly ExtendHost[]
  readonly kinds: readonly ProviderKindInfo[]
  /** The limits of the providers, once they are known. */
  readonly latestEnds: LatestEnds | undefined
  readonly choice: ExtensionChoice
  readonly onChange: (choice: ExtensionChoice) => void
  /** What the choice means, once it can be read. */
  readonly extension: Extension | undefined
  readonly error: string | undefined
  readonly nowMs: number
}): ReactElement {
  const { choice, onChange, hosts, kinds, nowMs } = props
  return (
    <div className="px-5 pt-1 pb-3">
      <ChoiceCards
        label="Extend by"
        value={choice.id}
        options={cards(hosts, kinds, nowMs, props.latestEnds)}
        onChange={(id) => {
          const until = id === 'until' && choice.until === '' ? firstUntil(nowMs) : choice.until
          onChange({ ...choice, id, until })
        }}
      />
      <div className="mt-3 flex min-h-8 items-start gap-2">
        {choice.id === 'custom' ? (
          <>
            <Field label="Amount" hideLabel error={props.error} className="w-40">
              <NumberInput
                value={choice.custom.value}
                min={1}
                onChange={(value) => {
                  onChange({ ...choice, custom: { ...choice.custom, value } })
                }}
              />
            </Field>
            <SegmentedControl
              label="Unit"
              size={32}
              value={choice.custom.unit}
              options={UNITS}
              onChange={(unit) => {
                onChange({ ...choice, custom: { ...choice.custom, unit } })
              }}
            />
          </>
        ) : null}
        {choice.id === 'until' ? (
          <Field label="New end" hideLabel error={props.error} className="w-64">
            <MomentInput
              value={choice.until}
              min={fieldText(nowMs)}
              onChange={(until) => {
                onChange({ ...choice, until })
              }}
            />
          </Field>
        ) : null}
        <p className="min-w-0 flex-1 self-center text-xs text-ink-2">
          {meaning(props.extension, defaultOffer(hosts, kinds)?.texts ?? [], hosts.length)}
        </p>
      </div>
    </div>
  )
}

function meaning(extension: Extension | undefined, defaults: readonly string[], hosts: number): string {
  switch (extension?.kind) {
    case undefined:
      return ''
    case 'by':
      return hosts === 1
        ? `Adds ${amountText(extension.ms)} to the end it has.`
        : `Adds ${amountText(extension.ms)} to the end each host has.`
    case 'until':
      return hosts === 1 ? 'In local time.' : 'The same end for every host, in local time.'
    case 'default':
      return defaults.length === 0
        ? 'Nothing is said: the provider adds what it always does.'
        : `What the provider does when nothing is said: ${defaults.join('; ')}.`
  }
}
