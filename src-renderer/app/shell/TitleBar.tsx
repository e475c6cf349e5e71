import type { ReactElement, ReactNode } from 'react'

/** A bare title bar for pages without the shell: the first run, a message in place of the application. */
export function TitleBar({ children }: { readonly children?: ReactNode }): ReactElement {
  return (
    <div className="flex h-11 flex-none items-center gap-2 titlebar-inset-end titlebar-inset-start drag-region">
      {children}
    </div>
  )
}
