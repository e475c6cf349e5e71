import type { Random } from './random'

/** The domain of every pretended host: reserved for examples (RFC 2606), so no name of it is anybody's. */
export const DOMAIN = 'sandbox.example.com'

const ANIMALS = [
  'otter',
  'badger',
  'heron',
  'lynx',
  'marten',
  'osprey',
  'puffin',
  'raven',
  'seal',
  'tapir',
  'urial',
  'vole',
  'walrus',
  'yak',
  'zebra',
  'alpaca',
  'beaver',
  'crane',
  'dingo',
  'egret',
  'ferret',
  'gecko',
  'hare',
  'ibex',
  'jackal',
  'koala',
  'lemur',
  'moose',
  'newt',
  'ocelot',
  'panda',
  'quail',
] as const

/**
 * A free name such as "pretend-rhel-9-otter" for a system such as "rhel-9.6". With more machines of a system than
 * there are animals a number follows.
 */
export function machineName(system: string, random: Random, isTaken: (name: string) => boolean): string {
  const base = `pretend-${system.split('.')[0] ?? system}`
  const first = Math.floor(random() * ANIMALS.length)
  for (let round = 1; ; round += 1) {
    for (let index = 0; index < ANIMALS.length; index += 1) {
      const animal = ANIMALS[(first + index) % ANIMALS.length] ?? 'otter'
      const name = `${base}-${animal}${round === 1 ? '' : `-${round}`}`
      if (!isTaken(name)) return name
    }
  }
}

/** The networks for documentation (RFC 5737): no address of them is anybody's. */
const NETWORKS = ['192.0.2', '198.51.100', '203.0.113'] as const

/** The IPv4 address of the n-th machine, different for 762 in a row. */
export function ipv4Of(sequence: number): string {
  const place = sequence % (NETWORKS.length * 254)
  return `${NETWORKS[Math.floor(place / 254)] ?? NETWORKS[0]}.${(place % 254) + 1}`
}

/** The IPv6 address of the n-th machine, out of the documentation network (RFC 3849). */
export function ipv6Of(sequence: number): string {
  return `2001:db8:5a::${(sequence % 0xffff).toString(16)}`
}
