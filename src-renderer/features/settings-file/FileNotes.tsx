import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { count } from '@shared/lib/words'
import type { SettingsFileView } from '@shared/domain/settings-file'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { ChangesView } from '@renderer/features/settings-file/ChangesView'
import { migrationQuery, secretsQuery } from '@renderer/features/settings-file/queries'
import { originsQuery } from '@renderer/features/settings/queries'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { Dialog } from '@renderer/ui/Dialog'
import { toastManager } from '@renderer/ui/toast-manager'

/** Secrets in plain text, and moving them. */
export function SecretsNote({ isOwn }: { readonly isOwn: boolean }): ReactElement | null {
  const { data } = useQuery(secretsQuery)
  const [isAsking, setAsking] = useState(false)
  const move = useCall('settingsFile.moveSecrets', {
    onSuccess({ moved }) {
      setAsking(false)
      toastManager.show({ tone: 'ok', title: `${count(moved, 'secret')} moved out of the settings file` })
    },
    onError: toastProblem,
  })
  if (data === undefined || data.secrets.length === 0) return null
  const many = count(data.secrets.length, 'secret')
  // The broker command reads the file alone: it has to be known that it cannot use it so.
  const mustAsk = !isOwn || !data.isProtected
  return (
    <Callout
      tone="warn"
      title={`${many} ${data.secrets.length === 1 ? 'stands' : 'stand'} in this file in plain text`}
      actions={
        <Button
          busy={move.isPending}
          onClick={() => {
            if (mustAsk) setAsking(true)
            else move.mutate({ agreed: false })
          }}
        >
          Move to the keyring
        </Button>
      }
    >
      <p>
        {data.secrets
          .slice(0, 4)
          .map(({ of, label }) => `${of}: ${label}`)
          .join(', ')}
        {data.secrets.length > 4 ? ` and ${data.secrets.length - 4} more` : ''}
      </p>
      <AlertDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={`Move ${many} out of the settings file?`}
        description={
          <>
            {data.isProtected
              ? null
              : 'This system has no keyring that protects them: they are gone when Broker Desktop ends, and have to be typed again. '}
            {isOwn
              ? null
              : 'The broker command reads this file, too: it no longer has these secrets, unless the environment says them.'}
          </>
        }
        confirmLabel={`Move ${many}`}
        tone="danger"
        busy={move.isPending}
        onConfirm={() => {
          move.mutate({ agreed: true })
        }}
      />
    </Callout>
  )
}

/** Older forms, and what they become. */
export function MigrationNote(): ReactElement | null {
  const { data } = useQuery(migrationQuery)
  const [isShown, setShown] = useState(false)
  const migrate = useCall('settingsFile.migrate', {
    onSuccess() {
      setShown(false)
      toastManager.show({ tone: 'ok', title: 'The settings file has the newer form' })
    },
    onError: toastProblem,
  })
  if (data === undefined || data.steps.length === 0) return null
  return (
    <Callout
      tone="info"
      title="This file has an older form"
      actions={
        <Button
          onClick={() => {
            setShown(true)
          }}
        >
          Show the newer form
        </Button>
      }
    >
      <p>Both are understood. Broker before 0.6 reads only the older one.</p>
      <Dialog
        open={isShown}
        onOpenChange={setShown}
        width={700}
        title="What the file becomes"
        description="Nothing is written before you apply. What the file is now is kept as an earlier version."
        footer={
          <Button
            variant="primary"
            size={32}
            busy={migrate.isPending}
            onClick={() => {
              migrate.mutate({ revision: data.revision })
            }}
          >
            Apply
          </Button>
        }
      >
        <ul className="mb-3 list-disc pl-5 text-ink-2">
          {data.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <ChangesView changes={data.changes} label="Changed lines" />
      </Dialog>
    </Callout>
  )
}

/** The file is the one of the broker command. */
export function UsedNote({ view }: { readonly view: SettingsFileView }): ReactElement | null {
  const leave = useCall('settingsFile.leave', { onError: toastProblem })
  if (view.isOwn) return null
  return (
    <Callout
      tone="info"
      title="This is the file of the broker command"
      actions={
        <Button
          busy={leave.isPending}
          onClick={() => {
            leave.mutate({})
          }}
        >
          Stop using it
        </Button>
      }
    >
      <p>Providers, instances and nicks are in it. Preferences and the Sandbox are in the data folder.</p>
    </Callout>
  )
}

/** How many variables are named before the rest is a number. */
const NAMED = 6

/** What the environment says over the file. */
export function EnvironmentNote(): ReactElement | null {
  const said = useQuery(originsQuery).data?.environment ?? []
  if (said.length === 0) return null
  return (
    <Callout
      tone="info"
      title={`${count(said.length, 'value')} of the environment ${said.length === 1 ? 'goes' : 'go'} over this file`}
    >
      <ul aria-label="From the environment" className="select-text">
        {said.slice(0, NAMED).map(({ variable, says }) => (
          <li key={`${variable} ${says}`}>
            {says} <span className="text-ink-3">from</span> <span className="mono">{variable}</span>
          </li>
        ))}
        {said.length > NAMED ? <li>and {said.length - NAMED} more</li> : null}
      </ul>
    </Callout>
  )
}
