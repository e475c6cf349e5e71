import '@renderer/app/zod-config'
import '@renderer/ui/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@renderer/app/App'
import { startEventInvalidation } from '@renderer/app/event-invalidation'
import { appInfoQuery, preferencesQuery } from '@renderer/app/queries'
import { startTheme } from '@renderer/app/theme'
import { broker } from '@renderer/bridge/broker'
import { createQueryClient } from '@renderer/bridge/query-client'

startTheme()
const client = createQueryClient()
startEventInvalidation(client, broker)
// Asked for at once and not one after the other: every first page waits for both.
void client.prefetchQuery(appInfoQuery)
void client.prefetchQuery(preferencesQuery)

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
)
