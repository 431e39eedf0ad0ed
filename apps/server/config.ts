import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { MailOptions } from '@comity/mail'
import type { Problem } from '@comity/errors'
import type { ProxyPlan } from '@comity/world'
import { z } from 'zod'

declare module '@comity/errors' {
  interface ErrorRegistry {
    'configuration-invalid': 500
  }
}

/** One setting: where it is read from, what it means, and what holds when nobody sets it. */
interface Setting<S extends z.ZodType> {
  readonly variable: string
  readonly meaning: string
  readonly schema: S
  readonly secret?: true
}

const setting = <S extends z.ZodType>(variable: string, schema: S, meaning: string, secret?: true): Setting<S> => ({
  variable,
  schema,
  meaning,
  ...(secret === undefined ? {} : { secret }),
})

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ })
const serverUrl = (protocol: RegExp) =>
  z
    .url({ protocol })
    .refine((url) => new URL(url).hostname !== '', 'no host')
    .refine(isReadable, 'a % in user or password is written %25')
const smtpUrl = serverUrl(/^smtps?$/)
const proxyUrl = serverUrl(/^http$/)
/** `cases.ministry.example,10.1.2.3:8443`, in which an IPv6 address stands in brackets. */
const hostList = z
  .string()
  .max(10_000)
  .regex(/^[\w.:[\]-]+(?: *, *[\w.:[\]-]+)*$/)
const port = z.coerce.number().int().min(1).max(65_535)

/** Whether user and password can be read back: otherwise every call would fail, and not the start. */
function isReadable(url: string): boolean {
  const { username, password } = new URL(url)
  try {
    decodeURIComponent(username)
    decodeURIComponent(password)
    return true
  } catch {
    return false
  }
}

/** Every setting of Comity, once. `comity config` prints this table; nothing else reads the environment. */
export const settings = {
  dataDir: setting(
    'COMITY_DATA_DIR',
    z.string().min(1).optional(),
    'Folder of all data. Unset: /var/lib/comity for root, ~/.local/share/comity for anyone else.',
  ),
  port: setting('COMITY_PORT', port.default(8080), 'Port to listen on.'),
  host: setting(
    'COMITY_HOST',
    z.string().min(1).default('127.0.0.1'),
    'Address to listen on. Behind a proxy leave it on loopback.',
  ),
  databaseUrl: setting(
    'COMITY_DATABASE_URL',
    postgresUrl.optional(),
    'A PostgreSQL of your own (16 or later). Unset: the embedded one.',
    true,
  ),
  origin: setting(
    'COMITY_ORIGIN',
    origin.optional(),
    'The address under which this node is reached, as https://comity.example. Unset: as `comity node init` wrote it.',
  ),
  logLevel: setting(
    'COMITY_LOG_LEVEL',
    z.enum(['debug', 'info', 'warn', 'error']).default('warn'),
    'How much goes to the log on standard error.',
  ),
  graceHours: setting(
    'COMITY_DIRECTORY_GRACE_HOURS',
    z.coerce.number().int().min(48).max(720).default(72),
    'How long an expired directory still serves when the secretariat cannot be reached.',
  ),
  directoryOpen: setting(
    'COMITY_DIRECTORY_OPEN',
    z.enum(['yes', 'no']).default('no'),
    'Whether everybody may read what is public of the directory under /open/directory, without sign-in: yes or no.',
  ),
  window: setting(
    'COMITY_EXCHANGE_WINDOW',
    z.coerce.number().int().min(1).max(64).default(16),
    'Dossiers under way to one peer at a time.',
  ),
  fetchSeconds: setting(
    'COMITY_FETCH_SECONDS',
    z.coerce.number().int().min(5).max(3600).default(30),
    'How often peers are asked for what waits here, where this node takes no connection.',
  ),
  proxyUrl: setting(
    'COMITY_PROXY_URL',
    proxyUrl.optional(),
    'The proxy through which peers and the directory are reached, as http://name:password@proxy.example:3128. Unset: directly.',
    true,
  ),
  proxyExcept: setting(
    'COMITY_PROXY_EXCEPT',
    hostList.optional(),
    'Hosts that are reached without the proxy, as b.example,c.example:8443,.intranet.example (that name and all under it).',
  ),
  bridgeFolder: setting(
    'COMITY_BRIDGE_FOLDER',
    z.string().min(1).max(1000).refine(path.isAbsolute, 'no absolute path').optional(),
    'The folder shared with a case-management system, as an absolute path. Unset: there is none.',
  ),
  pouchFolder: setting(
    'COMITY_POUCH_FOLDER',
    z.string().min(1).max(1000).refine(path.isAbsolute, 'no absolute path').optional(),
    'A folder whose room in/ is taken in as pouches that were carried here, as an absolute path. Unset: there is none.',
  ),
  bridgeHosts: setting(
    'COMITY_BRIDGE_HOSTS',
    hostList.optional(),
    'Hosts of the own network that webhooks may call, as cases.ministry.example,10.1.2.3:8443. Unset: only public ones.',
  ),
  smtpUrl: setting(
    'COMITY_SMTP_URL',
    smtpUrl.optional(),
    'The mail server for notices, as smtp://user:password@mail.example:587 or smtps://…. Unset: this node sends no e-mail.',
    true,
  ),
  smtpCa: setting(
    'COMITY_SMTP_CA',
    z.string().min(1).max(1000).refine(path.isAbsolute, 'no absolute path').optional(),
    'A file with the certificate authorities (PEM) that the mail server is believed by. Unset: those that everybody believes.',
  ),
  mailFrom: setting(
    'COMITY_MAIL_FROM',
    z.email().max(254).optional(),
    'The address from which notices come. Needed where COMITY_SMTP_URL is set.',
  ),
} as const

