import assert from 'node:assert/strict'
import { it } from 'node:test'
import { catalogueFaults } from '@comity/i18n'
import { standingKinds, standingStates } from '../../contract.ts'
import { letterTexts } from '../../off-network/letters/texts.ts'
import { stepTexts } from '../steps/texts.ts'
import { isRecordKey, recordTexts } from './texts.ts'

it('the texts of the record, of the acts and of the letters are whole in six languages', () => {
  assert.deepEqual([catalogueFaults(recordTexts), catalogueFaults(stepTexts), catalogueFaults(letterTexts)], [[], [], []])
})

it('every kind and state of what stands between the two sides has its words', () => {
  const keys = [...standingKinds.map((kind) => `kind.${kind}`), ...standingStates.map((state) => `state.${state}`)]
  assert.deepEqual(
    keys.filter((key) => !isRecordKey(key)),
    [],
  )
})
