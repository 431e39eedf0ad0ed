import type { Designation } from '@comity/directory/contract'
import { Bdi, Code, InsetText, SummaryList } from '@comity/ui'
import type { Addressee } from '../authorities.ts'
import { sayOr, type Say } from '../texts.ts'
import type { View } from '../view.ts'

/** Languages by name, as the directory lists them. */
export function languageNames(say: Say, codes: readonly string[]): string {
  return codes.map((code) => sayOr(say, `language.${code}`, code)).join(', ')
}

/** Whether a designated authority takes electronic requests: what it has not said is unknown. */
export function electronicText({ electronicAcceptance: accepts }: Designation) {
  if (accepts === undefined) return 'directory.electronic.unknown'
  return accepts ? 'directory.electronic.yes' : 'directory.electronic.no'
}

/** What the directory says of the addressee: seen before anything is sent. */
export function AddresseeFacts({ view: { lang, say }, addressee }: { readonly view: View; readonly addressee: Addressee }) {
  const { designation, host } = addressee
  const facts =
    designation === null
      ? []
      : [
          { label: say('directory.languages'), value: languageNames(say, designation.languages) },
          {
            label: say('directory.electronic'),
            value: say(electronicText(designation)),
          },
          ...(designation.remarks === undefined
            ? []
            : [{ label: say('field.remarks'), value: <Bdi>{designation.remarks}</Bdi> }]),
        ]
  const items = [
    { label: say('send.to'), value: <Bdi>{addressee.name}</Bdi> },
    { label: say('send.node'), value: addressee.nodeOrigin === '' ? say('none') : <Code>{addressee.nodeOrigin}</Code> },
    ...facts,
  ]
  return (
    <>
      <SummaryList lang={lang} items={items} />
      {designation === null && <InsetText tone="warning">{say('directory.noDesignation')}</InsetText>}
      <InsetText>{host === null ? say('directory.ownHost') : say('directory.host', { host })}</InsetText>
    </>
  )
}
