// The one way in: `npm start`, `npm test` and the rest do all of their set-up here. Plain JavaScript for any Node from 18 on,
// because nothing is installed yet when it begins; everything after the set-up runs on the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [verb = 'help', ...rest] = process.argv.slice(2)
// npm moves to the project's folder first, and says here where it was called.
const callerFolder = process.env.INIT_CWD ?? process.cwd()
process.chdir(root)

const bin = path.join(root, 'node_modules/.bin')
const loader = pathToFileURL(path.join(root, 'tools/loader.mjs')).href
const env = {
  ...process.env,
  PATH: bin + path.delimiter + process.env.PATH,
  // Compiled code is kept between starts: a second start takes a quarter less.
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(root, 'node_modules/.cache/compiled'),
  COMITY_CALLER_FOLDER: process.env.COMITY_CALLER_FOLDER ?? callerFolder,
}

/** What tests and benches use from Debian: a file that shows it is there, and the package that brings it. */
const forTests = {
  '/usr/bin/chromium': 'chromium',
  '/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf': 'fonts-noto-core',
  '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc': 'fonts-noto-cjk',
  '/usr/bin/openssl': 'openssl',
  '/usr/bin/unzip': 'unzip',
  '/usr/bin/sha256sum': 'coreutils',
  '/usr/bin/pdftotext': 'poppler-utils',
}
const forBenches = {
  '/usr/sbin/postfix': 'postfix',
  '/usr/sbin/smtp-sink': 'postfix',
  '/usr/bin/psql': 'postgresql-client',
  '/usr/bin/openssl': 'openssl',
}

function must(command, args, options = {}) {
  const ended = spawnSync(command, args, { stdio: 'inherit', env, ...options })
  if (ended.status !== 0) process.exit(ended.status || 1)
}

function installPackages() {
  if (packagesAreThere()) return
  console.error('Installing packages (once, about half a minute) …')
  must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    env: process.env,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** npm leaves a list of what it installed: a second start, or a user who may not write here, installs nothing. */
function packagesAreThere() {
  const installed = 'node_modules/.package-lock.json'
  if (!existsSync(installed)) return false
  const { packages: there } = JSON.parse(readFileSync(installed, 'utf8'))
  const { packages: wanted } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  return Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    if (place === '' || (optional && there[place] === undefined)) return true
    return there[place]?.version === version && there[place].integrity === integrity
  })
}

function installFromDebian(needs) {
  const missing = [
    ...new Set(
      Object.entries(needs)
        .filter(([file]) => !existsSync(file))
        .map(([, name]) => name),
    ),
  ]
  if (missing.length === 0) return
  if (process.getuid() !== 0) {
    console.error(`Please run: sudo apt-get install ${missing.join(' ')}`)
    process.exit(1)
  }
  console.error(`Installing from Debian: ${missing.join(', ')} …`)
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  must('sh', ['-c', 'for i in $(seq 60); do apt-get update -qq && exit 0; sleep 5; done; exit 1'], quiet)
  must('apt-get', ['-o', 'DPkg::Lock::Timeout=600', 'install', '-y', '-qq', '--no-install-recommends', ...missing], quiet)
}

/** Replaces this process as far as the caller can tell: same terminal, signals passed on, same exit code. */
function become(args, options = {}) {
  const child = spawn(path.join(bin, 'node'), args, { stdio: 'inherit', env, ...options })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

const source = (file, ...args) => ['--import', loader, '--disable-warning=ExperimentalWarning', path.join(root, file), ...args]

const verbs = {
  start: () => become(source('apps/server/main.ts', ...rest)),
  comity: () => become(source('apps/cli/main.ts', ...rest), { cwd: env.COMITY_CALLER_FOLDER }),
  check: () => become(source('tools/check.ts', ...rest)),
  test: () => (installFromDebian(forTests), become(source('tools/test.ts', ...rest))),
  story: () => become(source('testing/story/main.ts', ...rest)),
  'seed:large': () => become(source('tools/seed/main.ts', ...rest)),
  bench: () => (installFromDebian(forBenches), become(source('tools/bench/main.ts', ...rest))),
}

const run = verbs[verb]
if (run === undefined) {
  console.error(`Usage: npm run ${Object.keys(verbs).join('|')}`)
  process.exit(2)
}
installPackages()
run()
