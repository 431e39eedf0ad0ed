import { RadioGroup } from '@comity/ui'
import type { Addressee } from '../authorities.ts'
import type { View } from '../view.ts'
import { languageNames } from './addressee-facts.tsx'

interface AddresseeChoiceProps {
  readonly view: View
  readonly addressees: readonly Addressee[]
  readonly value: string | undefined
  readonly error: string | undefined
}

/** Which authority is asked, each with what it accepts and who can read its node. */
export function AddresseeChoice({ view, addressees, value, error }: AddresseeChoiceProps) {
  const { lang, say } = view
  return (
    <RadioGroup
      lang={lang}
      name="counterpart"
      label={say('new.counterpart')}
      hint={say('new.counterpart.hint')}
      value={value}
      error={error}
      options={addressees.map((one) => ({ value: one.id, label: one.name, hint: hintOf(view, one) }))}
    />
  )
}

function hintOf({ say }: View, { designation, host }: Addressee): string {
  const parts =
    designation === null
      ? [say('directory.noDesignation')]
      : [
          `${say('directory.languages')}: ${languageNames(say, designation.languages)}`,
          say(designation.electronicAcceptance ? 'directory.electronic.yes' : 'directory.electronic.no'),
        ]
  return [...parts, host === null ? say('directory.ownHost') : say('directory.host', { host })].join(' · ')
}
