import { CheckboxGroup, RadioGroup } from '@comity/ui'
import type { Addressee } from '../authorities.ts'
import type { View } from '../view.ts'
import { electronicText, languageNames } from './addressee-facts.tsx'

interface AddresseeChoiceProps {
  readonly view: View
  readonly addressees: readonly Addressee[]
  readonly value: string | undefined
  readonly error: string | undefined
  /** Several at once: `value` then holds one on each line. */
  readonly several?: true
}

/** Which authority is asked, each with what it accepts and who can read its node. */
export function AddresseeChoice({ view, addressees, value, error, several }: AddresseeChoiceProps) {
  const { lang, say } = view
  const field = {
    lang,
    name: 'counterpart',
    label: say('new.counterpart'),
    hint: say(several ? 'new.counterparts.hint' : 'new.counterpart.hint'),
    error,
    options: addressees.map((one) => ({ value: one.id, label: one.name, hint: hintOf(view, one) })),
  }
  return several ? <CheckboxGroup {...field} values={(value ?? '').split('\n')} /> : <RadioGroup {...field} value={value} />
}

function hintOf({ say }: View, { designation, host }: Addressee): string {
  const parts =
    designation === null
      ? [say('directory.noDesignation')]
      : [`${say('directory.languages')}: ${languageNames(say, designation.languages)}`, say(electronicText(designation))]
  return [...parts, host === null ? say('directory.ownHost') : say('directory.host', { host })].join(' · ')
}
