import { PlugZap } from 'lucide-react'
import { useEffect, useRef, type ReactElement } from 'react'
import type { HealthFix } from '@shared/domain/provider'
import type { InstanceDraft } from '@shared/domain/settings'
import { clockText } from '@shared/lib/time-text'
import { sameJson } from '@renderer/features/forms/field-values'
import { HealthCard } from '@renderer/features/settings/HealthCard'
import type { ConnectionTest } from '@renderer/features/settings/use-connection-test'
import { Button } from '@renderer/ui/Button'

/** Props of `TestPanel`. */
export interface TestPanelProps {
  readonly draft: InstanceDraft
  readonly last: ConnectionTest | undefined
  readonly isRunning: boolean
  /** Whether the values differ from those that are saved. */
  readonly hasChanges: boolean
  readonly onTest: () => void
  /** Takes a proposal into the form and tests again. */
  readonly onFix: (fix: HealthFix) => void
}

/** Tests the connection with the values of the form beside it, saved or not. */
export function TestPanel(props: TestPanelProps): ReactElement {
  const { last } = props
  const result = useRef<HTMLDivElement>(null)
  // In a narrow window the result comes to stand below what is in sight.
  useEffect(() => {
    if (last !== undefined) result.current?.scrollIntoView({ block: 'nearest' })
  }, [last])
  return (
    <aside
      aria-label="Test connection"
      className="flex flex-none flex-col border-t border-line bg-sunken pb-4 @[888px]/settings:col-start-2 @[888px]/settings:row-span-2 @[888px]/settings:row-start-1 @[888px]/settings:min-h-0 @[888px]/settings:overflow-y-auto @[888px]/settings:border-t-0 @[888px]/settings:border-l"
    >
      <div className="flex flex-none items-center gap-2 px-4 pt-4 pb-3">
        <h3 className="flex-1 text-sm font-semibold">Test connection</h3>
        <Button icon={PlugZap} busy={props.isRunning} onClick={props.onTest}>
          {last === undefined ? 'Test' : 'Test again'}
        </Button>
      </div>
      <div ref={result} role="status" className="flex flex-col gap-2 px-4">
        {last === undefined ? null : (
          <HealthCard report={last.report} busy={props.isRunning} onFix={props.onFix} />
        )}
        <p className="text-xs text-ink-3">
          <Note {...props} />
        </p>
      </div>
    </aside>
  )
}

function isSameDraft(a: InstanceDraft, b: InstanceDraft): boolean {
  return sameJson(a.config, b.config) && sameJson(a.secrets, b.secrets)
}

function Note(props: TestPanelProps): ReactElement {
  const { last } = props
  if (props.isRunning) {
    return <>Trying the values {PLACE}. It may take up to 30 seconds.</>
  }
  if (last === undefined) return <>Tries the values {PLACE} as they stand, before they are saved.</>
  const at = <span className="tnum">{clockText(last.atMs)}</span>
  if (!isSameDraft(last.draft, props.draft)) return <>Tested at {at}, before the values were changed.</>
  return props.hasChanges ? (
    <>
      Tested with the values {PLACE}, before saving, at {at}.
    </>
  ) : (
    <>Tested with the saved values at {at}.</>
  )
}

/** Where the form stands, seen from here: in a narrow window it is above. */
const PLACE = (
  <>
    <span className="hidden @[888px]/settings:inline">on the left</span>
    <span className="@[888px]/settings:hidden">above</span>
  </>
)
