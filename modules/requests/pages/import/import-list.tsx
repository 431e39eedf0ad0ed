import type { Lang } from '@comity/i18n'
import { tableLimits } from '@comity/documents'
import { Bdi, Button, ButtonRow, DataTable, DateTime, EmptyState, ErrorSummary, FileField, Form, PageHeading } from '@comity/ui'
import type { Import } from '../../contract.ts'
import { sayOfImport } from '../../import/texts.ts'

export interface ImportListProps {
  readonly lang: Lang
  readonly csrf: string
  readonly zone: string
  readonly imports: readonly Import[]
  readonly problem: string | undefined
}

/** Where a backlog is uploaded, and what came of earlier ones. */
export function ImportList({ lang, csrf, zone, imports, problem }: ImportListProps) {
  const say = sayOfImport(lang)
  return (
    <>
      <ErrorSummary lang={lang} problems={problem === undefined ? [] : [{ path: 'file', message: problem }]} />
      <PageHeading title={say('title')} lead={say('lead')} />
      <Form lang={lang} action="/requests/import" csrf={csrf} encoding="multipart">
        <FileField
          lang={lang}
          name="file"
          label={say('file')}
          hint={say('file.hint')}
          error={problem}
          accept=".csv,.txt,.tsv,.xlsx"
          maxBytes={tableLimits.bytes}
        />
        <ButtonRow>
          <Button>{say('upload')}</Button>
        </ButtonRow>
      </Form>
      <DataTable
        lang={lang}
        caption={say('earlier')}
        rows={imports}
        rowKey={(one) => one.id}
        empty={<EmptyState title={say('none')} />}
        columns={[
          {
            key: 'file',
            header: say('fileName'),
            names: true,
            cell: (one) => (
              <a href={`/requests/import/${one.id}`}>
                <Bdi>{one.fileName}</Bdi>
              </a>
            ),
          },
          { key: 'state', header: say('state'), cell: (one) => say(`importState.${one.state}`) },
          { key: 'imported', header: say('imported'), cell: (one) => String(one.imported) },
          { key: 'by', header: say('by'), cell: (one) => <Bdi>{one.by}</Bdi> },
          { key: 'at', header: say('at'), cell: (one) => <DateTime lang={lang} at={one.createdAt} zone={zone} /> },
        ]}
      />
    </>
  )
}
