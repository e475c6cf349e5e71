import '@renderer/app/zod-config'
import '@renderer/ui/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '@renderer/app/App'
import { startEventInvalidation } from '@renderer/app/event-invalidation'
import { startTheme } from '@renderer/app/theme'
import { broker } from '@renderer/bridge/broker'
import { createQueryClient } from '@renderer/bridge/query-client'

startTheme()
const client = createQueryClient()
startEventInvalidation(client, broker)

const root = document.querySelector('#root')
if (root === null) throw new Error('index.html has no #root.')
createRoot(root).render(
  <StrictMode>
    <App client={client} />
  </StrictMode>,
)
