import { formatDate } from '@comity/i18n'
import { Bdi, Code, DataTable, DateTime, Money, Tag } from '@comity/ui'
import type { Asset, Entry } from '../../contract.ts'
import { runningBalances } from '../../rules/running-balances.ts'
import { articleText, sayOr } from '../texts.ts'
import type { View } from '../view.ts'

/** The ledger as a table with a running balance; every line stays, reversed ones are marked. */
export function LedgerTable({ view, asset }: { readonly view: View; readonly asset: Asset }) {
  const { lang, say } = view
  const balances = runningBalances(asset.entries)
  const reversed = new Set(asset.entries.map(({ reverses }) => reverses))
  const money = (amount: string) => <Money lang={lang} amount={amount} currency={asset.currency} />
  const correctable = (entry: Entry) =>
    view.may('reverse') && entry.act !== 'reverse' && !reversed.has(entry.id) && view.may(entry.act)
  return (
    <DataTable
      lang={lang}
      caption={say('history')}
      rows={asset.entries}
      rowKey={(entry) => entry.id}
      columns={[
        { key: 'on', header: say('field.on'), cell: (entry) => <DateTime lang={lang} at={entry.on} only="date" /> },
        {
          key: 'step',
          header: say('entry.step'),
          names: true,
          cell: (entry) => (
            <>
              {say(`act.${entry.act}`)} {reversed.has(entry.id) && <Tag tone="warning">{say('reversed')}</Tag>}
              <EntryDetail view={view} entry={entry} />
            </>
          ),
        },
        { key: 'move', header: say('entry.move'), cell: (entry) => <Move view={view} entry={entry} /> },
        {
          key: 'amount',
          header: say('entry.amount'),
          align: 'end',
          cell: (entry) => (entry.amount === null ? say('whole') : money(entry.amount)),
        },
        { key: 'balance', header: say('balance'), align: 'end', cell: (entry) => money(balances.get(entry.id) ?? '0') },
        { key: 'by', header: say('entry.by'), cell: (entry) => <By view={view} entry={entry} /> },
        ...(view.may('reverse')
          ? [
              {
                key: 'reverse',
                header: say('reverse'),
                cell: (entry: Entry) =>
                  correctable(entry) ? (
                    <a href={`/assets/${asset.id}/entries/${entry.id}/reverse`}>
                      {say('reverse')}
                      <span class="unseen"> {say(`act.${entry.act}`)}</span>
                    </a>
                  ) : (
                    ''
                  ),
              },
            ]
          : []),
      ]}
    />
  )
}

function Move({ view: { say }, entry }: { readonly view: View; readonly entry: Entry }) {
  const name = (column: Entry['from']) => (column === null ? '–' : say(`column.${column}`))
  return (
    <>
      {name(entry.from)} → {name(entry.to)}
    </>
  )
}

function By({ view, entry }: { readonly view: View; readonly entry: Entry }) {
  return (
    <>
      <Code>{entry.state.toUpperCase()}</Code> <Bdi>{entry.actorName}</Bdi>
      {entry.requestId !== null && (
        <div class="hint">
          <a href={`/requests/${entry.requestId}`}>
            <Code>{entry.requestReference}</Code>
          </a>
        </div>
      )}
      {entry.dossierId !== null && (
        <div class="hint">
          {entry.requestId === null ? view.say('told') : <a href={`/requests/${entry.requestId}#timeline`}>{view.say('told')}</a>}
        </div>
      )}
    </>
  )
}

function EntryDetail({ view, entry }: { readonly view: View; readonly entry: Entry }) {
  const { lang, say } = view
  const { details, rate, original, valuation } = entry
  return (
    <div class="hint">
      {entry.legalBasis !== null && <div>{articleText(say, entry.legalBasis)}</div>}
      {valuation !== null && <div>{say(`valuation.${valuation.kind}`)}</div>}
      {original !== null && <Money lang={lang} amount={original.amount} currency={original.currency} />}
      {rate !== null && (
        <div>
          <Bdi>{say('rate.applied', { from: rate.from, to: rate.to, value: rate.value, on: rate.on, source: rate.source })}</Bdi>
        </div>
      )}
      {details.hearing !== undefined && <div>{say(`hearing.${details.hearing}`)}</div>}
      {details.returnBasis !== undefined && <div>{say(`return.${details.returnBasis}`)}</div>}
      {textual.map((name) => {
        const text = details[name]
        return text === undefined ? null : (
          <div key={name}>
            {sayOr(say, `field.${name}`, name)}: <Bdi>{name === 'until' ? formatDate(lang, text) : text}</Bdi>
          </div>
        )
      })}
      {entry.note !== null && <Bdi>{entry.note}</Bdi>}
      {entry.document !== null && entry.requestId !== null && (
        <a href={`/api/requests/${entry.requestId}/files/${entry.document.sha256}`} download>
          <Bdi>{entry.document.name}</Bdi>
        </a>
      )}
    </div>
  )
}

const textual = [
  'until',
  'automaticLifting',
  'orderReference',
  'recipient',
  'agreement',
  'evidence',
  'reasons',
  'hearingImpossible',
  'finalityWaived',
] as const
