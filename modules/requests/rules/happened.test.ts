import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { actInputs, actNames, dossierBodies, dossierKinds } from '../contract.ts'
import { daysToCome, mustHaveHappened } from './happened.ts'

const today = '2026-03-02'
const day = (said: Parameters<typeof daysToCome>[0], body: object) => daysToCome(said, body, today).map(({ path }) => path)

describe('a day on which something happened', () => {
  it('may be tomorrow, which has begun elsewhere, and no later', () => {
    for (const said of ['condition-met', 'meet-condition', 'material-returned', 'freeze-lifted', 'asset-report'] as const) {
      assert.deepEqual(day(said, { on: '2026-03-02' }), [], said)
      assert.deepEqual(day(said, { on: '2026-03-03' }), [], said)
      assert.deepEqual(day(said, { on: '2026-03-04' }), ['on'], said)
    }
  })

  it('is looked for in what an asset was worth and at which rate too', () => {
    const far = '2030-01-01'
    assert.deepEqual(day('asset-report', { on: today, until: far, valuation: { on: far }, rate: { on: far } }), [
      'valuation.on',
      'rate.on',
    ])
  })

  it('is to come where notice is given before', () => {
    assert.deepEqual(day('disclosure-notice', { before: true, on: '2027-01-01' }), [])
    assert.deepEqual(day('disclosure-notice', { before: false, on: '2027-01-01' }), ['on'])
  })

  it('is refused at its field', () => {
    assert.throws(() => mustHaveHappened('make-oral', { madeOn: '2027-01-01' }, today), {
      code: 'bad-input',
      problems: [{ path: 'madeOn', message: 'in-the-future' }],
    })
  })

  it('is known of every act and dossier that has one: a new field of that name fails here', () => {
    const past = /^(?:on|madeOn|receivedOn)$/
    for (const [names, schemas] of [
      [actNames, actInputs],
      [dossierKinds, dossierBodies],
    ] as const)
      for (const name of names) {
        const schema = Object.entries(schemas).find(([one]) => one === name)?.[1]
        assert(schema)
        for (const field of Object.keys(schema.shape).filter((one) => past.test(one)))
          assert.deepEqual(day(name, { [field]: '2027-01-01' }), [field], name)
      }
  })
})
