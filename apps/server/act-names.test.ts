import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { entryKinds } from '@comity/deadlines/contract'
import { receiptEvents } from '@comity/exchange/contract'
import { catalogueFaults, languages } from '@comity/i18n'
import { assetActs } from '@comity/recovery/contract'
import { actNames, dossierKinds } from '@comity/requests/contract'
import { actName, actTexts, subjectKindName } from './act-names.ts'

const sources = globSync('{apps,modules}/**/*.ts', {
  cwd: new URL('../..', import.meta.url).pathname,
  exclude: (name) => name.includes('node_modules'),
})
  .filter((file) => !file.endsWith('.test.ts') && !/(?:sample|testing)-/.test(file))
  .map((file) => ({ file, text: readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8') }))

/** Every word that is handed to one of these functions where it stands in the source, as `recorded(ctx, 'drafted', …)`. */
function handedTo(file: string, call: RegExp): string[] {
  const { text = '' } = sources.find((one) => one.file === file) ?? {}
  const found = [...text.matchAll(call)].flatMap((match) => match.slice(1).filter((part) => part !== undefined))
  assert(found.length > 0, `${file} hands over nothing any more`)
  return found
}

/** What stands for the part of an act that is made when it is recorded; a new one fails until it is here. */
const made: Readonly<Record<string, () => readonly string[]>> = {
  'modules/requests/request-steps.ts request.${act}': () => [
    ...actNames,
    'assign',
    ...['note', 'assign', 'triage', 'discard'].map((act) => `${act}-undone`),
    ...dossierKinds.filter((kind) => !kind.endsWith('request')).map((kind) => `${kind}-registered`),
    ...sources.flatMap(({ file, text }) =>
      file.startsWith('modules/requests/') ? [...text.matchAll(/recorded\(ctx, '([a-z-]+)'/g)].map(([, act = '']) => act) : [],
    ),
  ],
  'modules/requests/receive.ts request.${dossier.kind}-received': () => dossierKinds.map((kind) => `${kind}-received`),
  'modules/requests/receive.ts request.receipt-${news.event}': () =>
    receiptEvents.filter((event) => event !== 'submitted' && event !== 'relayed').map((event) => `receipt-${event}`),
  'modules/requests/matters/links.ts matter.${act}': () =>
    handedTo('modules/requests/matters/links.ts', /recordedLinks\(ctx, '([a-z-]+)'/g),
  'modules/requests/matters/load-matter.ts matter.${act}': () =>
    sources.flatMap(({ text }) => [...text.matchAll(/matterRecorded\([^]*?act: '([a-z-]+)'/g)].map(([, act = '']) => act)),
  'modules/requests/work/filters.ts filter.${act}': () =>
    handedTo('modules/requests/work/filters.ts', /filterRecorded\(ctx, '([a-z-]+)'/g),
  'modules/requests/import/imports.ts import.${act}': () =>
    handedTo('modules/requests/import/imports.ts', /done\(ctx, (?:state === 'done' \? '([a-z-]+)' : )?'([a-z-]+)'/g),
  'modules/bridge/operations/machines.ts machine.${act}': () =>
    handedTo('modules/bridge/operations/machines.ts', /recorded\(ctx, '([a-z-]+)'/g),
  'modules/bridge/operations/webhooks.ts webhook.${act}': () =>
    handedTo('modules/bridge/operations/webhooks.ts', /recorded\(ctx, '([a-z-]+)'/g),
  'modules/recovery/operations/step-asset.ts asset.${input.act}': () => assetActs,
  'modules/deadlines/operations/change-clock.ts clock.${what}': () =>
    entryKinds.filter((what) => ['stopped', 'resumed', 'extended'].includes(what)),
}

// The first word of an act is the thing that it is done to.
const acted =
  /'((?:dossier|receipt|requests?|matters?|assets?|start-view|filter|import|directory|letter|notices|webhook|machine|folder|peer|person|unit|session|rate|clock|unanswered|deadline-rule|calendar)\.[a-z-]+)'/g

/** Every act that the source records: those written out where something is recorded, and those made of a part. */
const acts = sources.flatMap(({ file, text }) => {
  const written = text.includes('record(ctx') ? [...text.matchAll(acted)].map(([, act = '']) => act) : []
  const parts = [...text.matchAll(/act: `([a-z-]+)\.([^`]*)`/g)].flatMap(([, module = '', part = '']) => {
    const values = made[`${file} ${module}.${part}`]
    assert(values, `${file} records ${module}.${part}: say here what it can be`)
    return values().map((value) => `${module}.${value}`)
  })
  return [...written, ...parts]
})

describe('the words of the audit trail', () => {
  it('are found for every act that is recorded anywhere, in six languages', () => {
    const all = [...new Set(acts)]
    assert(all.length > 150, `${all.length} acts found in the source`)
    for (const { code } of languages) {
      const bare = all.filter((act) => actName(code, act) === act)
      assert.deepEqual(bare, [], code)
    }
  })

  it('are found for every kind of thing that an act is done to', () => {
    const things = sources.flatMap(({ text }) =>
      [...text.matchAll(/subject: \{ kind: '([a-z-]+)'/g)].map(([, kind = '']) => kind),
    )
    assert(new Set(things).size > 15)
    for (const { code } of languages)
      for (const kind of things) assert.notEqual(subjectKindName(code, kind), kind, `${code} ${kind}`)
  })

  it('are complete in all six languages', () => assert.deepEqual(catalogueFaults(actTexts), []))

  it('stay as they were recorded where nobody knows the act', () => {
    assert.equal(actName('en', 'request.teleported'), 'request.teleported')
    assert.equal(actName('en', 'request.teleport-received'), 'request.teleport-received')
  })
})
