import type { CallContext, HostTarget, ProvisionedHost } from '@main/providers/contract'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { apiLinkOf, refOf } from './host'
import { jobLink } from './links'
import { locate } from './locate'
import { Mask } from './mask'
import { withCleanErrors } from './told'

/**
 * What is there of a check out: the host, its job while that still makes it, or nothing. When `locate` finds several
 * (what a failed workflow had finished) it is the first.
 */
export async function read(
  instance: TowerInstance,
  target: HostTarget,
  ctx: CallContext,
): Promise<ProvisionedHost | 'gone'> {
  return await withCleanErrors(ctx.signal, new Mask(target.arguments), async () => {
    const located = await locate(instance, target, ctx)
    if (located.state === 'made') return located.hosts[0] ?? 'gone'
    if (located.state === 'nothing') return 'gone'
    const { job } = located
    const { api } = await instance.client(ctx.signal)
    return {
      ref: refOf(job, undefined),
      problem: 'It is still being made.',
      isUnfinished: true,
      facts: [{ label: 'Job', value: `${job.name} ${job.id}: ${job.status}` }],
      links: [jobLink(api, job), apiLinkOf(api, job)],
    }
  })
}
