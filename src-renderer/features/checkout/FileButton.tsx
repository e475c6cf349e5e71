import { FileBraces } from 'lucide-react'
import { useRef, type ReactElement } from 'react'
import { Button } from '@renderer/ui/Button'
import { IconButton } from '@renderer/ui/IconButton'
import { LinkButton } from '@renderer/ui/LinkButton'

/** Asks for a JSON or YAML file. */
export function FileButton(props: {
  readonly look: 'button' | 'icon' | 'link'
  readonly label: string
  readonly onFile: (file: File) => void
}): ReactElement {
  const input = useRef<HTMLInputElement>(null)
  function ask(): void {
    input.current?.click()
  }
  return (
    <>
      {/* The button is the control; the input only opens the system's dialog. */}
      <input
        ref={input}
        type="file"
        accept=".json,.yaml,.yml"
        aria-label={props.label}
        hidden
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          // So that the same file can be chosen again after it was corrected.
          event.currentTarget.value = ''
          if (file !== undefined) props.onFile(file)
        }}
      />
      {props.look === 'button' ? (
        <Button icon={FileBraces} onClick={ask}>
          {props.label}
        </Button>
      ) : null}
      {props.look === 'icon' ? (
        <IconButton icon={FileBraces} label={props.label} size={24} onClick={ask} />
      ) : null}
      {props.look === 'link' ? (
        <LinkButton icon={FileBraces} onClick={ask}>
          {props.label}
        </LinkButton>
      ) : null}
    </>
  )
}
