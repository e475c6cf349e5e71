import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { MAX_COUNT } from '@shared/domain/checkout'
import { hasTypedSecrets, type Nick, type NickDraft } from '@shared/domain/nick'
import type { ErrorData } from '@shared/domain/error'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo } from '@renderer/app/navigation'
import { appInfoQuery } from '@renderer/app/queries'
import { useShortcut } from '@renderer/app/shortcuts'
import { Waiting } from '@renderer/app/Waiting'
import { useCall } from '@renderer/bridge/queries'
import { labelError } from '@renderer/features/checkout/labels'
import { draftOf, formOf, nickErrors, type NickForm } from '@renderer/features/nicks/nick-draft'
import { nickPaths } from '@renderer/features/nicks/nick-paths'
import { nickQuery } from '@renderer/features/nicks/queries'
import { OutdatedNote } from '@renderer/features/settings/OutdatedNote'
import { SecretsDialog } from '@renderer/features/settings/SecretsDialog'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { Field } from '@renderer/ui/Field'
import { KeyValueRows } from '@renderer/ui/KeyValueRows'
import { FooterBar } from '@renderer/ui/Layout'
import { ProviderMark } from '@renderer/ui/ProviderMark'
import { Select } from '@renderer/ui/Select'
import { Stepper } from '@renderer/ui/Stepper'
import { TagInput } from '@renderer/ui/TagInput'
import { TextInput } from '@renderer/ui/TextInput'

interface Known {
  readonly kinds: readonly ProviderKindInfo[]
  readonly instances: readonly InstanceView[]
}

/** The page of one nick; without a name that of a new one. */
export function NickEditorPage(props: Known & { readonly name: string | undefined }): ReactElement {
  const { name } = props
  const nick = useQuery({ ...nickQuery(name ?? ''), enabled: name !== undefined })
  if (name === undefined) return <NickEditor {...props} nick={undefined} />
  if (nick.error !== null) {
    return (
      <div className="flex-1 p-5">
        <CallProblem error={nick.error} />
      </div>
    )
  }
  if (nick.data === undefined) return <Waiting label={`Reading nick ${name}`} />
  return <NickEditor key={name} {...props} nick={nick.data} />
}

