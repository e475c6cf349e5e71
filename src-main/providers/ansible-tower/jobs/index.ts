/** What an instance does by launching jobs: the verbs of the provider contract, with the instance as first argument. */
export { checkout } from './checkout'
export { execute } from './execute'
export { extend } from './extend'
export { inventory } from './inventory'
export { latestEnd } from './latest-end'
export { read } from './read'
export { release } from './release'
export { runForArtifacts } from './run-for-artifacts'
