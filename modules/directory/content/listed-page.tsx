import type { Lang } from '@comity/i18n'
import { Bdi, InsetText, PageHeading, SummaryList } from '@comity/ui'
import type { EntryDetail, Names } from '../contract.ts'
import { directoryText } from '../messages.ts'
import { Designations } from '../pages/authority-page.tsx'
import { nameIn } from '../pages/words.ts'
import { EntryDoors } from './entry-doors.tsx'
import { EntryView, Freshness } from './entry-view.tsx'
import { contentText } from './texts.ts'

interface ListedPageProps {
  readonly lang: Lang
  readonly detail: EntryDetail
  readonly stateNames: Names
  readonly at: Date
}

/** `/directory/:id` of an authority that has no node: how to reach it all the same. */
export function ListedPage({ lang, detail, stateNames, at }: ListedPageProps) {
  const t = contentText(lang)
  const { entry } = detail
  const items = [
    { label: t('address'), value: <Bdi>{entry.address}</Bdi> },
    { label: t('emails'), value: <Bdi>{entry.email ?? t('unknown')}</Bdi> },
    { label: t('phone'), value: <Bdi>{entry.phone ?? t('unknown')}</Bdi> },
    { label: t('confirmed'), value: <Freshness lang={lang} on={detail.confirmedOn} at={at} /> },
    ...(detail.source === null ? [] : [{ label: t('source'), value: <Bdi>{detail.source}</Bdi> }]),
  ]
  return (
    <>
      <PageHeading
        caption={
          <>
            <a href={`/directory/states/${entry.state}`}>
              <Bdi>{nameIn(lang, stateNames)}</Bdi>
            </a>{' '}
            · {directoryText(lang)(`kind-${entry.kind}`)}
          </>
        }
        title={<Bdi>{nameIn(lang, entry.names)}</Bdi>}
      />
      <InsetText>{t('no-node')}</InsetText>
      <SummaryList lang={lang} items={items} />
      <Designations lang={lang} all={entry.designations} />
      <EntryView lang={lang} detail={detail} at={at} />
      <EntryDoors lang={lang} detail={detail} />
    </>
  )
}
