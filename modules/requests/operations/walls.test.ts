import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { roles } from '@comity/accounts/contract'
import type { Actor, Role } from '@comity/accounts/contract'
import { AuthorityId } from '@comity/accounts/contract'
import * as door from '../operations.ts'
import { namesOfRooms } from './sample-attempts.ts'
import {
  arlenia,
  bresonia,
  draft,
  reads,
  changes,
  beginnings,
  overviews,
  situations,
  placed,
  guarded,
  attemptsOn,
  whole,
  outcomeOf,
  anyRoles,
  settings,
} from './sample-walls.ts'

describe('the operations, whatever is tried in whatever state', () => {
  it('are all among the attempts', () => {
    const tried = Object.keys({ ...reads, ...changes, ...beginnings })
    assert.deepEqual(
      [...Object.keys(door), ...namesOfRooms].filter((name) => !tried.includes(name) && name !== 'doing'),
      [],
    )
  })

  it('show a person of another authority nothing and change nothing of ours', async () => {
    const attempts = fc.constantFrom(...Object.entries({ ...reads, ...changes, ...beginnings }))
    await fc.assert(
      fc.asyncProperty(attempts, anyRoles, situations, async ([name, attempt], held, state) => {
        await placed(state)
        const before = await whole()
        const { code, said } = await outcomeOf(attempt(bresonia.person('ben', ...held)))
        assert(!said.includes('ecret') && !said.includes(draft.ownReference), `${name}: ${said}`)
        if (name in changes || !overviews.includes(name))
          assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
  })

  it('refuse everything to an administrator, a peer and the node itself', async () => {
    const attempts = fc.constantFrom(...Object.entries({ ...reads, ...changes, ...beginnings }))
    const actors = fc.constantFrom<Actor>(
      arlenia.person('adam', 'administrator'),
      { ...arlenia.person('peer', 'head', 'case-officer'), kind: 'peer' },
      { ...arlenia.person('system', 'head'), kind: 'system', authorityId: null },
      { ...arlenia.person('program', 'head', 'case-officer'), kind: 'machine', acts: [] },
    )
    await fc.assert(
      fc.asyncProperty(attempts, actors, situations, async ([name, attempt], actor, state) => {
        await placed(state)
        const before = await whole()
        const { code } = await outcomeOf(attempt(actor))
        assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
  })

  it('let an auditor read, and change nothing', async () => {
    const auditor = arlenia.person('ada', 'auditor')
    for (const [name, attempt] of Object.entries(reads)) assert.equal((await outcomeOf(attempt(auditor))).code, null, name)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.entries({ ...changes, ...beginnings })),
        situations,
        async ([name, attempt], state) => {
          await placed(state)
          const before = await whole()
          assert.equal((await outcomeOf(attempt(auditor))).code, 'not-allowed', name)
          assert.equal(await whole(), before, name)
        },
      ),
      settings,
    )
  })

  it('show a colleague of another unit nothing of what a unit has, and change nothing of it', async () => {
    const unit = '7d1f3a52-0c1e-4a53-8f2b-2a9c1d3e4f50'
    const colleagues = fc.uniqueArray(fc.constantFrom(...roles.filter((role) => !['head', 'auditor'].includes(role))), {
      minLength: 1,
    })
    await guarded({ unit, executingAuthority: null })
    await fc.assert(
      fc.asyncProperty(attemptsOn({ ...reads, ...changes }), colleagues, situations, async ([name, attempt], held, state) => {
        await placed(state)
        const before = await whole()
        const { code, said } = await outcomeOf(
          attempt({ ...arlenia.person('cora', ...held), units: ['00000000-0000-4000-8000-0000000000aa'] }),
        )
        assert(!said.includes('ecret') && !said.includes(draft.ownReference), `${name}: ${said}`)
        if (!overviews.includes(name))
          assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
    await guarded({ unit: null, executingAuthority: null })
  })

  it('let a court that executes do that, and neither see matters nor how a request came about', async () => {
    const court = AuthorityId.parse('xa.court-of-appeal')
    const judge = { ...arlenia.person('judge', ...roles.filter((role) => role !== 'administrator')), authorityId: court }
    const itsOwn = [
      'getRequest',
      'timelineOf',
      'recordOf',
      'readFile',
      'performNote',
      'startExecution',
      'attachFile',
      'detachFile',
      'undoLast',
    ]
    await guarded({ unit: null, executingAuthority: court })
    await fc.assert(
      fc.asyncProperty(attemptsOn({ ...reads, ...changes }), situations, async ([name, attempt], state) => {
        if (itsOwn.includes(name) || overviews.includes(name)) return
        await placed(state)
        const before = await whole()
        const { code } = await outcomeOf(attempt(judge))
        assert(['not-allowed', 'request-not-found', 'matter-not-found'].includes(code ?? ''), `${name}: ${code}`)
        assert.equal(await whole(), before, name)
      }),
      settings,
    )
    await guarded({ unit: null, executingAuthority: null })
  })

  it('keep what needs the head from everyone else, and the second person from whoever wrote', async () => {
    const others = fc.uniqueArray(fc.constantFrom<Role>(...roles.filter((role) => role !== 'head')))
    const ofHead = fc.constantFrom(
      'approveRequest',
      'sendRequest',
      'decideRequest',
      'perform',
      'performReopening',
      'performLifting',
    )
    await fc.assert(
      fc.asyncProperty(ofHead, others, situations, async (name, held, state) => {
        await placed(state)
        const { code } = await outcomeOf(changes[name]?.(arlenia.person('olga', ...held)) ?? Promise.resolve())
        // Who reads nothing is not even told that there is such a request.
        assert(
          code === 'not-allowed' || (code === 'request-not-found' && !held.some((role) => role !== 'administrator')),
          `${name}: ${code}`,
        )
      }),
      settings,
    )
    await placed('in-review')
    assert.equal(
      (await outcomeOf(changes['approveRequest']?.(arlenia.person('ana', 'head', 'case-officer')) ?? Promise.resolve())).code,
      'approver-is-drafter',
    )
  })
})
