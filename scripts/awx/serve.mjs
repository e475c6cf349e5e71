import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { importTypeScript } from '../lib/bundle.mjs'
import { PlainError } from '../lib/say.mjs'

const USAGE = `npm run awx -- [options]

  --flavour NAME    tower3, awx (default), aap24 or aap25
  --port N          8052
  --host ADDRESS    127.0.0.1
  --speed N         how much faster than in real life jobs run (1)
  --tls             HTTPS with a certificate made now; --certificate FILE writes it there
  --base-path PATH  everything below that path
  --latency MS      before every answer
`

const OPTIONS = /** @type {const} */ ({
  flavour: { type: 'string', default: 'awx' },
  port: { type: 'string', default: '8052' },
  host: { type: 'string', default: '127.0.0.1' },
  speed: { type: 'string', default: '1' },
  tls: { type: 'boolean', default: false },
  certificate: { type: 'string' },
  'base-path': { type: 'string', default: '' },
  latency: { type: 'string', default: '0' },
  help: { type: 'boolean', default: false },
})

/**
 * Runs the server until it is interrupted.
 * @param {string[]} args
 */
export async function serve(args) {
  const values = optionsOf(args)
  if (values.help) {
    process.stdout.write(USAGE)
    return 0
  }
  const { AWX_FLAVOURS, demoCatalog, startAwx } = await importTypeScript(
    'src-main/testing/awx/index.ts',
    'awx',
  )
  if (!AWX_FLAVOURS.includes(values.flavour)) {
    throw new PlainError(`There is no flavour ${values.flavour}. There are ${AWX_FLAVOURS.join(', ')}.`)
  }
  const catalog = demoCatalog()
  const server = await startAwx({
    catalog,
    flavour: values.flavour,
    port: Number(values.port),
    host: values.host,
    speed: Number(values.speed),
    tls: values.tls,
    basePath: values['base-path'].replace(/\/$/, ''),
    latencyMs: Number(values.latency),
  }).catch((error) => {
    throw error.code === 'EADDRINUSE'
      ? new PlainError(`Port ${values.port} is in use. Give another one: npm run awx -- --port 8053`)
      : error
  })
  if (values.certificate !== undefined && server.certificate !== undefined) {
    await writeFile(values.certificate, server.certificate)
  }
  process.stdout.write(told(server, catalog))
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await server.close()
  return 0
}

/** @param {string[]} args */
function optionsOf(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    throw new PlainError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  }
}

/** What a person needs to begin. */
function told(server, catalog) {
  const active = catalog.users.filter((user) => !user.inactive)
  const users = active.map(
    ({ username, password }) =>
      `  ${username.padEnd(10)} password ${password.padEnd(15)} token ${server.tokenFor(username)}`,
  )
  const control = `${new URL(server.baseUrl).origin}/__switchboard__`
  const insecure = server.certificate === undefined ? '' : ' -k'
  const json = `-H 'Content-Type: application/json'`
  return `
An AWX (${server.flavour}) listens at ${server.baseUrl}

Users
${users.join('\n')}

Workflows    ${catalog.workflows
    .slice(0, 8)
    .map(({ name }) => name)
    .join(', ')},
             and ${catalog.workflows.length - 8} that fail, hang or look odd
Templates    ${catalog.jobTemplates.length} job templates
Inventories  ${catalog.inventories.map(({ name }) => name).join(', ')}

Try it
  curl${insecure} -u jdoe:jdoe-secret ${new URL(server.baseUrl).origin}${server.prefix}/me/

Make trouble
  curl${insecure} ${control}/                                          what is switched, rules, counters
  curl${insecure} ${json} -d '{"kind":"html","status":502,"times":3,"match":{"path":"/unified_jobs/"}}' ${control}/rules
  curl${insecure} ${json} -d '{"license":"expired"}' ${control}/settings
  curl${insecure} -X POST ${control}/expire-tokens
  curl${insecure} -X POST ${control}/reset
All of it is in src-main/testing/awx/README.md. Ctrl+C ends it.
`
}
