import type { ReactElement, ReactNode } from 'react'

/** One titled group of the components page. */
export function Specimen(props: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section>
      <h2 className="mb-2 text-xs font-semibold text-ink-2">{props.title}</h2>
      {props.children}
    </section>
  )
}
