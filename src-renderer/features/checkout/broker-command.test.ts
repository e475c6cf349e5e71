import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckoutRequest } from '@shared/domain/checkout'
import type { Field } from '@shared/domain/form'
import { brokerCommand, shellQuote, type BrokerCommand } from '@renderer/features/checkout/broker-command'

function checkout(more: Partial<CheckoutRequest> = {}, fields: readonly Field[] = []): BrokerCommand {
  const request: CheckoutRequest = {
    target: { provider: 'Container', instance: 'podman-local' },
    action: 'container_host',
    offering: 'ubi9',
    arguments: {},
    secretArguments: [],
    count: 1,
    labels: {},
    ...more,
  }
  return { verb: 'checkout', request, fields }
}

describe('brokerCommand', () => {
  test('names action, offering and instance', () => {
    expect(brokerCommand(checkout())).toBe(
      'broker checkout --container-host ubi9 \\\n  --Container podman-local',
    )
  })

  test('has count, arguments and labels, each option on a line of its own', () => {
    const command = brokerCommand(
      checkout(
        {
          count: 3,
          arguments: {
            notes: "it's dual-stack",
            cpus: 2,
            ports: ['22', '80'],
            environment: { A: '1', B: '2' },
          },
          labels: { team: 'platform', 'bz-repro': '' },
        },
        [
          { name: 'ports', type: 'list', required: false },
          { name: 'environment', type: 'map', required: false },
        ],
      ),
    )
    expect(command.split(' \\\n  ')).toEqual([
      'broker checkout --container-host ubi9 --count 3',
      '--Container podman-local',
      `--notes 'it'\\''s dual-stack'`,
      '--cpus 2',
      '--ports 22,80',
      '--environment A=1,B=2',
      '--provider-labels team=platform,bz-repro',
    ])
  })

  test('never has a secret: marked by the form, known by its name, or kept already', () => {
    const command = brokerCommand(
      checkout({
        arguments: { key: 'hunter2', root_password: 'hunter3', other: { $secret: 'argument/1' } },
        secretArguments: ['key'],
      }),
    )
    expect(command).not.toMatch(/hunter|argument\/1/)
    expect(command.match(/••••••••/g)).toHaveLength(3)
  })

  test('an execution names the artifacts that are wanted, and has no count', () => {
    const request = {
      target: { provider: 'AnsibleTower' as const, instance: 'prod' },
      action: 'job_template',
      offering: 'health check',
      arguments: {},
      secretArguments: [],
      labels: {},
    }
    expect(brokerCommand({ verb: 'execute', request: { ...request, artifacts: 'merge' } })).toBe(
      `broker execute --job-template 'health check' --artifacts merge \\\n  --AnsibleTower prod`,
    )
    expect(brokerCommand({ verb: 'execute', request })).not.toContain('--artifacts')
  })

  test('says what is nested as JSON', () => {
    expect(brokerCommand(checkout({ arguments: { mounts: [{ source: '/a' }] } }))).toContain(
      `--mounts '[{"source":"/a"}]'`,
    )
  })
})

test('a shell reads back every quoted text as it was', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      fc.pre(!text.includes('\0'))
      const read = execFileSync('sh', ['-c', `printf %s ${shellQuote(text)}`]).toString()
      expect(read).toBe(text)
    }),
    { numRuns: 30 },
  )
})
