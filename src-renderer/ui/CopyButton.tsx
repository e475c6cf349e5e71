import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ReactElement } from 'react'
import { useCopyText } from '@renderer/ui/copy-text'
import { IconButton } from '@renderer/ui/IconButton'
import { LinkButton } from '@renderer/ui/LinkButton'

const SHOWN_MS = 1500

/** Copies a text and says so in place: the icon becomes a tick for a moment. */
export function CopyButton(props: {
  readonly text: string | (() => string)
  readonly label: string
  readonly size?: 28 | 24 | undefined
  readonly variant?: 'icon' | 'link' | undefined
}): ReactElement {
  const [copied, setCopied] = useState(false)
  const copyText = useCopyText()

  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => {
      setCopied(false)
    }, SHOWN_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [copied])

  async function copy(): Promise<void> {
    await copyText(typeof props.text === 'string' ? props.text : props.text())
    setCopied(true)
  }

  return (
    <>
      {props.variant === 'link' ? (
        <LinkButton icon={copied ? Check : Copy} onClick={() => void copy()}>
          {copied ? 'Copied' : props.label}
        </LinkButton>
      ) : (
        <IconButton
          icon={copied ? Check : Copy}
          label={props.label}
          size={props.size ?? 24}
          onClick={() => void copy()}
        />
      )}
      <span role="status" className="sr-only">
        {copied ? 'Copied' : ''}
      </span>
    </>
  )
}
