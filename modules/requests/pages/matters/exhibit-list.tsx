import { formatDate } from '@comity/i18n'
import {
  Bdi,
  Button,
  ButtonRow,
  Card,
  Code,
  DataTable,
  DateTime,
  EmptyState,
  FileList,
  Form,
  InsetText,
  PageHeading,
  SelectField,
  SummaryList,
} from '@comity/ui'
import type { Exhibit, Laggard, Takeable } from '../../contract.ts'
import { present } from '../../rules/exhibits.ts'
import type { MatterScene } from './matter-scene.ts'

export interface ExhibitListProps extends MatterScene {
  readonly takeable: readonly Takeable[]
  /** Drafts of the matter to which a file can go. */
  readonly drafts: readonly Laggard[]
  readonly names: ReadonlyMap<string, string>
}

/** The exhibits of a matter, what can be made one, and what was taken away. */
export function ExhibitList(props: ExhibitListProps) {
  const { view, t, matter, writes, takeable } = props
  const shown = present(matter.exhibits)
  const removed = matter.exhibits.filter(({ removedAt }) => removedAt !== undefined)
  const add = writes ? <Button href={`/matters/${matter.id}/exhibits/new`}>{t('exhibit.add')}</Button> : undefined
  return (
    <>
      <PageHeading title={t('exhibits')} lead={t('exhibits.lead')} actions={shown.length === 0 ? undefined : add} />
      {shown.length === 0 && <EmptyState title={t('exhibits.none')} action={add} />}
      {shown.map((exhibit) => (
        <ExhibitCard key={exhibit.id} {...props} exhibit={exhibit} />
      ))}
      {writes && takeable.length > 0 && <TakeableTable {...props} />}
      {removed.length > 0 && (
        <section>
          <h2>{t('exhibit.removed')}</h2>
          {removed.map((exhibit) => (
            <InsetText key={exhibit.id}>
              <p>
                <Code>{exhibit.label}</Code> <Bdi>{exhibit.description}</Bdi>
              </p>
              {writes && (
                <Form lang={view.lang} csrf={view.csrf} action={`/matters/${matter.id}/exhibits/${exhibit.id}/restore`}>
                  <ButtonRow>
                    <Button kind="secondary">
                      {t('exhibit.restore')}
                      <span class="unseen"> {exhibit.label}</span>
                    </Button>
                  </ButtonRow>
                </Form>
              )}
            </InsetText>
          ))}
        </section>
      )}
    </>
  )
}

interface ExhibitProps extends ExhibitListProps {
  readonly exhibit: Exhibit
}

function ExhibitCard(props: ExhibitProps) {
  const { view, t, matter, exhibit, writes } = props
  const { lang } = view
  const { file, origin } = exhibit
  const facts = [
    { label: t('exhibit.kind'), value: t(`kind.${exhibit.kind}`) },
    ...(exhibit.datedOn === undefined ? [] : [{ label: t('exhibit.datedOn'), value: formatDate(lang, exhibit.datedOn) }]),
    ...(exhibit.heldBy === undefined ? [] : [{ label: t('exhibit.heldBy'), value: <Bdi>{exhibit.heldBy}</Bdi> }]),
    ...(exhibit.receivedFrom === undefined
      ? []
      : [{ label: t('exhibit.receivedFrom'), value: <Bdi>{exhibit.receivedFrom}</Bdi> }]),
    ...(origin === undefined
      ? []
      : [
          {
            label: t('exhibit.origin'),
            value: (
              <a href={`/requests/${origin.requestId}`}>
                <Code>{origin.reference}</Code>
              </a>
            ),
          },
        ]),
  ]
  return (
    <Card title={`${exhibit.label} · ${short(exhibit.description)}`} footer={writes ? <Acts {...props} /> : undefined}>
      {exhibit.description.length > SHORT && (
        <p>
          <Bdi>{exhibit.description}</Bdi>
        </p>
      )}
      <SummaryList lang={lang} items={facts} />
      {file === undefined ? (
        <p class="hint">{t('exhibit.noFile')}</p>
      ) : (
        <FileList
          lang={lang}
          files={[{ ...file, type: typeOf(file.name), href: `/matters/${matter.id}/files/${file.sha256}` }]}
        />
      )}
    </Card>
  )
}

const SHORT = 120

function short(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text
}

function typeOf(name: string): string {
  return name.includes('.') ? (name.split('.').at(-1) ?? '').toUpperCase() : '?'
}

function Acts({ view: { lang, say, csrf }, t, matter, exhibit, drafts, names }: ExhibitProps) {
  const url = `/matters/${matter.id}/exhibits/${exhibit.id}`
  const choices = drafts
    .filter(({ state }) => state === 'draft')
    .map(({ requestId, reference, counterpart }) => ({
      value: requestId,
      label: `${reference} · ${counterpart === null ? say('none') : (names.get(counterpart) ?? counterpart)}`,
    }))
  const name = <span class="unseen"> {exhibit.label}</span>
  return (
    <>
      {exhibit.file !== undefined && choices.length > 0 && (
        <Form lang={lang} csrf={csrf} action={`${url}/attach`} id={`attach-${exhibit.id}`}>
          <SelectField lang={lang} name={`to-${exhibit.id}`} label={t('exhibit.attachTo')} options={choices} />
          <ButtonRow>
            <Button kind="secondary">
              {t('exhibit.attach')}
              {name}
            </Button>
          </ButtonRow>
        </Form>
      )}
      <Form lang={lang} csrf={csrf} action={`${url}/remove`}>
        <ButtonRow>
          <Button kind="secondary" href={url}>
            {t('exhibit.change')}
            {name}
          </Button>
          <Button kind="danger">
            {t('exhibit.remove')}
            {name}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function TakeableTable({ view: { lang, say, zone }, t, matter, takeable }: ExhibitListProps) {
  return (
    <section>
      <h2>{t('exhibit.from')}</h2>
      <InsetText>{t('exhibit.from.lead')}</InsetText>
      <DataTable
        lang={lang}
        caption={t('exhibit.from')}
        hideCaption
        rows={takeable}
        rowKey={({ requestId, sha256, at }) => `${requestId}${sha256}${at}`}
        columns={[
          { key: 'name', header: t('exhibit.file'), names: true, cell: ({ name }) => <Bdi>{name}</Bdi> },
          { key: 'request', header: t('exhibit.origin'), cell: ({ reference }) => <Code>{reference}</Code> },
          { key: 'at', header: say('field.changedAt'), cell: ({ at }) => <DateTime lang={lang} at={at} zone={zone} /> },
          {
            key: 'take',
            header: t('actions'),
            cell: ({ requestId, sha256, name }) => (
              <a href={`/matters/${matter.id}/exhibits/new?${new URLSearchParams({ requestId, sha256 }).toString()}`}>
                {t('exhibit.take')}
                <span class="unseen"> {name}</span>
              </a>
            ),
          },
        ]}
      />
    </section>
  )
}
