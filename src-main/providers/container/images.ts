import { BrokerError } from '@shared/domain/error'
import type { Fact } from '@shared/domain/fact'
import type { Listed, ListedDetail, Listing } from '@shared/domain/provider'
import { isJsonObject, type JsonObject } from '@shared/lib/json'
import { nearest, nearestText } from '@shared/lib/nearest'
import type { EngineClient } from './client'
import { localNames } from './image-names'
import { sizeText, toOfferings } from './map'
import { imageSchema, rawSchema, type Image } from './schemas'

/** The images of an engine, to look them up. */
export const IMAGES: Listing = { name: 'images', title: 'Images', noun: 'image' }

/** What of an engine's description is shown; its history may tell of the environment. */
const SHOWN = new Set(['Id', 'RepoTags', 'RepoDigests', 'Created', 'Size', 'Architecture', 'Os', 'Config'])

/** Every tagged image, recommended ones first. */
export async function listImages(client: EngineClient, signal: AbortSignal): Promise<readonly Listed[]> {
  return toOfferings(await client.images(signal)).map(({ name, detail, recommended }) => ({
    name,
    ...(recommended ? { description: 'Recommended: it is labelled broker_compatible' } : {}),
    ...(detail === undefined ? {} : { detail }),
  }))
}

/** One image: id, tags, size and its configuration without the environment. Throws `NOT_FOUND` with the nearest names. */
export async function showImage(
  client: EngineClient,
  name: string,
  signal: AbortSignal,
): Promise<ListedDetail> {
  for (const candidate of localNames(name)) {
    const answer = await client.imageRaw(candidate, signal)
    if (answer !== undefined) return detailOf(name, rawSchema.parse(answer))
  }
  const names = (await listImages(client, signal)).map((image) => image.name)
  const hint = nearestText(nearest(name, names, 3))
  throw new BrokerError({
    code: 'NOT_FOUND',
    message: `The image ${name} is not on the engine.`,
    ...(hint === undefined ? {} : { hint }),
    provider: 'Container',
  })
}

function detailOf(name: string, answer: JsonObject): ListedDetail {
  const image = imageSchema.parse(answer)
  return { name, facts: factsOf(image, answer), links: [], raw: shownOf(answer) }
}

function factsOf(image: Image, answer: JsonObject): Fact[] {
  const { Config } = image
  const created = answer['Created']
  const rows: readonly (readonly [string, string])[] = [
    ['Id', image.Id],
    ['Tags', image.RepoTags.join(', ')],
    ['Size', image.Size === undefined ? '' : sizeText(image.Size)],
    ['Created', typeof created === 'string' ? `${created.slice(0, 16).replace('T', ' ')} UTC` : ''],
    ['Made for', [image.Os, image.Architecture].filter((part) => part !== undefined).join('/')],
    ['Exposed ports', Config.ExposedPorts.join(', ')],
    ['Entrypoint', Config.Entrypoint.join(' ')],
    ['Command', Config.Cmd.join(' ')],
    [
      'Labels',
      Object.entries(Config.Labels)
        .map(([label, value]) => `${label}=${value}`)
        .join(', '),
    ],
  ]
  return rows.flatMap(([label, value]) => (value === '' ? [] : [{ label, value, mono: label !== 'Size' }]))
}

function shownOf(answer: JsonObject): JsonObject {
  const { Config: config, ...rest } = Object.fromEntries(
    Object.entries(answer).filter(([name]) => SHOWN.has(name)),
  )
  if (!isJsonObject(config)) return rest
  const { Env: _environment, ...shown } = config
  return { ...rest, Config: shown }
}
