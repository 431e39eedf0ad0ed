import { ComityError } from '@comity/errors'
import type { Api, Route } from '@comity/http'
import { realWorld, type Net, type NetAnswer } from '@comity/world'
import type { Command } from 'commander'
import { z } from 'zod'
import { readCredentials } from './credentials.ts'
import { fieldsOf, jsonOf, kebab, misread, optionOf, valueOf, type Field } from './fields.ts'
import { readGiven } from './given-files.ts'
import { readInput, say, type Terminal } from './terminal.ts'

/** One command for each operation of a module's API, made from its contract: what the pages can do, the command can. */
export function addApiCommands(
  program: Command,
  group: {
    readonly name: string
    readonly about: string
    readonly api: Api
    readonly amendments?: Readonly<Record<string, Amendment>>
  },
  terminal: Terminal,
): void {
  const parent = program.command(group.name).description(group.about)
  for (const [name, route] of Object.entries(group.api))
    addOne(parent, { name, route, amendment: group.amendments?.[name] }, terminal)
}

/** What a command takes beside the fields of its operation, and what it makes of the body. */
export interface Amendment {
  readonly options: (command: Command) => void
  readonly amend: (
    body: Readonly<Record<string, unknown>>,
    given: { readonly ids: readonly string[]; readonly options: Readonly<Record<string, unknown>> },
  ) => Promise<Readonly<Record<string, unknown>>>
}

interface Operation {
  readonly name: string
  readonly route: Route
  readonly amendment: Amendment | undefined
}

function addOne(parent: Command, { name, route, amendment }: Operation, terminal: Terminal): void {
  const command = parent.command(kebab(name)).description(route.summary)
  const params = [...route.url.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '')
  for (const param of params) command.argument(`<${kebab(param)}>`)
  for (const field of [...fieldsOf(route.query), ...fieldsOf(route.body)]) command.addOption(optionOf(field))
  amendment?.options(command)
  if (route.body !== undefined) command.option('--body <file>', 'the whole body as JSON from a file, - for standard input')
  command.option('--json', 'print the answer as JSON')
  command.action(async (...given: unknown[]) => {
    const options = z.record(z.string(), z.unknown()).parse(given[params.length])
    const ids = params.map((_, at) => String(given[at]))
    const url = params.reduce((made, param, at) => made.replace(`:${param}`, encodeURIComponent(ids[at] ?? '')), route.url)
    const plain = route.body === undefined ? undefined : await bodyOf(terminal, route, options)
    const body = plain === undefined || amendment === undefined ? plain : await amendment.amend(plain, { ids, options })
    say(terminal, await call(terminal, { route, url, body }, options), options['json'] === true)
  })
}

interface Call {
  readonly route: Route
  readonly url: string
  readonly body: unknown
}

async function call(terminal: Terminal, { route, url, body }: Call, options: Record<string, unknown>): Promise<unknown> {
  const { server, token } = await readCredentials(terminal)
  const query = queryOf(fieldsOf(route.query), options)
  return ask(realWorld().net, { method: route.method, url: `${server}${url}${query}`, token, body })
}

/** The given options as the query of an address; empty where none was given. */
export function queryOf(fields: readonly Field[], options: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams(
    fields.flatMap(({ name }) => (options[name] === undefined ? [] : [[name, String(options[name])]])),
  )
  return query.size > 0 ? `?${query}` : ''
}

async function bodyOf(
  terminal: Terminal,
  route: Route,
  options: Record<string, unknown>,
): Promise<Readonly<Record<string, unknown>>> {
  const file = options['body']
  const whole: unknown = typeof file === 'string' ? jsonOf('--body', await wholeFile(terminal, file)) : {}
  const fields = fieldsOf(route.body)
  const parts = fields.flatMap((field) =>
    options[field.name] === undefined ? [] : [[field.name, valueOf(field, String(options[field.name]))] as const],
  )
  const record = z.record(z.string(), z.unknown()).safeParse(whole)
  if (!record.success) throw misread('--body', 'must be a JSON object')
  return { ...record.data, ...Object.fromEntries(parts) }
}

async function wholeFile(terminal: Terminal, file: string): Promise<string> {
  return file === '-' ? readInput(terminal.input) : Buffer.from(await readGiven(terminal, file)).toString('utf8')
}

/** The longest answer a command takes (endless-data attack): more than the largest export page. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024

/**
 * One call of a node's API.
 *
 * @throws NodeRefusal with what the node says.
 */
export async function ask(
  net: Net,
  call: { method: string; url: string; token: string | null; body?: unknown },
): Promise<unknown> {
  const answer = await net.fetch({
    method: call.method,
    url: call.url,
    headers: {
      accept: 'application/json',
      ...(call.token === null ? {} : { authorization: `Bearer ${call.token}` }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: new TextEncoder().encode(JSON.stringify(call.body)) }),
    timeoutMs: 60_000,
    maxAnswerBytes: MAX_ANSWER_BYTES,
  })
  if (answer.status >= 400) throw refusalOf(answer)
  return answer.body.length === 0 ? null : JSON.parse(new TextDecoder().decode(answer.body))
}

/** What a node refused, in its words. */
export class NodeRefusal extends ComityError {
  readonly told: string
  constructor(told: string, problems: readonly { path: string; message: string }[]) {
    super('bad-input', { problems })
    this.told = told
  }
}

const ProblemJson = z.looseObject({
  title: z.string(),
  code: z.string().optional(),
  problems: z.array(z.looseObject({ path: z.string(), message: z.string() })).optional(),
})

/** What a node's problem document says, as an error of this program. */
export function refusalOf(answer: NetAnswer): NodeRefusal {
  const text = new TextDecoder().decode(answer.body)
  try {
    const { title, code, problems } = ProblemJson.parse(JSON.parse(text))
    return new NodeRefusal(code === undefined ? title : `${title} (${code})`, problems ?? [])
  } catch {
    return new NodeRefusal(`the node answered ${answer.status}`, [])
  }
}
