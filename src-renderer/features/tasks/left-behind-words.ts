import { count } from '@shared/lib/words'

/** What to do with a host that was left behind. */
export type Decision = 'checkin' | 'keep'

/** What the confirmation will do, and its button. */
export function decisionText(
  decided: readonly Decision[],
  undoSeconds: number,
): { readonly note: string; readonly button: string } {
  const back = decided.filter((decision) => decision === 'checkin').length
  const kept = decided.length - back
  const undo = undoSeconds === 0 ? 'It is sent at once.' : `You have ${undoSeconds}\u00a0s to undo.`
  const keeps = `${count(kept, 'host')} ${kept === 1 ? 'becomes an ordinary host' : 'become ordinary hosts'} of the inventory.`
  if (back === 0) return { note: keeps, button: `Keep ${count(kept, 'host')}` }
  if (kept === 0)
    return { note: `Checks in ${count(back, 'host')}. ${undo}`, button: `Check in ${count(back, 'host')}` }
  return {
    note: `Checks in ${count(back, 'host')}. ${undo} ${keeps}`,
    button: `Check in ${back}, keep ${kept}`,
  }
}
