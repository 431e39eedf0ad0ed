import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { schemaFiles, schemasFolder } from './make-schemas.ts'

describe('the JSON Schemas of the protocol', () => {
  const current = schemaFiles()

  it('are those that the code parses with; `tools/make-schemas.ts` writes them anew', () => {
    assert.deepEqual(readdirSync(schemasFolder).toSorted(), [...current.keys()].toSorted())
    for (const [name, text] of current) assert.equal(readFileSync(new URL(name, schemasFolder), 'utf8'), text, name)
  })

  it('refuse members that they do not name, at the top of each', () => {
    for (const [name, text] of current) assert.equal(JSON.parse(text).additionalProperties, false, name)
  })
})
