export { NickEditorPage } from '@renderer/features/nicks/NickEditor'
export { NicksPage } from '@renderer/features/nicks/NicksPage'
