import type { ReactElement } from 'react'
import { ActionSpecimens } from '@renderer/features/components-page/ActionSpecimens'
import { BasicSpecimens } from '@renderer/features/components-page/BasicSpecimens'
import { FactSpecimens } from '@renderer/features/components-page/FactSpecimens'
import { FormSpecimens } from '@renderer/features/components-page/FormSpecimens'
import { LogSpecimen } from '@renderer/features/components-page/LogSpecimen'
import { OverlaySpecimens } from '@renderer/features/components-page/OverlaySpecimens'
import { StateSpecimens } from '@renderer/features/components-page/StateSpecimens'
import { TableSpecimen } from '@renderer/features/components-page/TableSpecimen'
import { ThemeScope } from '@renderer/ui/ThemeScope'

/** Every component in every state, light and dark side by side. */
export function ComponentsPage(): ReactElement {
  return (
    <main className="h-full overflow-auto bg-surface">
      <div className="grid min-w-[1440px] grid-cols-2">
        {(['light', 'dark'] as const).map((theme) => (
          <ThemeScope key={theme} theme={theme} className="min-w-0 bg-surface text-ink">
            <div className="flex flex-col gap-[14px] px-7 py-5">
              <h1 className="text-md font-semibold">Components, {theme}</h1>
              <BasicSpecimens />
              <StateSpecimens />
              <ActionSpecimens />
              <FormSpecimens />
              <FactSpecimens name={theme} />
              <OverlaySpecimens name={theme} />
              <TableSpecimen name={theme} />
              <LogSpecimen name={theme} />
            </div>
          </ThemeScope>
        ))}
      </div>
    </main>
  )
}
