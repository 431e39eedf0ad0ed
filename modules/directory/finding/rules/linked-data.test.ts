import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { knownTo } from './known.ts'
import { linkedDataOf } from './linked-data.ts'
import { mla, sampleAuthority, sampleDetails } from './sample-known.ts'
import { anybody } from './visible.ts'

const authority = sampleAuthority('xb.office', {
  designations: [
    { ...mla, channels: [{ channel: 'post' }], offences: ['money-laundering'] },
    { ...mla, id: 'x', form: 'extradition' },
  ],
})
const made = linkedDataOf([knownTo(anybody, { authority, details: sampleDetails(authority.id) })], 'https://node.example')

const Node = z.looseObject({ '@type': z.union([z.string(), z.array(z.string())]).optional() })
type Node = z.output<typeof Node>
const Document = z.strictObject({ '@context': z.record(z.string(), z.unknown()), '@graph': z.array(Node) })
const { '@context': context, '@graph': graph } = Document.parse(made)

/** Every node of the document, however deep. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn)
  const node = Node.safeParse(value)
  return node.success ? [node.data, ...Object.values(node.data).flatMap(nodesIn)] : []
}

const types = (node: Node): readonly string[] => [node['@type'] ?? []].flat()
const keywords = new Set(['@id', '@type', '@value', '@language'])
const isIri = (text: string): boolean => /^https?:\/\/\S+$/.test(text)
const prefixOf = (term: string): string => term.split(':')[0] ?? ''

describe('authorities as linked data', () => {
  it('use only terms whose prefix the context declares (JSON-LD 1.1 section 4.1)', () => {
    for (const node of nodesIn(graph)) {
      for (const key of Object.keys(node)) {
        if (keywords.has(key)) continue
        assert.match(key, /^[a-z]+:[A-Za-z]+$/)
        assert.ok(isIri(String(context[prefixOf(key)])), key)
      }
      for (const type of types(node)) assert.ok(isIri(String(context[prefixOf(type)])), type)
    }
  })

  it('give an IRI wherever the context says that one stands there', () => {
    const references = Object.entries(context).flatMap(([term, meaning]) =>
      z.object({ '@type': z.literal('@id') }).safeParse(meaning).success ? [term] : [],
    )
    assert.ok(references.length >= 3)
    for (const node of nodesIn(graph))
      for (const term of references)
        for (const value of [node[term] ?? []].flat()) assert.ok(isIri(String(value)), `${term} ${String(value)}`)
  })

  it('carry a language or a value in every value object, never both types', () => {
    for (const node of nodesIn(graph).filter((one) => '@value' in one)) {
      assert.deepEqual(Object.keys(node).toSorted(), ['@language', '@value'])
      assert.match(String(node['@language']), /^[a-z]{2}$/)
    }
  })

  it('have what CPSV-AP 3 makes mandatory', () => {
    const mandatory: Readonly<Record<string, readonly string[]>> = {
      'cpsv:PublicService': ['dct:identifier', 'dct:title', 'dct:description', 'cv:hasCompetentAuthority'],
      'cv:PublicOrganisation': ['dct:identifier', 'skos:prefLabel', 'dct:spatial'],
      'cv:Channel': ['dct:identifier'],
    }
    for (const [type, terms] of Object.entries(mandatory)) {
      const own = nodesIn(graph).filter((node) => types(node).includes(type))
      assert.ok(own.length > 0, type)
      for (const node of own) for (const term of terms) assert.ok(node[term] !== undefined, `${type} ${term}`)
    }
  })

  it('lead from each service to an organisation of the same document, and no two have one name', () => {
    const ids = graph.map((node) => node['@id'])
    assert.equal(new Set(ids).size, ids.length)
    for (const node of graph.filter((one) => types(one).includes('cpsv:PublicService')))
      assert.ok(ids.includes(node['cv:hasCompetentAuthority']))
  })
})
