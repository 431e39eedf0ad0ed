import { Bdi, Code, DateTime, Tag, type Result } from '@comity/ui'
import type { SearchHit } from '../../contract.ts'
import { isExportKey, sayOfExport } from '../../export/texts.ts'
import { sayOfSearch } from '../../search/texts.ts'
import { sayOr } from '../texts.ts'
import type { View } from '../view.ts'

/** A hit as it is shown: what it is, where it belongs, when it was, and the place where the words stand. */
export function resultOf(view: View, hit: SearchHit, names: ReadonlyMap<string, string>): Result {
  const { lang, zone } = view
  const t = sayOfSearch(lang)
  const counterpart = hit.counterpart === null ? hit.counterpartName : (names.get(hit.counterpart) ?? hit.counterpart)
  return {
    key: `${hit.requestId ?? hit.matterId ?? ''} ${hit.kind} ${hit.step?.sequence ?? ''} ${hit.file?.sha256 ?? ''}`,
    href: hrefOf(hit),
    kind: <Tag tone={hit.kind === 'request' || hit.kind === 'matter' ? 'info' : 'neutral'}>{t(`kind.${hit.kind}`)}</Tag>,
    title: <Bdi>{titleOf(view, hit)}</Bdi>,
    facts: (
      <>
        <Code>{hit.reference}</Code>
        {(hit.step !== null || hit.file !== null) && <Bdi>{hit.subject}</Bdi>}
        {hit.direction !== null && <span>{t(`direction.${hit.direction}`)}</span>}
        {counterpart !== null && <Bdi>{counterpart}</Bdi>}
        <DateTime lang={lang} at={hit.at} zone={zone} />
      </>
    ),
    excerpt: hit.excerpt,
  }
}

function titleOf({ lang, say }: View, { step, file, subject, reference }: SearchHit): string {
  if (file !== null) return file.name
  if (step === null) return subject === '' ? reference : subject
  const key = `act.${step.act}`
  return isExportKey(key) ? sayOfExport(lang)(key) : sayOr(say, key, step.act)
}

function hrefOf({ requestId, matterId, step }: SearchHit): string {
  if (requestId === null) return `/matters/${matterId ?? ''}`
  return `/requests/${requestId}${step === null ? '' : `#entry-${step.sequence}`}`
}
