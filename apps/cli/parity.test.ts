import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, describe, it } from 'node:test'
import { demoAuthorities, demoSubject, makeNodeKeys } from '@comity/directory/server'
import { silentLog } from '@comity/log'
import { composeNode, modulesOf } from '@comity/server-app'
import { testDatabase } from '@comity/testing/database'
import { testWorld } from '@comity/world'
import type { Command } from 'commander'
import { fieldsOf } from './fields.ts'
import { groups, programFor } from './run.ts'

const plan = { directoryOrigin: null, graceHours: 72, window: 1 }
const { db } = await testDatabase(modulesOf(plan).map(({ name, migrations }) => ({ module: name, folder: migrations })))
const folder = await mkdtemp(path.join(tmpdir(), 'comity-parity-'))
after(() => rm(folder, { recursive: true }))
const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId: demoAuthorities.a, demo: false }
const world = testWorld()
await makeNodeKeys(world, folder, { authorityId: facts.authorityId, ...demoSubject('a'), notBefore: world.clock.now() })
const { app } = await composeNode({ ...plan, facts, folder, db, world, log: silentLog })
const { addresses } = app.comity

const none = new PassThrough()
const program = programFor({ arguments: [], environment: {}, folder, out: none, err: none, input: Readable.from([]) }, () => {})
const commands = new Map(
  program.commands.flatMap((group): [string, Command][] =>
    group.commands.length === 0
      ? [[group.name(), group]]
      : group.commands.map((command): [string, Command] => [`${group.name()} ${command.name()}`, command]),
  ),
)