export type SettingName = keyof typeof settings
export type Config = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> }

/** Where a value came from, for `comity config`. */
export type Origin = 'environment' | 'file' | 'default'

export interface ReadConfig {
  readonly config: Config
  readonly from: Readonly<Record<SettingName, Origin>>
}

const ConfigFile = z.strictObject(
  Object.fromEntries(Object.keys(settings).map((name) => [name, z.union([z.string(), z.number()]).optional()])),
)

/**
 * Puts the configuration together: the environment first, then what a file says (the settings' names as keys), then the defaults.
 *
 * @throws ComityError `configuration-invalid` with one problem for each setting at fault.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, file: unknown = {}): ReadConfig {
  const known = ConfigFile.safeParse(file)
  if (!known.success) {
    throw new ComityError('configuration-invalid', {
      problems: known.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    })
  }
  const problems: Problem[] = []
  const values: Record<string, unknown> = {}
  const from: Record<string, Origin> = {}
  for (const [name, { variable, schema, secret }] of Object.entries(settings)) {
    const given = environment[variable]
    const raw = given === undefined || given === '' ? known.data[name] : given
    from[name] = given !== undefined && given !== '' ? 'environment' : raw === undefined ? 'default' : 'file'
    const parsed = schema.safeParse(raw)
    if (parsed.success) values[name] = parsed.data
    else
      problems.push({
        path: variable,
        message: `${parsed.error.issues[0]?.message ?? 'invalid'} (given: ${secret === true ? '…' : String(raw)})`,
      })
  }
  const mail = [values['smtpUrl'], values['mailFrom']]
  if (problems.length === 0 && mail[0] !== undefined && mail[1] === undefined)
    problems.push({ path: settings.mailFrom.variable, message: `missing, though ${settings.smtpUrl.variable} is set` })
  if (problems.length > 0) throw new ComityError('configuration-invalid', { problems })
  return { config: ConfigShape.parse(values), from: FromShape.parse(from) }
}

/**
 * Reads the configuration with the file that `COMITY_CONFIG` names, if it names one.
 *
 * @throws ComityError `configuration-invalid`, also when that file cannot be read or is not JSON.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): ReadConfig {
  const file = environment['COMITY_CONFIG']
  return readConfig(environment, file === undefined || file === '' ? {} : jsonOf(file))
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause)
    throw new ComityError('configuration-invalid', {
      problems: [{ path: 'COMITY_CONFIG', message: `${message} (given: ${file})` }],
      cause,
    })
  }
}

const ConfigShape = z.custom<Config>((value) => typeof value === 'object')
const FromShape = z.custom<Record<SettingName, Origin>>((value) => typeof value === 'object')

/** Refuses names that look like a setting of ours but are none: a misspelt variable would otherwise be ignored in silence. */
export function unknownSettings(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set<string>(Object.values(settings).map(({ variable }) => variable))
  const others = new Set(['COMITY_CONFIG', 'COMITY_CALLER_FOLDER', 'COMITY_TOKEN', 'COMITY_SERVER', 'COMITY_TEST_PG'])
  return Object.keys(environment).filter((name) => name.startsWith('COMITY_') && !known.has(name) && !others.has(name))
}

/** What a node's bridge is given: the hosts of the own net that webhooks may call, and the folder it shares. */
export function bridgeOf({ bridgeHosts, bridgeFolder }: Pick<Config, 'bridgeHosts' | 'bridgeFolder'>): {
  readonly hosts: readonly string[]
  readonly folder: string | null
} {
  return { hosts: (bridgeHosts ?? '').split(',').flatMap((host) => host.trim() || []), folder: bridgeFolder ?? null }
}

/** How a node sends e-mail; null where it sends none. @throws ComityError `configuration-invalid` for a file of authorities that cannot be read. */
export function mailOf({ smtpUrl, mailFrom, smtpCa }: Pick<Config, 'smtpUrl' | 'mailFrom' | 'smtpCa'>): MailOptions | null {
  if (smtpUrl === undefined || mailFrom === undefined) return null
  return { url: smtpUrl, from: mailFrom, ...(smtpCa === undefined ? {} : { ca: authoritiesIn(smtpCa) }) }
}

function authoritiesIn(file: string): string {
  const refused = (message: string, cause?: unknown) =>
    new ComityError('configuration-invalid', {
      problems: [{ path: settings.smtpCa.variable, message: `${message} (given: ${file})` }],
      cause,
    })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw refused(cause instanceof Error ? cause.message : String(cause), cause)
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw refused('no certificate in PEM')
  return text
}

/** The way out, where this node needs one; the hosts that webhooks may call lie in the own network. */
export function proxyOf({
  proxyUrl: url,
  proxyExcept,
  bridgeHosts,
}: Pick<Config, 'proxyUrl' | 'proxyExcept' | 'bridgeHosts'>): ProxyPlan | null {
  const except = [proxyExcept, bridgeHosts].flatMap((list) => (list ?? '').split(',').flatMap((host) => host.trim() || []))
  return url === undefined ? null : { url, except }
}
