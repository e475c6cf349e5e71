import type { Task, TaskLine } from '@shared/domain/task'
import type { HostRecord } from '@main/ports/inventory'

/** A host for tests. */
export function hostRecord(change: Partial<HostRecord> = {}): HostRecord {
  return {
    id: 'h1',
    provider: 'AnsibleTower',
    instance: 'prod',
    pretend: false,
    action: 'workflow',
    offering: 'deploy-rhel',
    arguments: {},
    labels: {},
    state: 'ready',
    facts: [],
    links: [],
    createdAtMs: 1_000,
    updatedAtMs: 2_000,
    ...change,
  }
}

/** A task for tests: a check out of one host that succeeded. */
export function taskOf(change: Partial<Task> = {}, ...lines: readonly Partial<TaskLine>[]): Task {
  return {
    id: 7,
    kind: 'checkout',
    title: 'Check out deploy-rhel',
    provider: 'AnsibleTower',
    instance: 'prod',
    state: 'succeeded',
    request: {
      kind: 'checkout',
      request: {
        target: { provider: 'AnsibleTower', instance: 'prod' },
        action: 'workflow',
        offering: 'deploy-rhel',
        arguments: { 'rhel-version': '9.4' },
        secretArguments: [],
        count: 1,
        labels: {},
      },
    },
    cancelRequested: false,
    createdAtMs: 1_000,
    startedAtMs: 1_500,
    endedAtMs: 9_500,
    lines: (lines.length === 0 ? [{}] : lines).map((line, index) => ({
      line: index + 1,
      hostId: `h${index + 1}`,
      title: `host ${index + 1}`,
      status: { state: 'succeeded' },
      steps: [],
      links: [],
      ...line,
    })),
    ...change,
  }
}
