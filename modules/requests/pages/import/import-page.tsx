import { formatNumber, type Lang } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  DataTable,
  EmptyState,
  Form,
  InsetText,
  NoticeBanner,
  PageHeading,
  Stat,
  StatRow,
  Tag,
} from '@comity/ui'
import type { Import } from '../../contract.ts'
import { sayOfImport } from '../../import/texts.ts'

export interface ImportPageProps {
  readonly lang: Lang
  readonly csrf: string
  readonly shown: Import
}

/** An import after its trial run: what would come, what came, what is wrong, and the way back. */
export function ImportPage(props: ImportPageProps) {
  const { lang, shown } = props
  const say = sayOfImport(lang)
  const number = (value: number) => formatNumber(lang, value)
  return (
    <>
      <PageHeading
        caption={say('title')}
        title={<Bdi>{shown.fileName}</Bdi>}
        status={<Tag tone={shown.state === 'done' ? 'success' : 'info'}>{say(`importState.${shown.state}`)}</Tag>}
      />
      {shown.state === 'undone' ? <InsetText>{say('undone')}</InsetText> : null}
      {shown.state === 'done' && <NoticeBanner lang={lang} tone="success" title={say('finished')} />}
      {shown.state !== 'undone' && (
        <StatRow>
          <Stat label={say('rows')} value={number(shown.rows)} />
          {shown.state !== 'done' && <Stat label={say('ready')} value={number(shown.ready)} />}
          {shown.state !== 'checked' && <Stat label={say('imported')} value={number(shown.imported)} />}
          <Stat label={say('known')} value={number(shown.known)} />
          <Stat label={say('faulty')} value={number(shown.faulty)} />
        </StatRow>
      )}
      <NextAct {...props} />
      {shown.state !== 'undone' && <Faults lang={lang} shown={shown} />}
      <Undo {...props} />
    </>
  )
}

function NextAct({ lang, csrf, shown }: ImportPageProps) {
  const say = sayOfImport(lang)
  const action = `/requests/import/${shown.id}/run`
  if (shown.state === 'checked')
    return (
      <Form lang={lang} action={action} csrf={csrf}>
        <InsetText tone="info">
          {say('nothingYet')} {shown.faulty > 0 && say('import.lead')}
        </InsetText>
        <ButtonRow>
          {shown.ready > 0 && <Button>{say('import', { count: shown.ready })}</Button>}
          <Button kind="secondary" href={`/requests/import/${shown.id}?map=1`}>
            {say('change')}
          </Button>
        </ButtonRow>
      </Form>
    )
  if (shown.state === 'running')
    return (
      <Form lang={lang} action={action} csrf={csrf}>
        <p>{say('running', { done: shown.imported, all: shown.imported + shown.ready })}</p>
        <progress value={shown.imported} max={shown.imported + shown.ready} aria-label={say('imported')} />
        <ButtonRow>
          <Button>{say('continue')}</Button>
        </ButtonRow>
      </Form>
    )
  return (
    <ButtonRow>
      {shown.imported > 0 && <Button href={`/requests/${shown.mapping.direction ?? 'incoming'}`}>{say('seeList')}</Button>}
      <Button kind="secondary" href="/requests/import">
        {say('again')}
      </Button>
    </ButtonRow>
  )
}

function Faults({ lang, shown }: { readonly lang: Lang; readonly shown: Import }) {
  const say = sayOfImport(lang)
  return (
    <>
      <h2>{say('faults')}</h2>
      {shown.faulty > 0 && (
        <>
          <p>{say('faults.lead')}</p>
          <ButtonRow>
            <Button kind="secondary" href={`/requests/import/${shown.id}/bad-rows.csv`}>
              {say('bad')}
            </Button>
          </ButtonRow>
        </>
      )}
      <DataTable
        lang={lang}
        caption={say('faults')}
        hideCaption
        rows={shown.faults}
        rowKey={(fault) => `${fault.row} ${fault.field} ${fault.fault}`}
        empty={<EmptyState title={say('faults.none')} />}
        columns={[
          { key: 'row', header: say('row'), names: true, cell: (fault) => String(fault.row) },
          {
            key: 'column',
            header: say('column'),
            cell: (fault) => <Bdi>{columnOf(shown, fault.field) ?? say(`field.${fault.field}`)}</Bdi>,
          },
          {
            key: 'value',
            header: say('value'),
            cell: (fault) => <Bdi>{fault.value === '' ? '–' : fault.value.slice(0, 80)}</Bdi>,
          },
          { key: 'what', header: say('problem'), cell: (fault) => say(`fault.${fault.fault}`) },
        ]}
      />
    </>
  )
}

function columnOf({ header, mapping }: Import, field: Import['faults'][number]['field']): string | undefined {
  const at = mapping.columns.indexOf(field)
  return at < 0 || header[at] === '' ? undefined : header[at]
}

function Undo({ lang, csrf, shown }: ImportPageProps) {
  const say = sayOfImport(lang)
  if (shown.state !== 'done' && shown.state !== 'running') return null
  return (
    <Form lang={lang} action={`/requests/import/${shown.id}/undo`} csrf={csrf}>
      <h2>{say('undo')}</h2>
      <p class="hint">{say('undo.lead')}</p>
      <ButtonRow>
        <Button kind="danger">{say('undo')}</Button>
      </ButtonRow>
    </Form>
  )
}
