import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import {
  Bdi,
  Button,
  ButtonRow,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  Money,
  NoticeBanner,
  PageHeading,
  SummaryList,
  Tag,
} from '@comity/ui'
import { authorityName } from '@comity/requests/pages'
import type { Asset, Claim, Disputed } from '../../contract.ts'
import { getAsset } from '../../server.ts'
import { exportLedger } from '../lists/export.ts'
import { articleText, problemText, sayOr } from '../texts.ts'
import { assetsCrumb, dayOf, viewOf, type View } from '../view.ts'
import { LedgerTable } from './ledger-table.tsx'
import { Standing, Value } from './words.tsx'

export const OfAsset = z.strictObject({ id: z.uuid() })
const Query = z.strictObject({ format: z.enum(['csv', 'xlsx']).optional() })

/** One asset: where it stands, what may be done, and everything that was done. */
export function addAssetPage(app: App, node: Node): void {
  pageRoute(app, { method: 'GET', url: '/assets/:id', params: OfAsset, query: Query }, async (call) => {
    const view = viewOf(call)
    const asset = await getAsset(node.db, call.viewer, call.params.id, dayOf(node))
    if (call.query.format !== undefined) return exportLedger(view, asset, call.query.format)
    return show({
      title: asset.description,
      current: '/assets',
      breadcrumbs: [assetsCrumb(view.say)],
      body: <AssetView view={view} asset={asset} names={await othersOf(node, view, asset)} />,
    })
  })
}

async function othersOf(node: Node, { lang }: View, { requests }: Asset): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(requests.flatMap(({ counterpart }) => (counterpart === null ? [] : [counterpart])))]
  return new Map(await Promise.all(ids.map(async (id) => [id, await authorityName(node, lang, id)] as const)))
}

interface AssetViewProps {
  readonly view: View
  readonly asset: Asset
  /** What the authorities of its requests are called, by their ids. */
  readonly names: ReadonlyMap<string, string>
}

function AssetView({ view, asset, names }: AssetViewProps) {
  const { lang, say } = view
  const open = asset.disputes.filter(({ settledAt }) => settledAt === null)
  return (
    <>
      <PageHeading
        caption={say(`kind.${asset.kind}`)}
        title={<Bdi>{asset.description}</Bdi>}
        status={<Standing view={view} asset={asset} />}
      />
      {open.length > 0 && (
        <NoticeBanner lang={lang} tone="warning" title={say('disputes.open', { count: open.length })}>
          <a href="#disputes">{say('disputes')}</a>
        </NoticeBanner>
      )}
      <NextSteps view={view} asset={asset} />
      <SummaryList lang={lang} items={factsOf(view, asset)} />
      <LedgerTable view={view} asset={asset} names={names} />
      <p class="exports">
        {say('export')} <a href={`/assets/${asset.id}?format=csv`}>CSV</a> <a href={`/assets/${asset.id}?format=xlsx`}>XLSX</a>
      </p>
      <Requests view={view} asset={asset} names={names} />
      <Claims view={view} asset={asset} />
      {asset.disputes.length > 0 && <Disputes view={view} asset={asset} />}
    </>
  )
}

function NextSteps({ view, asset }: { readonly view: View; readonly asset: Asset }) {
  const { say } = view
  const distributes = view.may('share') && asset.held !== '0.00'
  return (
    <section aria-labelledby="next">
      <h2 id="next">{say('next')}</h2>
      {asset.next.length === 0 && <p>{say('next.none')}</p>}
      <ButtonRow>
        {asset.next.map(({ act, article }) => (
          <span key={act}>
            <Button kind="secondary" href={`/assets/${asset.id}/steps/${act}`}>
              {say(`act.${act}`)}
            </Button>
            <span class="hint"> {articleText(say, article)}</span>
          </span>
        ))}
        {distributes && (
          <span>
            <Button kind="secondary" href={`/assets/${asset.id}/distribute`}>
              {say('distribute')}
            </Button>
            <span class="hint"> {articleText(say, '57(3)–(5)')}</span>
          </span>
        )}
      </ButtonRow>
    </section>
  )
}

function factsOf(view: View, asset: Asset) {
  const { lang, say } = view
  const { freeze } = asset
  const money = (amount: string) => <Money lang={lang} amount={amount} currency={asset.currency} />
  const day = (at: string) => <DateTime lang={lang} at={at} only="date" />
  return [
    { label: say('field.value'), value: <Value view={view} asset={asset} /> },
    {
      label: say('parts'),
      value: asset.balances.map(({ column, amount }) => (
        <div key={column}>
          {say(`column.${column}`)}: {money(amount)}
        </div>
      )),
    },
    ...(asset.held === '0.00' ? [] : [{ label: say('held'), value: money(asset.held) }]),
    { label: say('field.state'), value: <Code>{asset.state.toUpperCase()}</Code> },
    ...(asset.location === null ? [] : [{ label: say('field.location'), value: <Bdi>{asset.location}</Bdi> }]),
    ...(asset.account === null ? [] : [{ label: say('field.account'), value: <Code>{asset.account}</Code> }]),
    ...(freeze === null
      ? []
      : [
          { label: say('freeze.since'), value: day(freeze.since) },
          { label: say('freeze.until'), value: freeze.until === null ? say('furtherOrder') : day(freeze.until) },
          ...(freeze.basis === null ? [] : [{ label: say('field.freezeBasis'), value: say(`basis.${freeze.basis}`) }]),
          { label: say('field.automaticLifting'), value: <Bdi>{freeze.automaticLifting ?? say('none')}</Bdi> },
        ]),
    ...(asset.matterId === null
      ? []
      : [{ label: say('field.matterId'), value: <a href={`/matters/${asset.matterId}`}>{say('field.matterId')}</a> }]),
  ]
}