/** What a page changes, and the commands that do the same. */
const pages: Readonly<Record<string, readonly string[]>> = {
  '/sign-in': ['sign-in', 'accounts sign-in'],
  '/sign-out': ['sign-out', 'accounts sign-out'],
  '/profile/contact': ['accounts change-contact'],
  '/profile/absences': ['accounts name-deputy'],
  '/profile/absences/:absence/end': ['accounts end-absence'],
  '/profile/password': ['accounts change-password'],
  '/profile/sessions/:id/end': ['accounts end-session'],
  '/people': ['accounts add-person'],
  '/people/units': ['accounts add-unit'],
  '/people/units/:id': ['accounts rename-unit'],
  '/people/units/:id/archive': ['accounts archive-unit'],
  '/people/units/:id/restore': ['accounts restore-unit'],
  '/people/units/:id/members': ['accounts add-unit-member'],
  '/people/units/:id/members/:person/remove': ['accounts remove-unit-member'],
  '/people/:id/contact': ['accounts change-contact'],
  '/people/:id/absences': ['accounts name-deputy'],
  '/people/:id/absences/:absence/end': ['accounts end-absence'],
  '/people/:id/roles': ['accounts change-roles'],
  '/people/:id/reset': ['accounts hand-out-reset'],
  '/people/:id/confirm': ['accounts confirm'],
  '/people/:id/disable': ['accounts disable'],
  '/people/:id/enable': ['accounts enable'],
  '/directory/publish': ['directory propose'],
  '/directory/publish/:id/approve': ['directory approve'],
  '/directory/publish/:id/reject': ['directory reject'],
  '/directory/publish/root': ['root publish'],
  '/directory/publish/:id/signature': ['contents bring'],
  '/directory/revocations': ['revocation install'],
  '/directory/import': ['directory import'],
  '/directory/favourites': ['directory keep-favourite', 'directory drop-favourite'],
  '/directory/pins': ['peer pin'],
  '/directory/pins/:id/confirm': ['peer confirm-pin'],
  '/directory/pins/:id/reject': ['peer reject-pin'],
  '/directory/pins/:id/end': ['peer end-pin'],
  '/directory/networks': ['network join'],
  '/directory/networks/:id/confirm': ['network confirm'],
  '/directory/networks/:id/reject': ['network reject'],
  '/directory/networks/:id/leave': ['network leave'],
  '/peers/:id/test': ['peer test'],
  '/peers/:id/retry': ['peer retry'],
  '/peers/:id/pause': ['peer pause'],
  '/peers/:id/resume': ['peer resume'],
  '/peers/:id/link': ['peer link'],
  '/pouches/pack': ['exchange pack-pouch'],
  '/pouches/take-in': ['exchange take-in'],
  '/directory/suggestions/take-up': ['directory take-up'],
  '/directory/suggestions/:sha256/answer': ['directory answer'],
  '/directory/import-status': ['directory import-status'],
  '/directory/:id/edit': ['directory suggest', 'directory upload-letter'],
  '/directory/new': ['directory suggest', 'directory upload-letter'],
  '/directory/:id/confirm': ['directory confirm'],
  '/directory/:id/correct': ['directory correct'],
  '/notices/:id/read': ['notices read-notice'],
  '/notices/read': ['notices read-all-notices'],
  '/notices/mail': ['notices choose-mail'],
  '/notices/letters/:id': ['notices retry-letter'],
  '/bridge/machines': ['bridge create-machine'],
  '/bridge/machines/:id': ['bridge confirm-machine', 'bridge revoke-machine'],
  '/bridge/webhooks': ['bridge create-webhook'],
  '/bridge/webhooks/:id': [
    'bridge ping-webhook',
    'bridge rotate-secret',
    'bridge stop-webhook',
    'bridge resume-webhook',
    'bridge remove-webhook',
  ],
  '/bridge/webhooks/:id/deliveries/:event': ['bridge replay-delivery'],
  '/bridge/webhooks/:id/replay': ['bridge replay-failed'],
  '/matters/new': ['requests open-matter'],
  '/matters/:id/edit': ['requests save-matter'],
  '/matters/:id/exhibits/new': ['matters add-exhibit', 'matters file-exhibit', 'matters takeable-documents'],
  '/matters/:id/exhibits/:exhibitId': ['matters save-exhibit'],
  '/matters/:id/exhibits/:exhibitId/remove': ['matters remove-exhibit'],
  '/matters/:id/exhibits/:exhibitId/restore': ['matters restore-exhibit'],
  '/matters/:id/exhibits/:exhibitId/attach': ['matters attach-exhibit'],
  '/matters/:id/links': ['matters link-matter'],
  '/matters/:id/links/:to/remove': ['matters unlink-matter'],
  '/matters/:id/readers': ['matters assign-matter'],
  '/matters/:id/close': ['matters close-matter'],
  '/matters/:id/reopen': ['matters reopen-matter'],
  '/requests/:id/differences': ['matters reconcile'],
  '/requests/:id/matter': ['matters place-request'],
  '/requests/:id/supplement': ['requests draft-request'],
  '/requests/:id/anew': ['requests draft-request'],
  '/requests/:id/undo': ['requests undo-last'],
  '/requests/:id/renditions/:sequence/sent': ['requests note-sending'],
  '/requests/:id/renditions/:sequence/delivered': ['requests note-delivery'],
  '/requests/:id/history/restore': ['drafting restore-edit'],
  '/requests/:id/translations': ['drafting save-translation'],
  '/requests/:id/translations/:language/certify': ['drafting certify-translation'],
  '/requests/:id/translations/:language/:part/:at': ['drafting save-translation'],
  '/requests/:id/translations/:language/:part/:at/autosave': ['drafting save-translation'],
  '/requests/triage': ['work triage', 'requests assign-request', 'requests triage-request', 'requests acknowledge-request'],
  '/requests/bulk': ['work plan-bulk', 'work perform-bulk'],
  '/requests/filters': ['work save-filter'],
  '/requests/filters/:id/delete': ['work delete-filter'],
  '/requests/filters/:id/restore': ['work restore-filter'],
  '/requests/filters/start': ['work start-with'],
  '/requests/import': ['imports upload'],
  '/requests/import/:id/mapping': ['imports map-import'],
  '/requests/import/:id/run': ['imports run-import'],
  '/requests/import/:id/undo': ['imports undo-import'],
  '/requests/new': ['requests draft-request'],
  '/requests/register': ['requests register-request'],
  '/requests/:id/register-arrival': ['requests register-arrival'],
  '/requests/:id/edit/counterpart': ['requests save-draft'],
  '/requests/:id/edit/attachments': ['requests attach-file'],
  '/requests/:id/edit/attachments/remove': ['requests detach-file'],
  '/requests/:id/check': ['requests submit-request'],
  '/requests/:id/check/accept': ['requests save-draft'],
  '/requests/:id/open': ['requests open-dossiers'],
  '/requests/:id/review': ['requests approve-request', 'requests return-request'],
  '/requests/:id/send': ['requests send-request'],
  '/requests/:id/assign': ['requests assign-request'],
  '/requests/:id/pass-on': ['requests pass-on'],
  '/requests/:id/acknowledge': ['requests acknowledge-request'],
  '/requests/:id/ask': ['requests ask-clarification'],
  '/requests/:id/decide': ['requests decide-request'],
  '/requests/:id/answer': ['requests answer-clarification'],
  '/requests/:id/assess': ['requests assess-result'],
  '/requests/:id/close': ['requests close-request'],
  '/requests/:id/note': ['requests note-on-request'],
  '/requests/:id/discard': ['requests discard-draft'],
  '/requests/:id/withdraw': ['requests withdraw-request'],
  '/requests/:id/reopen': ['requests reopen-request'],
  '/requests/:id/triage': ['requests triage-request'],
  '/requests/:id/forward': ['requests forward-request'],
  '/requests/:id/correct': ['requests correct-request'],
  '/requests/:id/enquire': ['requests enquire-status'],
  '/assets/rates': ['assets record-rate'],
  '/assets/new': ['assets open-asset'],
  '/assets/:id/steps/:act': ['assets step-asset'],
  '/assets/:id/distribute': ['assets distribute-asset'],
  '/assets/:id/entries/:thing/reverse': ['assets reverse-entry'],
  '/assets/:id/claims/new': ['assets raise-claim'],
  '/assets/:id/claims/:thing': ['assets decide-claim'],
  '/assets/:id/disputes/:thing': ['assets settle-dispute'],
  '/assets/:id/link': ['assets link-asset'],
  '/deadlines/calendar': ['deadlines make-feed', 'deadlines revoke-feed'],
  '/deadlines/rules/:id': ['deadlines change-rule'],
  '/deadlines/:id': ['deadlines extend-clock', 'deadlines stop-clock', 'deadlines resume-clock'],
}

