import { Button, ButtonRow, InsetText } from '@comity/ui'
import type { Request } from '../../contract.ts'
import { sayOfExport } from '../../export/texts.ts'
import { sayOffNetwork } from '../../off-network/texts.ts'
import type { View } from '../view.ts'

interface OffNetworkProps {
  readonly view: View
  readonly request: Request
  readonly name: string
}

/** How one speaks with a counterpart that has no node: letters out, letters in. */
export function OffNetwork({ view: { lang, registers }, request, name }: OffNetworkProps) {
  const say = sayOffNetwork(lang)
  return (
    <>
      <InsetText>{say('offNetwork', { name, channel: sayOfExport(lang)(`channel.${request.channel}`) })}</InsetText>
      {registers && (
        <ButtonRow>
          <Button kind="secondary" href={`/requests/${request.id}/register-arrival`}>
            {say('arrival.title')}
          </Button>
        </ButtonRow>
      )}
    </>
  )
}
