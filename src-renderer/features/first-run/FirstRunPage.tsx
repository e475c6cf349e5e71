import { instanceText } from '@shared/domain/provider'
import { useQuery } from '@tanstack/react-query'
import { Plug } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo } from '@renderer/app/navigation'
import { AppIcon } from '@renderer/app/shell/AppIcon'
import { TitleBar } from '@renderer/app/shell/TitleBar'
import { EngineCards } from '@renderer/features/first-run/EngineCards'
import { addedAs, providersText } from '@renderer/features/first-run/engines'
import { useFirstRun } from '@renderer/features/first-run/use-first-run'
import { FolderCard, folderQuery } from '@renderer/features/settings-file'
import { ChoiceCard } from '@renderer/features/settings/ChoiceCard'
import { DiscoveryNote } from '@renderer/features/settings/DiscoveryNote'
import { settingsPaths } from '@renderer/features/settings/place'
import { instancesQuery, kindsQuery } from '@renderer/features/settings/queries'
import { Button } from '@renderer/ui/Button'
import { LinkButton } from '@renderer/ui/LinkButton'
import { ProviderMark } from '@renderer/ui/ProviderMark'

function Brand(): ReactElement {
  return (
    <div className="flex items-center gap-4">
      <AppIcon size={56} />
      <div>
        <h1 className="text-xl font-semibold tracking-tight">Welcome to Broker Desktop</h1>
        <p className="text-ink-2">Get test machines, keep them as long as you need, give them back.</p>
      </div>
    </div>
  )
}

function Choices(props: {
  readonly kinds: readonly ProviderKindInfo[]
  readonly instances: readonly InstanceView[]
}): ReactElement {
  const { kinds, instances } = props
  const run = useFirstRun(props)
  const sandbox = kinds.find((kind) => kind.pretend)
  const added = run.engines.flatMap((engine) => addedAs(engine, instances) ?? [])
  const [first] = added
  const folder = useQuery(folderQuery())
  const hasFolder = folder.data?.settings !== undefined
  const hasFound = run.engines.length > 0 || hasFolder
  return (
    <>
      {folder.data === undefined || !hasFolder ? null : (
        <div className="mt-8">
          <FolderCard found={folder.data} isProposed onAdopted={run.skip} />
        </div>
      )}
      <div className={hasFolder ? 'mt-4' : 'mt-8'}>
        {run.engines.length > 0 ? (
          <EngineCards
            engines={run.engines}
            instances={instances}
            using={run.using}
            isProposed={first === undefined && !hasFolder}
            onUse={run.use}
          />
        ) : hasFolder ? null : (
          <DiscoveryNote
            isLooking={run.isLooking}
            error={run.lookError}
            nothing="No container engine was found on this computer"
            onLook={run.look}
          />
        )}
      </div>
      <h2 className="mt-6 mb-2 text-xs text-ink-3">Or begin another way</h2>
      <div className="flex flex-col gap-2">
        <ChoiceCard
          mark={
            <span className="flex size-8 flex-none items-center justify-center rounded-md bg-canvas text-ink-2 ring-1 ring-line edge-forced ring-inset">
              <Plug size={18} strokeWidth={1.75} aria-hidden />
            </span>
          }
          title="Add a provider"
          text={providersText(kinds)}
          action={
            <Button
              size={32}
              aria-label="Add a provider"
              onClick={() => {
                goTo(settingsPaths.add)
              }}
            >
              Add
            </Button>
          }
        />
        {sandbox === undefined ? null : (
          <ChoiceCard
            mark={<ProviderMark kind={sandbox.kind} size={32} />}
            title={`Try the ${sandbox.title}`}
            text={sandbox.description}
            action={
              <Button
                size={32}
                variant={hasFound || !run.hasLooked ? 'secondary' : 'primary'}
                busy={run.isStarting}
                aria-label={`Try it: ${sandbox.title}`}
                onClick={run.trySandbox}
              >
                Try it
              </Button>
            }
          />
        )}
      </div>
      <div className="mt-4 flex min-h-8 items-center justify-between gap-4">
        <LinkButton onClick={run.skip}>Skip for now</LinkButton>
        {first === undefined ? null : (
          <Button
            size={32}
            variant="primary"
            busy={run.isStarting}
            onClick={() => {
              run.checkOutFrom(first)
            }}
          >
            Check out from {instanceText(first)}
          </Button>
        )}
      </div>
    </>
  )
}

/** Stands in place of the hosts until there is a provider: what was found here, and ways to begin. */
export function FirstRunPage(): ReactElement {
  const kinds = useQuery(kindsQuery)
  const instances = useQuery(instancesQuery)
  const error = kinds.error ?? instances.error
  return (
    <div className="flex h-full flex-col bg-canvas text-ink">
      <TitleBar />
      <main className="min-h-0 flex-1 overflow-y-auto px-4">
        <div className="mx-auto w-[640px] max-w-full pt-[clamp(16px,14vh,128px)] pb-6">
          <Brand />
          {error === null ? null : (
            <div className="mt-8">
              <CallProblem
                error={error}
                onRetry={() => {
                  void kinds.refetch()
                  void instances.refetch()
                }}
              />
            </div>
          )}
          {kinds.data === undefined || instances.data === undefined ? null : (
            <Choices kinds={kinds.data.kinds} instances={instances.data.instances} />
          )}
        </div>
      </main>
    </div>
  )
}
