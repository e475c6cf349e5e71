import type { Field } from '@shared/domain/form'
import type { OfferingForm } from '@shared/domain/provider'
import { CHECKOUT_STEPS } from './checkout'
import type { ContainerConfig } from './config'
import { EXECUTE_STEPS } from './execute'
import { sizeText } from './map'
import type { Image } from './schemas'

const NETWORK = 'Network'
const RESOURCES = 'Resources and rights'

/** What a form is made for. */
export interface FormInput {
  readonly action: string
  readonly name: string
  /** The image as it is on the engine; absent: it is pulled first. */
  readonly image: Image | undefined
  /** Whether a registry may have it. */
  readonly pullable: boolean
  readonly config: ContainerConfig
  readonly prefix: string
}

/** The form of one image. */
export function containerForm(input: FormInput): OfferingForm {
  const { image, action } = input
  const steps = action === 'container_app' ? EXECUTE_STEPS : CHECKOUT_STEPS
  const [find, ...rest] = steps
  return {
    ...(image === undefined ? {} : { description: describeImage(image) }),
    fields: fields(input),
    freeArguments: true,
    ...(image === undefined ? { notice: notice(input) } : {}),
    steps: image === undefined ? [find, 'Pull image', ...rest] : [...steps],
  }
}

function notice(input: FormInput): string {
  if (input.pullable) return `${input.name} is not on the engine. It is pulled first.`
  return `${input.name} is not on the engine, and images under localhost/ are in no registry. Build it there first.`
}

function describeImage(image: Image): string {
  const kind = [image.Os, image.Architecture].filter(Boolean).join('/')
  return [kind, image.Size === undefined ? '' : sizeText(image.Size)].filter((part) => part !== '').join(', ')
}

function fields(input: FormInput): readonly Field[] & Field[] {
  const { image, config, prefix } = input
  const exposed = image?.Config.ExposedPorts ?? []
  const command = [...(image?.Config.Entrypoint ?? []), ...(image?.Config.Cmd ?? [])].join(' ')
  const mapped =
    exposed.length === 0 ? '' : config.auto_map_ports ? ' Mapped by itself: ' : ' The image exposes '
  return [
    {
      name: 'name',
      type: 'text',
      required: false,
      placeholder: `${prefix}_…`,
      pattern: '[a-zA-Z0-9][a-zA-Z0-9_.\\-]*',
      patternHint: 'letters, digits, "_", "." and "-"',
      help: 'Several at once get -1, -2, … after it.',
    },
    {
      name: 'name_prefix',
      type: 'text',
      required: false,
      default: prefix,
      pattern: '[a-zA-Z0-9][a-zA-Z0-9_.\\-]*',
    },
    {
      name: 'command',
      type: 'text',
      required: false,
      ...(command === '' ? {} : { placeholder: command }),
      help: 'Instead of the command of the image.',
    },
    { name: 'environment', type: 'map', required: false },
    { name: 'labels', type: 'map', required: false },
    {
      name: 'ports',
      type: 'list',
      required: false,
      placeholder: '22:1337',
      help: `22, 22/tcp, 22:1337 (container:host) or 22/udp:5; without a host port a free one is taken.${mapped}${
        exposed.length === 0 ? '' : `${exposed.join(', ')}.`
      }`,
      group: NETWORK,
    },
    {
      name: 'network',
      type: 'text',
      required: false,
      ...(config.network === undefined ? {} : { default: config.network }),
      help: 'Several are separated by commas.',
      group: NETWORK,
    },
    { name: 'hostname', type: 'text', required: false, help: 'Its own host name, inside.', group: NETWORK },
    { name: 'entrypoint', type: 'text', required: false, group: RESOURCES },
    { name: 'user', type: 'text', required: false, group: RESOURCES },
    { name: 'working_dir', type: 'text', required: false, group: RESOURCES },
    { name: 'volumes', type: 'list', required: false, placeholder: '/srv/data:/data:ro', group: RESOURCES },
    { name: 'mem_limit', type: 'text', required: false, placeholder: '512m', group: RESOURCES },
    { name: 'cpus', type: 'number', required: false, min: 0.01, group: RESOURCES },
    { name: 'cap_add', type: 'list', required: false, placeholder: 'NET_ADMIN', group: RESOURCES },
    { name: 'privileged', type: 'boolean', required: false, default: false, group: RESOURCES },
    {
      name: 'tty',
      type: 'boolean',
      required: false,
      default: false,
      help: 'Keeps images running whose command is a shell.',
      group: RESOURCES,
    },
  ]
}
