import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { ComityError } from '@comity/errors'
import type { Api, Route } from '@comity/http'
import { realWorld, type Net, type NetAnswer } from '@comity/world'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { readCredentials } from './credentials.ts'
import { say, type Terminal } from './terminal.ts'

/** One command for each operation of a module's API, made from its contract: what the pages can do, the command can. */
export function addApiCommands(
  program: Command,
  group: { readonly name: string; readonly about: string; readonly api: Api },
  terminal: Terminal,
): void {
  const parent = program.command(group.name).description(group.about)
  for (const [operation, route] of Object.entries(group.api)) addOne(parent, operation, route, terminal)
}

interface Field {
  readonly name: string
  readonly type: string
  readonly choices: readonly string[] | undefined
}

function addOne(parent: Command, operation: string, route: Route, terminal: Terminal): void {
  const command = parent.command(kebab(operation)).description(route.summary)
  const params = [...route.url.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '')
  for (const param of params) command.argument(`<${kebab(param)}>`)
  const fields = [...fieldsOf(route.query), ...fieldsOf(route.body)]
  for (const { name, type, choices } of fields) {
    const option = new Option(`--${kebab(name)} <${type}>`)
    command.addOption(choices === undefined ? option : option.choices([...choices]))
  }
  if (route.body !== undefined) command.option('--body <file>', 'the whole body as JSON from a file, - for standard input')
  command.option('--json', 'print the answer as JSON')
  command.action(async (...given: unknown[]) => {
    const options = z.record(z.string(), z.unknown()).parse(given[params.length])
    const url = params.reduce((made, param, at) => made.replace(`:${param}`, encodeURIComponent(String(given[at]))), route.url)
    const answer = await call(terminal, route, url, options)
    say(terminal, answer, options['json'] === true)
  })
}

async function call(terminal: Terminal, route: Route, url: string, options: Record<string, unknown>): Promise<unknown> {
  const { server, token } = await readCredentials(terminal)
  const query = new URLSearchParams(
    fieldsOf(route.query).flatMap(({ name }) => (options[name] === undefined ? [] : [[name, String(options[name])]])),
  )
  const body = route.body === undefined ? undefined : await bodyOf(terminal, route, options)
  return ask(realWorld().net, { method: route.method, url: `${server}${url}${query.size > 0 ? `?${query}` : ''}`, token, body })
}

async function bodyOf(terminal: Terminal, route: Route, options: Record<string, unknown>): Promise<unknown> {
  const file = options['body']
  const whole: unknown =
    typeof file === 'string'
      ? JSON.parse(await readFile(file === '-' ? '/dev/stdin' : path.resolve(terminal.folder, file), 'utf8'))
      : {}
  const parts = fieldsOf(route.body).flatMap(({ name, type }) =>
    options[name] === undefined ? [] : [[name, valueOf(type, String(options[name]))] as const],
  )
  return { ...z.record(z.string(), z.unknown()).parse(whole), ...Object.fromEntries(parts) }
}

function valueOf(type: string, given: string): unknown {
  if (type === 'text|null') return given === 'null' ? null : given
  return type === 'text' ? given : JSON.parse(given)
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

const Property = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  anyOf: z.array(z.looseObject({ type: z.string().optional() })).optional(),
})
const Shape = z.looseObject({ properties: z.record(z.string(), Property).optional() })

function fieldsOf(schema: z.ZodType | undefined): Field[] {
  if (schema === undefined) return []
  const { properties = {} } = Shape.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeOf(property),
    choices: property.enum?.map(String),
  }))
}

function typeOf({ type, anyOf = [] }: z.output<typeof Property>): string {
  if (type !== undefined) return type === 'string' ? 'text' : type
  const kinds = anyOf.map((each) => each.type)
  return kinds.length === 2 && kinds.includes('string') && kinds.includes('null') ? 'text|null' : 'json'
}

const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
