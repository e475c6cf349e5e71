import { useEffect, useState, type ReactElement } from 'react'
import { Spinner } from '@renderer/ui/Spinner'

/** What is quicker than this is not announced: a loader that flashes says less than nothing. */
const PATIENCE_MS = 400

/** Fills the place of something that is coming; it says so only when it takes a while. */
export function Waiting({ label }: { readonly label: string }): ReactElement {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true)
    }, PATIENCE_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <div role="status" className="flex min-h-0 flex-1 items-center justify-center gap-2 p-4 text-ink-3">
      {late ? (
        <>
          <Spinner />
          <span>{label}</span>
        </>
      ) : null}
    </div>
  )
}
