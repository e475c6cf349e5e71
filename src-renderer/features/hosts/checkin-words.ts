import { instanceText } from '@shared/domain/provider'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { count, nameSome } from '@shared/lib/words'
import { shortNames } from '@renderer/features/hosts/short-names'

/** More than these are not checked in without a question, though it can be undone. */
const ASK_ABOVE = 5

/** What of a host is needed to talk about checking it in. */
export type CheckinHost = Pick<
  HostSummary,
  'id' | 'hostname' | 'name' | 'offering' | 'provider' | 'instance' | 'state'
>

/** Whether a host can be checked in: not while it is made (its task is cancelled instead), and not twice. */
export function canCheckIn(host: Pick<HostSummary, 'state'>): boolean {
  return host.state === 'ready' || host.state === 'left_behind'
}

/** Whether a check in is asked about first: for many hosts, and when nothing would be left. */
export function needsQuestion(chosen: number, held: number): boolean {
  return chosen > ASK_ABOVE || (chosen > 1 && chosen >= held)
}

/** A question about a check in. */
export interface CheckinQuestion {
  readonly title: string
  readonly text: string
  readonly confirmLabel: string
}

/** The question before many hosts are checked in; `skipped` of the selection cannot be. */
export function checkinQuestion(hosts: readonly CheckinHost[], skipped: number): CheckinQuestion {
  const hostsText = count(hosts.length, 'host')
  const places = [...new Set(hosts.map((host) => instanceText(host)))]
  const names = nameSome(shortNames(hosts.map((host) => hostTitle(host))))
  const rest =
    skipped === 0
      ? ''
      : ` ${count(skipped, 'selected host')} ${skipped === 1 ? 'stays' : 'stay'}: being made or checked in already.`
  return {
    title: `Check in ${hostsText}?`,
    text: `${names} ${hosts.length === 1 ? 'is' : 'are'} removed at ${nameSome(places)}.${rest}`,
    confirmLabel: `Check in ${hostsText}`,
  }
}