function Requests({ view, asset, names }: AssetViewProps) {
  const { lang, say } = view
  return (
    <>
      <DataTable
        lang={lang}
        caption={say('requests')}
        rows={asset.requests}
        rowKey={(row) => row.requestId}
        empty={<EmptyState title={say('requests.none')} />}
        columns={[
          {
            key: 'reference',
            header: say('field.requestId'),
            names: true,
            cell: (row) => (
              <a href={`/requests/${row.requestId}`}>
                <Code>{row.reference}</Code>
              </a>
            ),
          },
          { key: 'direction', header: say('requests.direction'), cell: (row) => say(row.direction) },
          {
            key: 'counterpart',
            header: say('requests.counterpart'),
            cell: ({ counterpart }) => <Bdi>{counterpart === null ? '–' : (names.get(counterpart) ?? counterpart)}</Bdi>,
          },
        ]}
      />
      {view.may('link') && (
        <ButtonRow>
          <Button kind="secondary" href={`/assets/${asset.id}/link`}>
            {say('link')}
          </Button>
        </ButtonRow>
      )}
    </>
  )
}

function Claims({ view, asset }: { readonly view: View; readonly asset: Asset }) {
  const { lang, say } = view
  const stateOf = (claim: Claim) => (
    <>
      <Tag tone={claim.state === 'raised' ? 'warning' : 'neutral'}>{say(`claim.${claim.state}`)}</Tag>{' '}
      {claim.state === 'raised' && view.may('claim') && (
        <a href={`/assets/${asset.id}/claims/${claim.id}`}>{say('claims.decide')}</a>
      )}
    </>
  )
  return (
    <>
      <DataTable
        lang={lang}
        caption={say('claims')}
        rows={asset.claims}
        rowKey={(claim) => claim.id}
        empty={<EmptyState title={say('claims.none')} />}
        columns={[
          { key: 'claimant', header: say('field.claimant'), names: true, cell: (claim) => <Bdi>{claim.claimant}</Bdi> },
          { key: 'article', header: say('field.article'), cell: (claim) => articleText(say, claim.article) },
          { key: 'grounds', header: say('field.grounds'), cell: (claim) => <Bdi>{claim.grounds}</Bdi> },
          {
            key: 'amount',
            header: say('entry.amount'),
            align: 'end',
            cell: (claim) =>
              claim.amount === null ? '–' : <Money lang={lang} amount={claim.amount} currency={asset.currency} />,
          },
          { key: 'state', header: say('field.claimState'), cell: stateOf },
        ]}
      />
      {view.may('claim') && (
        <ButtonRow>
          <Button kind="secondary" href={`/assets/${asset.id}/claims/new`}>
            {say('claims.new')}
          </Button>
        </ButtonRow>
      )}
    </>
  )
}

function Disputes({ view, asset }: { readonly view: View; readonly asset: Asset }) {
  const { lang, say } = view
  return (
    <section id="disputes" aria-labelledby="disputes-title">
      <h2 id="disputes-title">{say('disputes')}</h2>
      <p>{say('disputes.lead')}</p>
      <DataTable
        lang={lang}
        caption={say('disputes')}
        hideCaption
        rows={asset.disputes}
        rowKey={(one) => one.id}
        columns={[
          { key: 'at', header: say('field.on'), cell: (one) => <DateTime lang={lang} at={one.at} /> },
          { key: 'told', header: say('told'), names: true, cell: (one) => <Bdi>{toldText(one)}</Bdi> },
          { key: 'reason', header: say('field.reasons'), cell: (one) => reasonText(view, one.reason) },
          {
            key: 'settled',
            header: say('disputes.settle'),
            cell: (one) =>
              one.settledAt !== null ? (
                <Bdi>{one.settlement}</Bdi>
              ) : view.may('settle') ? (
                <a href={`/assets/${asset.id}/disputes/${one.id}`}>{say('disputes.settle')}</a>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </section>
  )
}

function toldText({ kind, told }: Disputed): string {
  const part = (name: string): string => (typeof told[name] === 'string' ? told[name] : '')
  return [part('step') || kind, part('amount'), part('currency'), part('on')].filter((text) => text !== '').join(' · ')
}

/** The code of the refusal and the fields at fault, as they were stored, in words. */
function reasonText({ say }: View, reason: string): string {
  const [code = '', ...faults] = reason.split(' ')
  const fields = faults.map((fault) => {
    const [path = '', message = ''] = fault.split(':')
    return `${sayOr(say, `field.${path}`, path)}: ${problemText(say, message)}`
  })
  return fields.length > 0 ? fields.join(' ') : sayOr(say, `refusal.${code}`, code)
}
