import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ComityError, type ErrorCode } from '@comity/errors'
import { catalogueFaults } from '@comity/i18n'
import { testWorld } from '@comity/world'
import { sampleContents } from '../rules/sample-directory.ts'
import { followRoots, readRoot } from '../rules/read-root.ts'
import {
  confirmationOf,
  contentsChanges,
  describeContents,
  describeRoot,
  newDirectoryKey,
  planRoot,
  readContentsDraft,
  readKeyCard,
  readRootDraft,
  rootStanding,
  signContentsDraft,
  signRootDraft,
  unsignedFile,
  type RootPlan,
} from './index.ts'
import { ceremonyTexts } from './texts.ts'

const { chance } = testWorld({ seed: 'ceremony' })
const at = new Date('2026-03-01T00:00:00Z')
const passphrase = 'seven lamps over the harbour'

function holder(name: string) {
  const made = newDirectoryKey(name, passphrase, { chance, workFactor: 4 })
  return { ...made, key: readKeyCard(made.card) }
}
const [ana, bo, cy, dee, ed, flo, gus] = ['Ana', 'Bo', 'Cy', 'Dee', 'Ed', 'Flo', 'Gus'].map(holder)
assert(ana && bo && cy && dee && ed && flo && gus)

function refused(code: ErrorCode, reason?: string) {
  return (error: unknown) =>
    error instanceof ComityError && error.code === code && (reason === undefined || error.values['reason'] === reason)
}

const nothing: RootPlan = { add: [], remove: [], replace: [], thresholds: {}, days: 730 }
const first = planRoot(
  { network: 'Example Network' },
  {
    ...nothing,
    add: [
      ...[ana, bo, cy].map(({ key }) => ({ role: 'root' as const, key })),
      ...[dee, ed].map(({ key }) => ({ role: 'contents' as const, key })),
      { role: 'freshness', key: flo.key },
    ],
  },
  at,
)

type Holder = ReturnType<typeof holder>

function signedBy(bytes: Uint8Array, old: Parameters<typeof signRootDraft>[1], ...holders: readonly Holder[]): Uint8Array {
  return holders.reduce((file: Uint8Array, { lockedKey }) => {
    const draft = readRootDraft(file)
    return signRootDraft(draft, old, { lockedKey, passphrase, confirmed: confirmationOf(draft.signed) })
  }, bytes)
}
const firstFile = signedBy(unsignedFile(first), null, ana, bo)

describe('a key of the directory', () => {
  it('is one locked file for its holder, and opens with their passphrase only', () => {
    const sign = (lockedKey: Uint8Array, words: string) =>
      signRootDraft(readRootDraft(unsignedFile(first)), null, {
        lockedKey,
        passphrase: words,
        confirmed: confirmationOf(first),
      })
    assert.throws(() => sign(ana.lockedKey, 'another passphrase!'), refused('key-locked'))
    assert.throws(() => sign(Buffer.from('no key'), passphrase), refused('key-locked'))
    assert.doesNotMatch(Buffer.from(ana.lockedKey).toString('latin1'), /PRIVATE KEY/)
    assert.throws(() => newDirectoryKey('Ana', 'too short', { chance }), refused('passphrase-too-short'))
  })

  it('shows itself by a card that nobody can alter unseen into another spelling', () => {
    assert.equal(readKeyCard(ana.card).holder, 'Ana')
    const text = new TextDecoder().decode(ana.card)
    for (const other of [
      ` ${text}`,
      text.replace('"Ana"', '""'),
      text.replace('"Ana"', '"A\\"na"'),
      text.replace('Ana', 'A\u202ena'),
      text.replace(/publicKey":"MFk/, 'publicKey":"MFj'),
    ])
      assert.throws(() => readKeyCard(Buffer.from(other)), refused('directory-malformed'))
  })
})

describe('signing a root', () => {
  it('goes from holder to holder until the threshold is there, and then it is root.json', () => {
    const one = signedBy(unsignedFile(first), null, ana)
    assert.deepEqual(rootStanding(readRootDraft(one), null).complete, false)
    assert.throws(() => readRoot(one), refused('directory-signature-invalid'))
    assert.equal(rootStanding(readRootDraft(firstFile), null).complete, true)
    assert.equal(readRoot(firstFile).signed.version, 1)
  })

  it('signs nothing but what was shown, and only by a key that may', () => {
    const draft = readRootDraft(unsignedFile(first))
    const sign = (key: Holder, confirmed: string) =>
      signRootDraft(draft, null, { lockedKey: key.lockedKey, passphrase, confirmed })
    assert.throws(() => sign(ana, confirmationOf({ ...first, expires: '2030-01-01T00:00:00Z' })), refused('confirmation-wrong'))
    assert.throws(() => sign(dee, confirmationOf(first)), refused('key-of-no-role'))
    assert.throws(() => sign(gus, confirmationOf(first)), refused('key-of-no-role'))
  })

  it('counts one holder once', () => {
    const twice = signedBy(unsignedFile(first), null, ana, ana)
    assert.equal(readRootDraft(twice).signatures.length, 1)
  })

  it('says in six languages what changes, and names holders and roles', () => {
    assert.deepEqual(catalogueFaults(ceremonyTexts), [])
    const next = planRoot(first, { ...nothing, replace: [{ old: dee.keyId.slice(0, 10), key: gus.key }] }, at)
    const said = describeRoot('en', first, next).join('\n')
    assert.match(said, /\+ Gus gets a key in the role contents/)
    assert.match(said, /- Dee loses the key in the role contents/)
    assert.match(describeRoot('ar', first, next).join('\n'), /Gus.*المحتوى/)
  })
})

