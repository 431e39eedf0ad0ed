import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { z } from 'zod'
import { dossierBodies } from '../contract.ts'
import { labels, titles } from './document-labels.ts'
import { completeContent } from './example-content.ts'
import { renderDocument } from './render-document.ts'

const input = {
  kind: 'request',
  body: { form: 'mutual-legal-assistance', reference: 'XA-2026-0001', content: completeContent() },
  language: 'en',
  sender: 'xa.central-authority',
  addressee: 'xb.central-authority',
  senderReference: 'XA-2026-0001',
  addresseeReference: null,
  writtenAt: new Date('2026-03-02T12:00:00Z'),
  attachments: [],
}

describe('the readable document of a dossier', () => {
  it('says everything that the body says', () => {
    const page = renderDocument(input)
    for (const said of [
      'XA-2026-0001',
      'Bank records of Meridian Trading Ltd',
      'Criminal Code, s. 214',
      'To prove the route',
      'Assistance sought',
    ])
      assert(page.includes(said), said)
  })

  it('speaks the language of the dossier, from right to left in Arabic, and English for one it does not know', () => {
    assert.match(
      renderDocument({ ...input, language: 'ar' }),
      /<html lang="ar" dir="rtl">[\s\S]*طلب المساعدة القانونية المتبادلة/,
    )
    assert.match(renderDocument({ ...input, language: 'fr' }), /Demande d’entraide judiciaire/)
    assert.match(
      renderDocument({ ...input, language: 'de' }),
      /<html lang="en" dir="ltr">[\s\S]*Request for mutual legal assistance/,
    )
  })

  it('runs nothing that a writer put in', () => {
    const page = renderDocument({
      ...input,
      kind: 'clarification-asked',
      body: { question: `<script>alert("1")</script><img src=x onerror='x'>` },
    })
    assert(!/<script|<img/.test(page))
    assert(page.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'))
  })

  it('has a title for every kind of dossier and a label for every field', () => {
    for (const [kind, schema] of Object.entries(dossierBodies)) {
      assert(titles[kind], kind)
      for (const name of fieldNames(z.toJSONSchema(schema, { io: 'input' }))) assert(labels[name], `${kind}: ${name}`)
    }
  })
})

function fieldNames(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([key, value]) => [
    ...(key === 'properties' && typeof value === 'object' && value !== null ? Object.keys(value) : []),
    ...fieldNames(value),
  ])
}
