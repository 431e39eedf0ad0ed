import type { Lang } from '@comity/i18n'
import type { ComponentChildren } from 'preact'
import { uiText } from '../messages.ts'
import { Bytes, Hash } from './text.tsx'

/** One line of a summary. `changeHref` leads to where it is changed. */
export interface SummaryItem {
  readonly label: string
  readonly value: ComponentChildren
  readonly changeHref?: string | undefined
}

/** Labels and values: the content of a record, or answers to check before sending. */
export function SummaryList({ lang, items }: { readonly lang: Lang; readonly items: readonly SummaryItem[] }) {
  return (
    <dl class="summary">
      {items.map((item) => (
        <div class="summary-row" key={item.label}>
          <dt>{item.label}</dt>
          <dd class="summary-value">{item.value}</dd>
          {item.changeHref !== undefined && (
            <dd class="summary-change">
              <a href={item.changeHref}>
                {uiText(lang)('change')}
                <span class="unseen"> {item.label}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

/** A file as people see it. `sha256` in hexadecimal. */
export interface FileItem {
  readonly name: string
  readonly bytes: number
  /** The kind in words or as a short code, `PDF`. */
  readonly type: string
  readonly sha256?: string | undefined
  readonly href?: string | undefined
  /** A `Tag`, for example the custody state. */
  readonly status?: ComponentChildren
}

/** Files with size, kind and fingerprint. */
export function FileList({
  lang,
  files,
  label,
}: {
  readonly lang: Lang
  readonly files: readonly FileItem[]
  readonly label?: string
}) {
  const t = uiText(lang)
  return (
    <ul class="files" aria-label={label ?? t('files')}>
      {files.map((file) => (
        <li class="file" key={`${file.name} ${file.sha256 ?? ''}`}>
          <span class="file-kind" aria-hidden="true">
            {file.type.slice(0, 4)}
          </span>
          <span class="file-name">
            {file.href === undefined ? (
              <bdi>{file.name}</bdi>
            ) : (
              <a href={file.href} download>
                <span class="unseen">{t('download')} </span>
                <bdi>{file.name}</bdi>
              </a>
            )}
            {file.status !== undefined && <> {file.status}</>}
          </span>
          <span class="file-facts">
            <span>
              <Bytes lang={lang} value={file.bytes} />
            </span>
            {file.sha256 !== undefined && (
              <span>
                <bdi dir="ltr">{t('fingerprint')}</bdi> <Hash lang={lang} value={file.sha256} />
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
