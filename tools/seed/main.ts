import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ComityError } from '@comity/errors'
import { adviceOn } from '../../apps/server/errors.ts'
import { lookers } from './large-office.ts'
import { makeLargeFolder } from './large-folder.ts'

// `npm run seed:large [-- --data-dir DIR] [--requests N] [--port P]`
const usage = `Usage: npm run seed:large [-- --data-dir FOLDER] [--requests NUMBER] [--port PORT]
  Makes a node with a large office's requests (a million unless told otherwise), all invented, in a new data folder.`

function wanted(): { folder: string; requests: number; port: number } | null {
  try {
    const { values } = parseArgs({
      options: {
        'data-dir': { type: 'string', default: path.join(tmpdir(), 'comity-large') },
        requests: { type: 'string', default: '1000000' },
        port: { type: 'string', default: '8090' },
      },
    })
    const requests = Number(values.requests.replaceAll(/[_,]/g, ''))
    const port = Number(values.port)
    const fits =
      Number.isInteger(requests) &&
      requests >= 10 &&
      requests <= 50_000_000 &&
      Number.isInteger(port) &&
      port > 0 &&
      port < 65_536
    const folder = path.resolve(process.env['COMITY_CALLER_FOLDER'] ?? '.', values['data-dir'])
    return fits ? { folder, requests, port } : null
  } catch {
    return null
  }
}

const given = wanted()
if (given === null) {
  console.error(usage)
  process.exit(2)
}
const { folder, requests, port } = given
if (existsSync(path.join(folder, 'node.json'))) {
  console.error(`${folder} holds a node already: nothing was changed.\nRemove that folder, or name another with --data-dir.`)
  process.exit(1)
}
const origin = `http://large.localhost:${port}`
const password = randomBytes(12).toString('base64url')
const began = performance.now()
const seconds = (): string => `${Math.round((performance.now() - began) / 1000)} s`.padStart(6)
try {
  console.log(`Making ${requests.toLocaleString('en')} invented requests in ${folder} …`)
  await makeLargeFolder(folder, { origin, password, requests, progress: (what) => console.log(`${seconds()}  ${what}`) })
} catch (error) {
  if (!(error instanceof ComityError)) throw error
  console.error(adviceOn(error))
  process.exit(1)
}
const size = execFileSync('du', ['-sh', folder], { encoding: 'utf8' }).split('\t')[0] ?? ''
console.log(`${seconds()}  done: ${size} in ${folder}

To look: start a node on it,
  COMITY_PORT=${port} npm run comity -- node serve --data-dir ${folder}
and sign in at ${origin}/sign-in, password ${password}
  ${lookers.head.login.padEnd(18)}head: sees everything of the office
  ${lookers.coordinator.login.padEnd(18)}case officer of nine of its twelve units: sees most
  ${lookers.officer.login.padEnd(18)}case officer of its largest unit
  ${lookers.rare.login.padEnd(18)}case officer of a unit with next to nothing
  ${lookers.guest.login.padEnd(18)}a court's officer: sees what was passed on to it
To measure on it:
  npm run bench -- lists page plans --data-dir ${folder}
Files and dossiers of these requests were never made: their links lead nowhere.`)
