import { useState, type ReactElement } from 'react'
import type { AutoExtend } from '@shared/domain/auto-extend'
import type { BridgeError } from '@renderer/bridge/client'
import { useCall } from '@renderer/bridge/queries'
import { CallProblem } from '@renderer/app/CallProblem'
import { fieldText } from '@renderer/features/leases/amounts'
import {
  draftOf,
  readDraft,
  type AutoExtendDraft,
  type DraftErrors,
  type RuleEnd,
} from '@renderer/features/leases/auto-extend-draft'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { MomentInput } from '@renderer/ui/MomentInput'
import { NumberInput } from '@renderer/ui/NumberInput'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { TextInput } from '@renderer/ui/TextInput'

const ENDS: readonly { readonly value: RuleEnd; readonly label: string }[] = [
  { value: 'until', label: 'Until' },
  { value: 'times', label: 'So many times' },
]

/** The rule by which a host is extended without asking: when, by how much, how long, and why. */
export function AutoExtendForm(props: {
  readonly hostId: string
  readonly rule: AutoExtend | undefined
  readonly nowMs: number
  readonly onDone: () => void
}): ReactElement {
  const { nowMs } = props
  const [draft, setDraft] = useState(() => draftOf(props.rule, nowMs))
  const [errors, setErrors] = useState<DraftErrors>({})
  const [problem, setProblem] = useState<BridgeError>()
  const save = useCall('hosts.autoExtend', { onError: setProblem, onSuccess: props.onDone })

  function change(patch: Partial<AutoExtendDraft>): void {
    setErrors({})
    setDraft({ ...draft, ...patch })
  }

  function submit(): void {
    const read = readDraft(draft, nowMs)
    if ('rule' in read) save.mutate({ hostIds: [props.hostId], rule: read.rule })
    else setErrors(read.errors)
  }

  return (
    // It says itself what is wrong, in place and in the product's words.
    <form
      noValidate
      aria-label="Extend by itself"
      className="mt-1 grid grid-cols-2 gap-x-3 gap-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field label="When less is left than" error={errors.underHours}>
        <NumberInput
          value={draft.underHours}
          min={0.25}
          unit="h"
          onChange={(underHours) => {
            change({ underHours })
          }}
        />
      </Field>
      <Field label="Extend by" error={errors.byHours}>
        <NumberInput
          value={draft.byHours}
          min={0.25}
          unit="h"
          onChange={(byHours) => {
            change({ byHours })
          }}
        />
      </Field>
      <div className="col-span-2 flex items-start gap-3">
        <SegmentedControl
          label="How long"
          size={32}
          value={draft.end}
          options={ENDS}
          onChange={(end) => {
            change({ end })
          }}
        />
        {draft.end === 'until' ? (
          <Field label="Never past" hideLabel error={errors.until} className="flex-1">
            <MomentInput
              value={draft.until}
              min={fieldText(nowMs)}
              onChange={(until) => {
                change({ until })
              }}
            />
          </Field>
        ) : (
          <Field label="Times" hideLabel error={errors.times} className="flex-1">
            <NumberInput
              value={draft.times}
              min={1}
              max={1000}
              unit="times"
              onChange={(times) => {
                change({ times })
              }}
            />
          </Field>
        )}
      </div>
      <Field
        label="Why"
        help="Stands in the history of the host."
        error={errors.reason}
        className="col-span-2"
      >
        <TextInput
          value={draft.reason}
          onChange={(reason) => {
            change({ reason })
          }}
        />
      </Field>
      {problem === undefined ? null : (
        <div className="col-span-2">
          <CallProblem error={problem} />
        </div>
      )}
      <div className="col-span-2 flex justify-end gap-2">
        <Button onClick={props.onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
