import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import { JobFollower } from './follower'
import { OwnJobs } from './own-jobs'
import { JobPoller } from './poller'
import { JobReads } from './reads'

/** What all work of one instance shares: its poller, its reads, and which jobs it began. */
export interface TowerWork {
  readonly reads: JobReads
  readonly poller: JobPoller
  readonly follower: JobFollower
  readonly ownJobs: OwnJobs
}

const works = new WeakMap<TowerInstance, TowerWork>()

export function workOf(instance: TowerInstance): TowerWork {
  const known = works.get(instance)
  if (known !== undefined) return known
  const reads = new JobReads(instance)
  const made: TowerWork = {
    reads,
    poller: new JobPoller(instance, reads),
    follower: new JobFollower(instance, reads),
    ownJobs: new OwnJobs(instance),
  }
  works.set(instance, made)
  return made
}
