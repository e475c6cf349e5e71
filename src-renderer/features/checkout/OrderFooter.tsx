import { CircleAlert } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { count, nameSome } from '@shared/lib/words'
import { Button } from '@renderer/ui/Button'
import { FooterBar } from '@renderer/ui/Layout'

/** The button, which can always be pressed, and what has to be corrected first. */
export function OrderFooter(props: {
  readonly wrong: readonly string[]
  /** "Check out 3 hosts". */
  readonly sendText: string
  readonly busy?: boolean | undefined
  readonly onSend: () => void
  /** At the left: what can be done instead. */
  readonly start?: ReactNode
}): ReactElement {
  const { wrong } = props
  return (
    <div className="col-start-1 row-start-4 min-w-0">
      <FooterBar>
        {props.start}
        <p
          role="status"
          className="flex min-w-0 flex-1 items-center justify-end gap-1.5 text-xs text-danger-ink"
        >
          {wrong.length === 0 ? null : (
            <>
              <CircleAlert size={14} strokeWidth={2} aria-hidden />
              <span className="truncate">
                {count(wrong.length, 'field')} to correct: {nameSome(wrong)}
              </span>
            </>
          )}
        </p>
        <Button variant="primary" size={32} keyHint="Mod Enter" busy={props.busy} onClick={props.onSend}>
          {props.sendText}
        </Button>
      </FooterBar>
    </div>
  )
}
