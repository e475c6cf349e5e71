import { CircleAlert, FileText, RefreshCw } from 'lucide-react'
import { Component, type ReactElement, type ReactNode } from 'react'
import { broker } from '@renderer/bridge/broker'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'

/** Catches what a screen throws while it is drawn. Hosts and tasks are not touched: they live in the main process. */
export class ErrorBoundary extends Component<
  { readonly children: ReactNode },
  { readonly error: Error | undefined }
> {
  override state: { readonly error: Error | undefined } = { error: undefined }

  static getDerivedStateFromError(this: void, thrown: unknown): { readonly error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return (
      <StoppedPage
        message={this.state.error.message}
        onRetry={() => {
          this.setState({ error: undefined })
        }}
      />
    )
  }
}

function StoppedPage(props: { readonly message: string; readonly onRetry: () => void }): ReactElement {
  return (
    <div role="alert" className="flex min-h-0 flex-1 flex-col">
      <EmptyState
        icon={CircleAlert}
        title="This screen stopped working"
        text="Your hosts and tasks are not affected. Open the screen again. If it stops again, the log says where."
        actions={
          <>
            <Button variant="primary" size={32} icon={RefreshCw} onClick={props.onRetry}>
              Open again
            </Button>
            <Button
              size={32}
              icon={FileText}
              onClick={() => {
                // This page must work when everything else does not: a log that cannot be shown stays where it is.
                broker.call('app.showPath', { what: 'log' }).catch(() => undefined)
              }}
            >
              Show the log
            </Button>
          </>
        }
      >
        <pre className="max-w-[560px] mono whitespace-pre-wrap text-ink-3 select-text">{props.message}</pre>
      </EmptyState>
    </div>
  )
}