describe('the keys of every role', () => {
  const rotations = [
    { role: 'root', out: cy, signers: [ana, bo] },
    { role: 'contents', out: ed, signers: [ana, bo] },
    { role: 'freshness', out: flo, signers: [bo, cy] },
  ] as const
  for (const { role, out, signers } of rotations) {
    it(`can be replaced: ${role}`, () => {
      const next = planRoot(first, { ...nothing, replace: [{ old: out.keyId.slice(0, 12), key: gus.key }] }, at)
      assert.ok(next.roles[role].keyIds.includes(gus.keyId) && !next.roles[role].keyIds.includes(out.keyId))
      assert.ok(!Object.hasOwn(next.keys, out.keyId), 'what no role names is no longer listed')
      const file = signedBy(unsignedFile(next), first, ...signers)
      assert.equal(followRoots(readRoot(firstFile), [file]).signed.version, 2)
    })
  }

  it('can change hands even when all root keys do, while old and new holders sign', () => {
    const fresh = ['Hal', 'Ida', 'Jo'].map(holder)
    const replace = [ana, bo, cy].map(({ keyId }, place) => ({ old: keyId, key: fresh[place]?.key ?? gus.key }))
    const next = planRoot(first, { ...nothing, replace }, at)
    const byOld = signedBy(unsignedFile(next), first, ana, cy)
    assert.throws(() => readRoot(byOld), refused('directory-signature-invalid'))
    assert.equal(followRoots(readRoot(firstFile), [signedBy(byOld, first, ...fresh.slice(0, 2))]).signed.version, 2)
  })

  const lockOuts: readonly (readonly [string, Partial<RootPlan>])[] = [
    ['threshold', { thresholds: { contents: 1 } }],
    ['threshold', { thresholds: { root: 4 } }],
    ['spare', { thresholds: { root: 3 } }],
    ['spare', { remove: [cy.keyId] }],
    ['keys', { remove: [flo.keyId] }],
    ['threshold', { remove: [ed.keyId] }],
    ['expires-soon', { days: 10 }],
    ['expires-late', { days: 4000 }],
  ]
  for (const [reason, plan] of lockOuts) {
    it(`are not planned so that everybody is locked out: ${reason}`, () => {
      assert.throws(() => planRoot(first, { ...nothing, ...plan }, at), refused('root-would-lock-out', reason))
    })
  }

  it('are each named once', () => {
    const plans: readonly (readonly [string, Partial<RootPlan>])[] = [
      ['key-twice', { add: [{ role: 'contents', key: ana.key }] }],
      ['key-unknown', { remove: ['ffffffffffffffff'] }],
      ['key-unknown', { remove: [''] }],
    ]
    for (const [reason, plan] of plans)
      assert.throws(() => planRoot(first, { ...nothing, ...plan }, at), refused('root-plan-invalid', reason))
  })
})

describe('signing contents elsewhere', () => {
  it('takes two persons on two machines, each with their own key', () => {
    const contents = sampleContents()
    const sign = (bytes: Uint8Array, { lockedKey }: Holder) => {
      const draft = readContentsDraft(bytes)
      return signContentsDraft(draft, first, { lockedKey, passphrase, confirmed: confirmationOf(draft.signed) })
    }
    const both = sign(sign(unsignedFile(contents), dee), ed)
    assert.equal(readContentsDraft(both).signatures.length, 2)
    assert.throws(() => sign(both, ana), refused('key-of-no-role'))
  })

  it('shows in words who is moved or no longer listed', () => {
    const old = sampleContents()
    const [entry] = old.authorities
    assert(entry)
    const moved = { ...old, authorities: [{ ...entry, nodeOrigin: 'https://elsewhere.example' }] }
    assert.deepEqual(
      contentsChanges(old, moved).map((one) => one.change),
      ['address'],
    )
    assert.deepEqual(
      contentsChanges(old, { ...old, authorities: [] }).map((one) => one.change),
      ['removed'],
    )
    assert.match(describeContents('fr', old, old).join('\n'), /seuls la version/)
  })
})
