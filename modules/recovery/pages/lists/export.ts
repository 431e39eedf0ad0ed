import { writeCsv, writeXlsx } from '@comity/documents'
import { download, type PageAnswer } from '@comity/http'
import { directionOf } from '@comity/i18n'
import type { Asset, AssetRow } from '../../contract.ts'
import type { View } from '../view.ts'

type Format = 'csv' | 'xlsx'

/** The list of assets as a file. */
export function exportList(view: View, rows: readonly AssetRow[], format: Format): Promise<PageAnswer> {
  const { say } = view
  const header = [
    say('field.description'),
    say('field.kind'),
    say('field.column'),
    say('field.value'),
    say('field.currency'),
    say('field.state'),
    say('field.location'),
    say('field.account'),
    say('freeze.since'),
    say('freeze.until'),
  ]
  const lines = rows.map((row) => [
    row.description,
    say(`kind.${row.kind}`),
    row.columns.map((column) => say(`column.${column}`)).join(', '),
    row.value ?? '',
    row.currency,
    row.state.toUpperCase(),
    row.location ?? '',
    row.account ?? '',
    row.frozenSince ?? '',
    row.frozenUntil ?? '',
  ])
  return written(view, 'assets', format, [header, ...lines])
}

/** The ledger of one asset as a file. */
export function exportLedger(view: View, asset: Asset, format: Format): Promise<PageAnswer> {
  const { say } = view
  const header = [
    '#',
    say('field.on'),
    say('entry.step'),
    say('field.from'),
    say('field.column'),
    say('entry.amount'),
    say('field.currency'),
    say('field.rateValue'),
    say('field.rateSource'),
    say('field.legalBasis'),
    say('field.requestId'),
    say('entry.by'),
    say('field.note'),
  ]
  const lines = asset.entries.map((entry) => [
    String(entry.sequence),
    entry.on,
    say(`act.${entry.act}`),
    entry.from === null ? '' : say(`column.${entry.from}`),
    entry.to === null ? '' : say(`column.${entry.to}`),
    entry.amount ?? '',
    entry.currency,
    entry.rate?.value ?? '',
    entry.rate === null ? '' : `${entry.rate.source}, ${entry.rate.on}`,
    entry.legalBasis ?? '',
    entry.requestReference ?? '',
    `${entry.state.toUpperCase()} ${entry.actorName}`,
    entry.note ?? '',
  ])
  return written(view, `asset-${asset.id}`, format, [header, ...lines])
}

async function written(view: View, name: string, format: Format, rows: readonly (readonly string[])[]): Promise<PageAnswer> {
  if (format === 'csv') return download({ name: `${name}.csv`, mediaType: 'text/csv', bytes: writeCsv(rows) })
  const [header = [], ...lines] = rows
  const bytes = await writeXlsx([{ name: view.say('title'), header, rows: lines, rightToLeft: directionOf(view.lang) === 'rtl' }])
  return download({ name: `${name}.xlsx`, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', bytes })
}