/** Pages that no command stands for, and why. */
const exceptions: Readonly<Record<string, string>> = {
  '/reset/:token':
    'whoever was handed a link sets a password by it in a browser; the machine of the node has `comity node set-password`',
}

/** Parts of a draft or matter, each with a page of its own: the command saves the whole. */
function commandsFor(url: string): readonly string[] {
  const named = pages[url]
  if (named !== undefined) return named
  if (/^\/matters\/:id\/edit\/[a-z]+\/:at(?:\/remove)?$/.test(url)) return ['requests save-matter']
  if (/^\/requests\/:id\/edit\/[a-z]+(?:\/autosave|\/:at|\/:at\/remove)?$/.test(url)) return ['requests save-draft']
  // A step of a request bears one name on its page and as a command.
  return /^\/requests\/:id\/[a-z-]+$/.test(url) ? [`requests ${url.slice('/requests/:id/'.length)}`] : []
}

/** What is saved from a page as a file. */
const downloads: Readonly<Record<string, string>> = {
  '/directory/export.csv': 'directory export',
  '/directory/export.json': 'directory export',
  '/directory/anchor.json': 'directory save-anchor',
  '/directory/networks/:id/anchor.json': 'network save-anchor',
  '/directory/:id/contact-points.csv': 'directory save-contact-points',
  '/directory/letters/:sha256': 'directory save-letter',
  '/directory/find.csv': 'directory find',
  '/directory/confirmations.csv': 'directory confirmations',
  '/directory/find.json': 'directory find',
  '/directory/contacts.csv': 'directory contacts',
  '/directory/:id/card.vcf': 'directory card',
  '/directory/:id/data.jsonld': 'directory linked-data',
  '/requests/export.csv': 'requests export',
  '/requests/export.xlsx': 'requests export',
  '/requests/:id/file.pdf': 'requests save-pdf',
  '/requests/:id/renditions/:sequence': 'requests save-letter',
  '/requests/:id/files/:sha256': 'requests save-file',
  '/matters/:id/files/:sha256': 'matters save-file',
  '/matters/export.csv': 'matters export',
  '/matters/export.xlsx': 'matters export',
  '/matters/:id/survey.csv': 'matters save-survey',
  '/matters/:id/survey.xlsx': 'matters save-survey',
  '/requests/import/:id/bad-rows.csv': 'imports save-bad-rows',
  '/dossiers/:id/:part': 'exchange save-container',
  '/pouches/:sha256': 'exchange show-pouch',
}

