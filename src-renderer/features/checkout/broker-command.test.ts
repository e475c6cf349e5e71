import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CheckoutRequest } from '@shared/domain/checkout'
import { brokerCommand, shellQuote } from '@renderer/features/checkout/broker-command'

function request(more: Partial<CheckoutRequest> = {}): CheckoutRequest {
  return {
    target: { provider: 'Container', instance: 'podman-local' },
    action: 'container_host',
    offering: 'ubi9',
    arguments: {},
    secretArguments: [],
    count: 1,
    labels: {},
    ...more,
  }
}

describe('brokerCommand', () => {
  test('names action, offering and instance', () => {
    expect(brokerCommand(request())).toBe(
      'broker checkout --container-host ubi9 \\\n  --Container podman-local',
    )
  })

  test('has count, arguments and labels, each option on a line of its own', () => {
    const command = brokerCommand(
      request({
        count: 3,
        arguments: {
          notes: "it's dual-stack",
          cpus: 2,
          ports: ['22', '80'],
          environment: { A: '1', B: '2' },
        },
        labels: { team: 'platform', 'bz-repro': '' },
      }),
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
      request({
        arguments: { key: 'hunter2', root_password: 'hunter3', other: { $secret: 'argument/1' } },
        secretArguments: ['key'],
      }),
    )
    expect(command).not.toMatch(/hunter|argument\/1/)
    expect(command.match(/••••••••/g)).toHaveLength(3)
  })

  test('says what is nested as JSON', () => {
    expect(brokerCommand(request({ arguments: { mounts: [{ source: '/a' }] } }))).toContain(
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
