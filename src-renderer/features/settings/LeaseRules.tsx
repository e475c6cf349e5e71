import { useQuery } from '@tanstack/react-query'
import { Bookmark, Plus, Trash2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { instanceText } from '@shared/domain/provider'
import type { LeaseRule } from '@shared/domain/reminder'
import type { InstanceView } from '@shared/domain/settings'
import {
  lengthText,
  readLength,
  readThresholds,
  thresholdError,
} from '@renderer/features/settings/length-text'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { IconButton } from '@renderer/ui/IconButton'
import { Menu } from '@renderer/ui/Menu'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { TagInput } from '@renderer/ui/TagInput'
import { TextInput } from '@renderer/ui/TextInput'

/** One text for what a rule is about. */
function keyOf(rule: LeaseRule): string {
  return 'nick' in rule ? `nick/${rule.nick}` : `${rule.provider}/${rule.instance}`
}

function nameOf(rule: LeaseRule): string {
  return 'nick' in rule ? `Nick ${rule.nick}` : instanceText(rule)
}

/** How long a host is held whose provider tells no end: typed as a length, saved when one leaves the field. */
function DefaultLease(props: {
  readonly minutes: number | undefined
  readonly onSave: (minutes: number | undefined) => void
}): ReactElement {
  const { minutes } = props
  const [typed, setTyped] = useState<string>()
  const text = typed ?? (minutes === undefined ? '' : lengthText(minutes))
  const read = readLength(text)
  const error =
    text.trim() === '' || (read !== undefined && read <= 525_600)
      ? undefined
      : read === undefined
        ? 'Say a length such as 8 h or 2 days.'
        : 'At most 365 days.'
  return (
    <Field
      label="Default lease"
      help={minutes === undefined ? 'None: such a host has no end.' : 'Where the provider tells no end.'}
      error={error}
    >
      <TextInput
        value={text}
        placeholder="None"
        onChange={setTyped}
        onBlur={() => {
          if (typed === undefined || error !== undefined) return
          if (read !== minutes) props.onSave(read)
          setTyped(undefined)
        }}
      />
    </Field>
  )
}

function RuleCard(props: {
  readonly rule: LeaseRule
  readonly everywhere: readonly number[]
  readonly onChange: (rule: LeaseRule) => void
  readonly onRemove: () => void
}): ReactElement {
  const { rule, onChange } = props
  const { thresholdsMinutes, defaultMinutes, ...about } = rule
  const isOwn = thresholdsMinutes !== undefined
  const withValues = (thresholds: readonly number[] | undefined, minutes: number | undefined): LeaseRule => ({
    ...about,
    ...(thresholds === undefined ? {} : { thresholdsMinutes: [...thresholds] }),
    ...(minutes === undefined ? {} : { defaultMinutes: minutes }),
  })
  return (
    <li className="rounded-lg border border-line-2 bg-surface px-4 py-3">
      <div className="flex items-center gap-2">
        {'nick' in rule ? (
          <Bookmark size={16} strokeWidth={1.75} aria-hidden className="text-ink-3" />
        ) : (
          <ProviderMark kind={rule.provider} size={16} />
        )}
        <h4 className="min-w-0 flex-1 truncate font-medium">{nameOf(rule)}</h4>
        <IconButton
          icon={Trash2}
          size={24}
          label={`Remove the rule of ${nameOf(rule)}`}
          onClick={props.onRemove}
        />
      </div>
      <div
        role="group"
        aria-label={nameOf(rule)}
        className="mt-2 grid grid-cols-[minmax(0,1fr)_184px] gap-x-4"
      >
        <div>
          <SegmentedControl
            label={`Reminders of ${nameOf(rule)}`}
            value={isOwn ? 'own' : 'everywhere'}
            options={[
              { value: 'everywhere', label: 'As everywhere' },
              { value: 'own', label: 'Its own reminders' },
            ]}
            onChange={(value) => {
              onChange(withValues(value === 'own' ? props.everywhere : undefined, defaultMinutes))
            }}
          />
          {isOwn ? (
            <div className="mt-2">
              <TagInput
                label={`Reminders of ${nameOf(rule)} before the end`}
                values={thresholdsMinutes.map(lengthText)}
                validate={thresholdError}
                placeholder={thresholdsMinutes.length === 0 ? 'No reminder' : 'Add'}
                onChange={(texts) => {
                  onChange(withValues(readThresholds(texts), defaultMinutes))
                }}
              />
            </div>
          ) : null}
        </div>
        <DefaultLease
          minutes={defaultMinutes}
          onSave={(minutes) => {
            onChange(withValues(thresholdsMinutes, minutes))
          }}
        />
      </div>
    </li>
  )
}

/** Reminders and default leases of single instances and nicks. */
export function LeaseRules(props: {
  readonly rules: readonly LeaseRule[]
  readonly instances: readonly InstanceView[]
  readonly everywhere: readonly number[]
  readonly onSave: (rules: LeaseRule[]) => void
}): ReactElement {
  const { rules, onSave } = props
  const nicks = useQuery(nicksQuery).data?.nicks ?? []
  const taken = new Set(rules.map(keyOf))
  const free: readonly LeaseRule[] = [
    ...props.instances.map(({ provider, instance }) => ({ provider, instance })),
    ...nicks.map(({ name }) => ({ nick: name })),
  ].filter((rule) => !taken.has(keyOf(rule)))
  return (
    <>
      {rules.length === 0 ? (
        <p className="text-ink-2">
          Every host is reminded of as above, and has the end that its provider tells.
        </p>
      ) : (
        <ul className="flex flex-col gap-2">
          {rules.map((rule) => (
            <RuleCard
              key={keyOf(rule)}
              rule={rule}
              everywhere={props.everywhere}
              onChange={(next) => {
                onSave(rules.map((each) => (each === rule ? next : each)))
              }}
              onRemove={() => {
                onSave(rules.filter((each) => each !== rule))
              }}
            />
          ))}
        </ul>
      )}
      {free.length === 0 ? null : (
        <div className="mt-3">
          <Menu
            label="Add a rule"
            trigger={<Button icon={Plus}>Add a rule</Button>}
            items={free.map((rule) => ({
              id: keyOf(rule),
              label: nameOf(rule),
              onSelect: () => {
                onSave([...rules, rule])
              },
            }))}
          />
        </div>
      )}
    </>
  )
}
