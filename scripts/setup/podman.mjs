import { engineObstacle } from '../engine/obstacle.mjs'
import { say } from '../lib/say.mjs'

/** Says whether the container tests can run here. Where they must (CI), starting the engine fails, not this. */
export async function reportEngine() {
  const obstacle = await engineObstacle()
  say('engine', obstacle ?? 'Podman is there: the tests start a private engine of their own')
}
