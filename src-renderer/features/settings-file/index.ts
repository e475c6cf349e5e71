export { FilePage } from '@renderer/features/settings-file/FilePage'
export { FolderCard } from '@renderer/features/settings-file/FolderCard'
export { ImportPage } from '@renderer/features/settings-file/ImportPage'
export { folderQuery } from '@renderer/features/settings-file/queries'
