import { QueryClientProvider, useQuery, type QueryClient } from '@tanstack/react-query'
import { lazy, Suspense, type ReactElement } from 'react'
import { CallProblem } from '@renderer/app/CallProblem'
import { ErrorBoundary } from '@renderer/app/ErrorBoundary'
import { hrefTo, paths } from '@renderer/app/navigation'
import { Pages } from '@renderer/app/Pages'
import { appInfoQuery } from '@renderer/app/queries'
import { TitleBar } from '@renderer/app/shell/TitleBar'
import { StartProblemPage } from '@renderer/app/StartProblemPage'
import { Waiting } from '@renderer/app/Waiting'
import { broker } from '@renderer/bridge/broker'
import { UiProvider } from '@renderer/ui/UiProvider'

const ExtendWindow = lazy(async () => {
  const page = await import('@renderer/features/leases/ExtendWindow')
  return { default: page.ExtendWindow }
})

/** Which window this is, it is from its first moment on. */
const IS_EXTEND_WINDOW = window.location.hash.startsWith(hrefTo(`${paths.extendWindow}/`))

async function copyText(text: string): Promise<void> {
  await broker.call('app.copyText', { text })
}

function Start(): ReactElement {
  const info = useQuery(appInfoQuery)
  if (info.data?.startProblem !== undefined) {
    return <StartProblemPage problem={info.data.startProblem} version={info.data.version} />
  }
  if (info.data !== undefined && IS_EXTEND_WINDOW) {
    return (
      <Suspense fallback={null}>
        <ExtendWindow />
      </Suspense>
    )
  }
  if (info.data !== undefined) return <Pages info={info.data} />
  return (
    <div className="flex h-full flex-col bg-canvas text-ink">
      <TitleBar />
      <main className="mx-auto flex min-h-0 w-[560px] max-w-full flex-1 flex-col justify-center px-4 pb-20">
        {info.error === null ? (
          <Waiting label="Starting" />
        ) : (
          <CallProblem error={info.error} onRetry={() => void info.refetch()} />
        )}
      </main>
    </div>
  )
}

/** The whole window. */
export function App({ client }: { readonly client: QueryClient }): ReactElement {
  return (
    <QueryClientProvider client={client}>
      <UiProvider copyText={copyText}>
        <ErrorBoundary>
          <Start />
        </ErrorBoundary>
      </UiProvider>
    </QueryClientProvider>
  )
}