/** Addresses that no group of operations declares, most of them of bytes, and the command that calls each. */
const bytes: Readonly<Record<string, string>> = {
  'POST /api/directory/root': 'root publish',
  'POST /api/directory/proposals/:id/signature': 'contents bring',
  'GET /api/directory/proposals/:id/contents.json': 'directory save-proposal',
  'GET /api/directory/revocations': 'revocation status',
  'POST /api/directory/revocations': 'revocation install',
  'GET /api/directory/pins': 'peer pins',
  'POST /api/directory/pins': 'peer pin',
  'POST /api/directory/pins/:id/confirm': 'peer confirm-pin',
  'POST /api/directory/pins/:id/reject': 'peer reject-pin',
  'POST /api/directory/pins/:id/end': 'peer end-pin',
  'GET /api/directory/further': 'network list',
  'POST /api/directory/further': 'network join',
  'POST /api/directory/further/:id/confirm': 'network confirm',
  'POST /api/directory/further/:id/reject': 'network reject',
  'POST /api/directory/further/:id/leave': 'network leave',
  'GET /api/directory/further/:id/anchor.json': 'network save-anchor',
  'GET /api/peers': 'peer list',
  'GET /api/peers/health': 'peer health',
  'GET /api/peers/:id': 'peer show',
  'POST /api/peers/:id/test': 'peer test',
  'POST /api/peers/:id/retry': 'peer retry',
  'POST /api/peers/:id/pause': 'peer pause',
  'POST /api/peers/:id/resume': 'peer resume',
  'POST /api/peers/:id/link': 'peer link',
  'POST /api/directory/import': 'directory import',
  'POST /api/directory/pouch': 'directory save-pouch',
  'GET /api/openapi.json': 'the document itself, for machines to read',
  'GET /api/directory/authorities/:id/contact-points.csv': 'directory save-contact-points',
  'POST /api/directory/letter-files': 'directory upload-letter',
  'GET /api/directory/letter-files/:sha256': 'directory save-letter',
  'GET /api/directory/export.csv': 'directory export',
  'GET /api/directory/export.json': 'directory export',
  'GET /api/pouches/:sha256/file': 'exchange save-pouch',
  'POST /api/pouches/take-in': 'exchange take-in',
  'GET /api/dossiers/:id/container': 'exchange save-container',
  'GET /api/dossiers/:id/sealed': 'exchange save-sealed',
  'GET /api/receipts/:id': 'exchange save-receipt',
  'PUT /api/requests/:id/attachments/:name': 'requests attach-file',
  'GET /api/requests/:id/files/:sha256': 'requests save-file',
  'GET /api/requests/:id/file.pdf': 'requests save-pdf',
  'GET /api/requests/:id/renditions/:sequence': 'requests save-letter',
  'GET /api/requests/export.csv': 'requests export',
  'GET /api/requests/export.xlsx': 'requests export',
  'PUT /api/matters/:id/exhibits/:exhibitId/file/:name': 'matters file-exhibit',
  'GET /api/matters/:id/files/:sha256': 'matters save-file',
  'GET /api/matters/export.csv': 'matters export',
  'GET /api/matters/export.xlsx': 'matters export',
  'GET /api/matters/:id/survey.csv': 'matters save-survey',
  'GET /api/matters/:id/survey.xlsx': 'matters save-survey',
  'POST /api/imports': 'imports upload',
  'GET /api/imports/:id/bad-rows.csv': 'imports save-bad-rows',
}

