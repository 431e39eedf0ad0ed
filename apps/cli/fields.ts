import { ComityError } from '@comity/errors'
import { Option } from 'commander'
import { z } from 'zod'

/** One field of a body or query, as an option of the command line. */
export interface Field {
  readonly name: string
  readonly type: string
  readonly choices: readonly string[] | undefined
}

const Property = z.looseObject({
  $ref: z.string().optional(),
  type: z.string().optional(),
  const: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  get anyOf() {
    return z.array(Property).optional()
  },
  get items() {
    return Property.optional()
  },
})
type Property = z.output<typeof Property>
const Shape = z.looseObject({
  $ref: z.string().optional(),
  properties: z.record(z.string(), Property).optional(),
  get anyOf() {
    return z.array(Shape).optional()
  },
  get oneOf() {
    return z.array(Shape).optional()
  },
  get allOf() {
    return z.array(Shape).optional()
  },
})
type Shape = z.output<typeof Shape>
const Document = z.looseObject({ $defs: z.record(z.string(), z.unknown()).default({}) })

/** The fields of a schema's top level; of a schema with several forms, those of all. */
export function fieldsOf(schema: z.ZodType | undefined): Field[] {
  if (schema === undefined) return []
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const { $defs } = Document.parse(json)
  const found = new Map<string, Field>()
  for (const [name, property] of propertiesOf(Shape.parse(json), $defs)) {
    const field = fieldOf(name, followed(property, $defs))
    const before = found.get(name)
    found.set(name, before === undefined ? field : joined(before, field))
  }
  return [...found.values()].filter(({ name }) => !taken.includes(name))
}

/** Options of the command itself: a field of such a name is given with the whole body. */
const taken: readonly string[] = ['body', 'json', 'help']

function propertiesOf(shape: Shape, definitions: Readonly<Record<string, unknown>>): [string, Property][] {
  const { $ref, properties = {}, anyOf = [], oneOf = [], allOf = [] } = shape
  const named = $ref === undefined ? [] : propertiesOf(Shape.parse(definitionOf($ref, definitions)), definitions)
  const parts = [...anyOf, ...oneOf, ...allOf].flatMap((part) => propertiesOf(part, definitions))
  return [...named, ...Object.entries(properties), ...parts]
}

const definitionOf = ($ref: string, definitions: Readonly<Record<string, unknown>>): unknown =>
  definitions[$ref.replace('#/$defs/', '')] ?? {}

function followed(property: Property, definitions: Readonly<Record<string, unknown>>): Property {
  if (property.$ref !== undefined) return followed(Property.parse(definitionOf(property.$ref, definitions)), definitions)
  const { items } = property
  return items === undefined ? property : { ...property, items: followed(items, definitions) }
}

function fieldOf(name: string, property: Property): Field {
  const choices = property.const === undefined ? property.enum?.map(String) : [property.const]
  return { name, type: typeOf(property), choices }
}

function joined(one: Field, other: Field): Field {
  const choices = one.choices && other.choices ? [...new Set([...one.choices, ...other.choices])] : undefined
  return { ...one, type: one.type === other.type ? one.type : 'json', choices }
}

function typeOf({ type, anyOf = [], items }: Property): string {
  if (type === 'array') return items?.type === 'string' ? 'list' : 'json'
  if (type === 'object') return 'json'
  if (type !== undefined) return type === 'string' ? 'text' : type
  const kinds = anyOf.map((each) => each.type)
  return kinds.length === 2 && kinds.includes('string') && kinds.includes('null') ? 'text|null' : 'json'
}

/** The option that gives a field. */
export function optionOf({ name, type, choices }: Field): Option {
  const about = type === 'list' ? 'separated by commas' : ''
  const option = new Option(`--${kebab(name)} <${type}>`, about)
  return choices === undefined ? option : option.choices([...choices])
}

/** The value that was meant. @throws ComityError `bad-input` where it cannot be read. */
export function valueOf({ name, type }: Field, given: string): unknown {
  if (type === 'text|null') return given === 'null' ? null : given
  if (type === 'text') return given
  if (type === 'list' && !given.startsWith('[')) return given === '' ? [] : given.split(',').map((one) => one.trim())
  return jsonOf(`--${kebab(name)}`, given)
}

/** @throws ComityError `bad-input`, which names the option. */
export function jsonOf(option: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw misread(option, `must be JSON (${cause instanceof Error ? cause.message : String(cause)})`)
  }
}

/** An option that says nothing understandable. */
export function misread(option: string, message: string): ComityError {
  return new ComityError('bad-input', { problems: [{ path: option, message }] })
}

export const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
