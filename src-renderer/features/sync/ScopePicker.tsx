import { useState, type FormEvent, type ReactElement } from 'react'
import type { SyncScope } from '@shared/domain/sync'
import { SCOPE_LABELS } from '@renderer/features/sync/sync-words'
import { Button } from '@renderer/ui/Button'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { TextInput } from '@renderer/ui/TextInput'

/** What the argument is where it is said as "A user’s". */
const USER_NAME = 'User name'

/** Whose hosts are read. A choice reads at once; another user's needs the name first. */
export function ScopePicker(props: {
  readonly scopes: readonly SyncScope['kind'][]
  readonly scope: SyncScope | undefined
  /** What the name of the scope `user` is: "User name". */
  readonly argument: string
  readonly onRead: (scope: SyncScope) => void
}): ReactElement {
  const { scopes, scope, argument, onRead } = props
  const [kind, setKind] = useState<SyncScope['kind'] | undefined>(scope?.kind ?? scopes[0])
  const [name, setName] = useState(scope?.kind === 'user' ? scope.name : '')

  function readUser(event: FormEvent): void {
    event.preventDefault()
    if (name.trim() !== '') onRead({ kind: 'user', name: name.trim() })
  }

  return (
    <div className="mt-3 flex min-h-7 flex-wrap items-center gap-x-3 gap-y-2">
      <span className="text-xs text-ink-2">Whose hosts</span>
      {kind === undefined ? null : (
        <SegmentedControl
          label="Whose hosts"
          value={kind}
          options={scopes.map((value) => ({
            value,
            label: value === 'user' && argument !== USER_NAME ? argument : SCOPE_LABELS[value],
          }))}
          onChange={(next) => {
            setKind(next)
            if (next !== 'user') onRead({ kind: next })
          }}
        />
      )}
      {kind === 'user' ? (
        <form className="flex items-center gap-2" onSubmit={readUser}>
          <span className="w-52">
            <TextInput size={28} label={argument} placeholder={argument} value={name} onChange={setName} />
          </span>
          <Button type="submit">Read</Button>
        </form>
      ) : null}
    </div>
  )
}