describe('what a page can do, the command line can', () => {
  const changing = addresses.filter(({ method, answers }) => method === 'POST' && answers === 'page').map(({ url }) => url)

  it('for every page that changes something, but for the exceptions that say why', () => {
    assert(changing.length > 90, String(changing.length))
    for (const url of changing) {
      const named = commandsFor(url)
      assert(named.length > 0 || url in exceptions, `no command does what ${url} does`)
      for (const name of named) assert(commands.has(name), `${url}: there is no command ${name}`)
    }
    for (const url of [...Object.keys(pages), ...Object.keys(exceptions)])
      assert(changing.includes(url), `${url} is no page any more`)
  })

  it('for every file that is saved from a page', () => {
    const saved = addresses.filter(
      ({ method, url, answers }) =>
        method === 'GET' && answers === 'page' && (/\.[a-z]+$/.test(url) || /:(?:sha256|sequence|part)$/.test(url)),
    )
    assert(saved.length >= 9, String(saved.length))
    for (const { url } of saved) assert(commands.has(downloads[url] ?? ''), `no command saves ${url}`)
  })

  it('for every address of the API', () => {
    const declared = new Set(groups.flatMap(({ api }) => Object.values(api).map(({ method, url }) => `${method} ${url}`)))
    for (const { method, url, answers } of addresses) {
      if (answers !== 'api' || declared.has(`${method} ${url}`)) continue
      const name = bytes[`${method} ${url}`]
      assert(name !== undefined, `no command calls ${method} ${url}`)
      assert(name.includes(',') || commands.has(name), name)
    }
  })
})

describe('a command', () => {
  it('takes every field of its operation as an option, unless the name is taken', () => {
    const fieldless: string[] = []
    for (const { name: group, api } of groups)
      for (const [operation, route] of Object.entries(api)) {
        const kebab = operation.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
        const options = commands.get(`${group} ${kebab}`)?.options.map((option) => option.attributeName()) ?? []
        for (const { name } of [...fieldsOf(route.body), ...fieldsOf(route.query)])
          assert(options.includes(name), `${group} ${kebab} lacks --${name}`)
        if (route.body !== undefined && fieldsOf(route.body).length === 0) fieldless.push(`${group} ${kebab}`)
      }
    // What is done there needs no word more.
    assert.deepEqual(fieldless, [
      'requests submit-request',
      'requests approve-request',
      'requests send-request',
      'requests open-dossiers',
      'requests undo-last',
      'drafting on-draft',
      'imports run-import',
      'imports undo-import',
    ])
  })

  it('prints JSON for programs', () => {
    const without = [...commands].filter(([, command]) => !command.options.some(({ long }) => long === '--json'))
    assert.deepEqual(
      without.map(([name]) => name),
      // One runs until it is ended, and logs in JSON; the others write files for the next holder, and say in words what these would change.
      ['node serve', 'root draft', 'root sign', 'contents draft', 'contents sign', 'directory save-pouch'],
    )
  })
})