function NickEditor(props: Known & { readonly nick: Nick | undefined }): ReactElement {
  const { nick, kinds, instances } = props
  // What it was when the form began: a change from elsewhere must not take what is typed.
  const [start, setStart] = useState(() => ({ nick, form: formOf(nick, kinds) }))
  const [form, setForm] = useState(start.form)
  const first = start.nick
  const isOutdated = nick !== undefined && nick.revision !== first?.revision
  if (isOutdated && form === start.form) take()
  const [shown, setShown] = useState(false)
  const [refused, setRefused] = useState<ErrorData>()
  /** What is saved as soon as it was said where its secrets are kept. */
  const [asked, setAsked] = useState<NickDraft>()
  const isProtected = useQuery(appInfoQuery).data?.secretsProtected !== false
  const errors = nickErrors(form)
  const decided = Object.entries(first?.environment ?? {})
  const kind = kinds.find((known) => form.where.startsWith(`${known.kind}/`))
  const save = useCall('nicks.save', {
    onSuccess() {
      goTo(nickPaths.list)
    },
    onError({ data }) {
      setRefused(data)
    },
  })

  function take(): void {
    const next = { nick, form: formOf(nick, kinds) }
    setStart(next)
    setForm(next.form)
  }

  function change(patch: Partial<NickForm>): void {
    setRefused(undefined)
    setForm({ ...form, ...patch })
  }

  function send(): void {
    setShown(true)
    const draft = draftOf(form, first, kinds)
    const isRight =
      errors.name === undefined && errors.offering === undefined && Object.keys(errors.rows).length === 0
    if (draft === undefined || !isRight || isOutdated || save.isPending) return
    if (hasTypedSecrets(draft) && !isProtected) setAsked(draft)
    else save.mutate(draft)
  }
  useShortcut('save', send)

  const choices = kinds.flatMap((known) => [
    {
      value: `${known.kind}/`,
      label: `${known.title}, the default instance`,
      icon: <ProviderMark kind={known.kind} size={16} />,
    },
    ...instances
      .filter((instance) => instance.provider === known.kind)
      .map((instance) => ({
        value: `${known.kind}/${instance.instance}`,
        label: `${known.title} ${instance.instance}`,
        icon: <ProviderMark kind={known.kind} size={16} />,
      })),
  ])
  const unknown = choices.some(({ value }) => value === form.where)
    ? []
    : [{ value: form.where, label: `${form.where.replace('/', ' ')} (unknown)` }]

  return (
    <>
      <section
        aria-label={first === undefined ? 'New nick' : `Nick ${first.name}`}
        data-pane
        className="min-h-0 flex-1 overflow-y-auto px-6 py-4"
      >
        <div className="flex max-w-[640px] flex-col gap-4">
          <h2 className="text-md font-semibold">{first === undefined ? 'New nick' : `Nick ${first.name}`}</h2>
          {isOutdated ? (
            <OutdatedNote
              what="nick"
              onTake={take}
              onKeep={() => {
                setStart({ ...start, nick })
              }}
            />
          ) : null}
          {decided.length === 0 ? null : (
            <Callout tone="info" title="The environment decides some of this nick">
              {decided.map(([name, variable]) => (
                <p key={name}>
                  {name} is from <span className="mono">{variable}</span>. It holds whatever is said here.
                </p>
              ))}
            </Callout>
          )}
          {refused === undefined || refused.fieldErrors?.['name'] !== undefined ? null : (
            <Callout tone="danger" title={refused.message}>
              {refused.hint === undefined ? null : <p>{refused.hint}</p>}
            </Callout>
          )}
          <Field
            label="Name"
            error={refused?.fieldErrors?.['name'] ?? (shown ? errors.name : undefined)}
            help="What it is called with --nick, too."
          >
            <TextInput
              value={form.name}
              onChange={(name) => {
                change({ name })
              }}
            />
          </Field>
          <div className="grid grid-cols-2 gap-x-5 gap-y-4">
            <Field label="Instance">
              <Select
                value={form.where}
                options={[...choices, ...unknown]}
                onChange={(where) => {
                  const next = kinds.find((known) => where.startsWith(`${known.kind}/`))
                  const fits = next?.actions.some(({ name }) => name === form.action) === true
                  change({ where, action: fits ? form.action : (next?.actions[0]?.name ?? '') })
                }}
              />
            </Field>
            <Field label="Action">
              <Select
                value={form.action}
                options={(kind?.actions ?? []).map(({ name }) => ({ value: name, label: name }))}
                onChange={(action) => {
                  change({ action })
                }}
              />
            </Field>
            <Field label="Offering" required error={shown ? errors.offering : undefined}>
              <TextInput
                mono
                value={form.offering}
                onChange={(offering) => {
                  change({ offering })
                }}
              />
            </Field>
            <Field label="Hosts">
              <Stepper
                value={form.count}
                min={1}
                max={MAX_COUNT}
                onChange={(count) => {
                  change({ count })
                }}
              />
            </Field>
          </div>
          <Field label="Labels">
            <TagInput
              values={form.tags}
              placeholder={form.tags.length === 0 ? 'name=value' : 'Add'}
              validate={labelError}
              onChange={(tags) => {
                change({ tags })
              }}
            />
          </Field>
          <KeyValueRows
            typed
            title="Arguments"
            namePlaceholder="Argument"
            rows={form.rows.map((row) => ({ ...row, error: shown ? errors.rows[row.id] : undefined }))}
            onChange={(rows) => {
              change({ rows: rows.map(({ id, name, value, type }) => ({ id, name, value, type })) })
            }}
          />
          <p className="text-xs text-ink-3">
            Automatic is a text, and what looks like a JSON list or map becomes it. Reminders and the default
            lease of a nick are in Reminders.
          </p>
        </div>
      </section>
      <SecretsDialog
        open={asked !== undefined}
        onOpenChange={() => {
          setAsked(undefined)
        }}
        onSave={(secretsInFile) => {
          if (asked !== undefined) save.mutate({ ...asked, secretsInFile })
        }}
      />
      <FooterBar>
        <span className="flex-1" />
        <Button
          size={32}
          onClick={() => {
            goTo(nickPaths.list)
          }}
        >
          Cancel
        </Button>
        <Button size={32} variant="primary" keyHint="Mod S" busy={save.isPending} onClick={send}>
          Save nick
        </Button>
      </FooterBar>
    </>
  )
}
