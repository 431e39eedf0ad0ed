import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { catalogueFaults, languages } from '@comity/i18n'
import { z } from 'zod'
import { LegalRecord, Use, dossierBodies } from '../contract.ts'
import { closedTexts } from '../rules/closed-words.ts'
import { renderDocument } from '../rules/render-document.ts'
import { factsOf } from './body-facts.ts'

/** A field with one value of its closed set. */
interface Choice {
  readonly name: string
  readonly value: string
}

const Node = z.looseObject({
  $ref: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  allOf: z.array(z.unknown()).optional(),
})

/** Every value of every closed set in a schema, with the field that holds it; each definition is walked once for each field. */
function choicesOf(schema: z.ZodType): Choice[] {
  const whole = z
    .looseObject({ $defs: z.record(z.string(), z.unknown()).default({}) })
    .parse(z.toJSONSchema(schema, { io: 'input' }))
  const walked = new Set<string>()
  const walk = (part: unknown, name: string): Choice[] => {
    const node = Node.safeParse(part)
    if (!node.success) return []
    const { $ref, enum: values = [], properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = node.data
    const of = $ref?.split('/').at(-1)
    if (of !== undefined) {
      if (walked.has(`${name} ${of}`)) return []
      walked.add(`${name} ${of}`)
      return walk(whole.$defs[of], name)
    }
    return [
      ...values.flatMap((value) => (typeof value === 'string' ? [{ name, value }] : [])),
      ...Object.entries(properties).flatMap(([field, inner]) => walk(inner, field)),
      ...[items, ...anyOf, ...oneOf, ...allOf].flatMap((inner) => walk(inner, name)),
    ]
  }
  return walk(whole, '')
}

const said = Object.values(dossierBodies).flatMap((schema) => choicesOf(schema))
const kept = [...choicesOf(LegalRecord), ...choicesOf(Use)]
describe('the closed sets of the contract', () => {
  it('are found by the walk', () => {
    const names = new Set(said.map(({ name }) => name))
    for (const name of [
      'kind',
      'nature',
      'position',
      'ground',
      'grounds',
      'decision',
      'outcome',
      'because',
      'step',
      'askedIn',
      'route',
    ])
      assert(names.has(name), name)
    assert(said.length > 150, String(said.length))
  })

  it('are said in words in the document of a dossier, in six languages', () => {
    for (const { code } of languages)
      for (const { name, value } of said) {
        const page = renderDocument({ ...sample, language: code, body: { [name]: value, list: [{ [name]: [value] }] } })
        const shown = [...page.matchAll(/<dd dir="auto">([^<]*)<\/dd>|<li>([^<]*)<\/li>/g)].map(
          ([, one, other]) => one ?? other ?? '',
        )
        assert(!shown.includes(value), `${code} ${name}: ${value}`)
      }
  })

  it('are said in words in the printed file, what was said and what stands in the record, in six languages', () => {
    for (const { code } of languages)
      for (const { name, value } of [...said, ...kept])
        for (const fact of factsOf({ [name]: value, list: [{ [name]: [value] }] }, code, new Map()))
          assert.notEqual(fact.value, value, `${code} ${name}: ${value}`)
  })

  it('have words that are whole in six languages', () => assert.deepEqual(catalogueFaults(closedTexts), []))
})

const sample = {
  kind: 'request',
  sender: 'xa.central-authority',
  addressee: 'xb.central-authority',
  senderReference: 'XA-2026-0001',
  addresseeReference: null,
  writtenAt: new Date('2026-03-02T12:00:00Z'),
  attachments: [],
}
