import { start } from '@main/app/bootstrap'

start()
