import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { actTable, dossierOfAct } from './act-table.ts'
import { dossierKinds } from './contract.ts'

/** Kinds that no single act sends: the first three begin a request, each by `send` or `forward`. */
const beginnings: readonly string[] = ['supplementary-request', 'forwarded-request']

describe('the table of acts in GLOSSARY.md', () => {
  it('is the one the program follows', () => {
    const glossary = readFileSync(new URL('../../GLOSSARY.md', import.meta.url), 'utf8')
    const squeezed = (text: string) => text.replace(/[ -]+/g, ' ')
    assert(squeezed(glossary).includes(squeezed(actTable())), `GLOSSARY.md must hold:\n${actTable()}`)
  })

  it('names an act for every kind of dossier', () => {
    const sent = new Set<string>([...Object.values(dossierOfAct), ...beginnings])
    assert.deepEqual(
      dossierKinds.filter((kind) => !sent.has(kind)),
      [],
    )
  })
})
