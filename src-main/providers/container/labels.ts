/** Names the host of the inventory that a container was made for; what makes a container ours. */
export const HOST_LABEL = 'broker-desktop.host'
/** Names the computer user who checked it out, so that sync on a shared engine finds one's own. */
export const USER_LABEL = 'broker-desktop.user'
/** An image with this label (any value but "false") is recommended; Broker's own convention. */
export const COMPATIBLE_LABEL = 'broker_compatible'

/** What is known of who asks for a container. */
export interface Origin {
  readonly hostId: string
  readonly userName: string
  /** "broker-desktop:maya". */
  readonly origin: string
  /** The address of the build that asks, from `BUILD_URL`. */
  readonly buildUrl?: string | undefined
  /** The person's labels of the check out: they become `broker.<name>`. */
  readonly labels: Readonly<Record<string, string>>
}

/**
 * The labels of a container: the `labels` argument verbatim, the labels of the check out as `broker.<name>`, the
 * origin as Broker 0.8 writes it, and ours, which nobody else's value replaces.
 */
export function containerLabels(
  origin: Origin,
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const tagged = Object.entries(origin.labels).map(([name, value]) => [`broker.${name}`, value] as const)
  return {
    ...own,
    ...Object.fromEntries(tagged),
    'broker.origin': origin.origin,
    ...(origin.buildUrl === undefined ? {} : { 'broker.jenkins.url': origin.buildUrl }),
    [USER_LABEL]: origin.userName,
    [HOST_LABEL]: origin.hostId,
  }
}

/** The environment that Broker 0.4 gives its containers to tell their origin. */
export function originEnvironment(origin: Origin): Readonly<Record<string, string>> {
  return {
    BROKER_ORIGIN: origin.origin,
    ...(origin.buildUrl === undefined ? {} : { JENKINS_URL: origin.buildUrl }),
  }
}

/** Whether a container with these labels was made for this host of the inventory. */
export function isOurs(labels: Readonly<Record<string, string>> | undefined, hostId: string): boolean {
  return labels?.[HOST_LABEL] === hostId
}

/** Whether an image is recommended. */
export function isCompatible(labels: Readonly<Record<string, string>> | undefined): boolean {
  const value = labels?.[COMPATIBLE_LABEL]
  return value !== undefined && value.toLowerCase() !== 'false'
}
