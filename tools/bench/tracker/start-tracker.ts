import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Door } from '../page/http-load.ts'
import { siteConfig, template, tickets } from './tracker-files.ts'

/** Request Tracker 5 as Debian brings it, on loopback, with a database server of its own; nothing of the machine's own is touched. */
export interface Tracker extends Door {
  readonly tickets: number
  stop(): void
}

const postgres = '/usr/lib/postgresql/15/bin'
const ports = { web: 18_095, database: 15_432 }
const WORKERS = 4
const PASSWORD = 'bench-password'
const PACKAGES = ['request-tracker5', 'rt5-db-postgresql', 'rt5-standalone', 'starman', 'postgresql']

/** Installs it where it is missing, fills it with tickets and starts it with four workers, signed in by cookie. */
export async function startTracker(count: number): Promise<Tracker> {
  install()
  const folder = mkdtempSync(path.join(tmpdir(), 'comity-tracker-'))
  chmodSync(folder, 0o755)
  const database = startDatabase(folder)
  try {
    const env = setUp(folder)
    fill(folder, { env, count })
    const server = spawn(
      '/usr/share/request-tracker5/libexec/rt-server',
      ['--server', 'Starman', '--host', '127.0.0.1', '--port', `${ports.web}`, '--workers', `${WORKERS}`],
      { env, stdio: 'ignore' },
    )
    const origin = `http://127.0.0.1:${ports.web}`
    const cookie = await signedIn(origin)
    return {
      origin,
      headers: { cookie },
      tickets: count,
      stop: () => {
        server.kill('SIGTERM')
        database.stop()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    database.stop()
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

function install(): void {
  if (existsSync('/usr/share/request-tracker5/libexec/rt-server') && existsSync(`${postgres}/initdb`)) return
  if (process.getuid?.() !== 0) throw new Error(`Please run: sudo apt-get install ${PACKAGES.join(' ')}`)
  console.error(`Installing from Debian: ${PACKAGES.join(', ')} …`)
  // It is set up below in a database of its own, not in the machine's.
  execFileSync('debconf-set-selections', { input: 'request-tracker5 request-tracker5/dbconfig-install boolean false\n' })
  execFileSync('apt-get', ['-o', 'DPkg::Lock::Timeout=600', 'install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

function startDatabase(folder: string): { stop(): void } {
  const place = path.join(folder, 'pg')
  mkdirSync(place)
  execFileSync('chown', ['postgres', place])
  const asPostgres = (command: string) =>
    execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', command], { cwd: place, stdio: 'ignore' })
  asPostgres(`${postgres}/initdb -D ${place}/data -A trust -E UTF8 --locale=C.UTF-8`)
  const settings = `-p ${ports.database} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${place}`
  asPostgres(`${postgres}/pg_ctl -D ${place}/data -o '${settings}' -l ${place}/log -w start`)
  return { stop: () => asPostgres(`${postgres}/pg_ctl -D ${place}/data -m immediate stop`) }
}

function setUp(folder: string): NodeJS.ProcessEnv {
  const config = path.join(folder, 'RT_SiteConfig.pm')
  mkdirSync(path.join(folder, 'site.d'))
  writeFileSync(config, siteConfig(ports))
  const env = { ...process.env, RT_SITE_CONFIG: config, RT_SITE_CONFIG_DIR: path.join(folder, 'site.d') }
  execFileSync('rt-setup-database-5', ['--action', 'init', '--dba', 'postgres', '--dba-password', 'none'], {
    env,
    stdio: 'ignore',
  })
  return env
}

/** One ticket by its own program, with answers; the others are copies of its rows, since it makes seven a second. */
function fill(folder: string, { env, count }: { readonly env: NodeJS.ProcessEnv; readonly count: number }): void {
  const script = path.join(folder, 'template.pl')
  writeFileSync(script, template(PASSWORD))
  const made = spawnSync('perl', [script], { env, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`Request Tracker made no ticket: ${made.stderr}`)
  execFileSync(
    'psql',
    ['-q', '-h', '127.0.0.1', '-p', `${ports.database}`, '-U', 'postgres', '-v', 'ON_ERROR_STOP=1', 'rtbench'],
    {
      input: tickets(count),
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  )
}

/** The cookie of a session: with HTTP Basic it would hash the password at each call. */
async function signedIn(origin: string): Promise<string> {
  for (let attempt = 0; attempt < 120; attempt++) {
    await sleep(500)
    const answer = await fetch(`${origin}/NoAuth/Login.html`, {
      method: 'POST',
      headers: { referer: `${origin}/`, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ user: 'root', pass: PASSWORD }),
      redirect: 'manual',
    }).catch(() => null)
    const cookie = answer?.headers.get('set-cookie')?.split(';')[0]
    if (cookie === undefined) continue
    const there = await fetch(`${origin}/REST/2.0/ticket/1`, { headers: { cookie } })
    if (there.status === 200) return cookie
  }
  throw new Error('Request Tracker did not let us in within a minute')
}
