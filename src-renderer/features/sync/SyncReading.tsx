import { useEffect, useState, type ReactElement } from 'react'
import type { SyncPreview } from '@shared/domain/sync'
import { elapsedText } from '@shared/lib/time-text'
import { useNow } from '@renderer/app/now'
import { readingText } from '@renderer/features/sync/sync-words'
import { ProgressBar } from '@renderer/ui/ProgressBar'
import { Spinner } from '@renderer/ui/Spinner'

const PATIENCE_MS = 400

/** How far reading is; said only when it takes a while. */
export function SyncReading(props: { readonly state: SyncPreview['state'] | undefined }): ReactElement {
  const { state } = props
  const now = useNow('second')
  const [startedAtMs] = useState(() => Date.now())
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true)
    }, PATIENCE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  const reading = state?.name === 'reading' ? state : { done: 0 }
  const text = readingText(reading)
  const total = 'total' in reading ? reading.total : undefined
  const message = 'message' in reading ? reading.message : undefined
  return (
    <div className="mt-3 flex min-h-0 flex-1 flex-col items-center border-t border-line pt-24">
      {isLate ? (
        <div className="w-72">
          <p className="flex items-center gap-2">
            <Spinner />
            <span role="status" className="min-w-0 flex-1 truncate tnum">
              Reading, {text}
            </span>
            <span className="text-xs text-ink-3 tnum">{elapsedText(now - startedAtMs)}</span>
          </p>
          {total === undefined || total === 0 ? null : (
            <span className="mt-2 block">
              <ProgressBar percent={(reading.done / total) * 100} label={`Reading, ${text}`} />
            </span>
          )}
          <p className="mt-2 text-xs text-ink-3">{message === text ? '' : message}</p>
        </div>
      ) : null}
    </div>
  )
}
