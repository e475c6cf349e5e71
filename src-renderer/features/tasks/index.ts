export { TasksPage } from '@renderer/features/tasks/TasksPage'
