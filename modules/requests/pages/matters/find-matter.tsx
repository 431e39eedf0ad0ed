import { Button, ButtonRow, Code, Bdi, DataTable, EmptyState, Form, SearchBar, Tag, TextField } from '@comity/ui'
import type { MatterRow } from '../../contract.ts'
import type { View } from '../view.ts'
import type { SayOfMatters } from './matter-scene.ts'

interface FindMatterProps {
  readonly view: View
  readonly t: SayOfMatters
  /** The page that searches, by GET. */
  readonly page: string
  readonly text: string | undefined
  readonly rows: readonly MatterRow[]
  /** Where a choice is sent, as the field `to`. */
  readonly action: string
  readonly button: string
  /** Asks why beside each choice, where there is a label for it. */
  readonly reason?: { readonly label: string; readonly wrong: { readonly to: string; readonly error: string } | null }
}

/** Looks for a matter among those that the reader sees, and chooses one. */
export function FindMatter({ view, t, page, text, rows, action, button, reason }: FindMatterProps) {
  const { lang, csrf } = view
  return (
    <>
      <SearchBar lang={lang} action={page} name="text" label={t('links.search')} value={text} />
      <DataTable
        lang={lang}
        caption={t('links.search')}
        hideCaption
        rows={rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('links.nothing')} />}
        columns={[
          {
            key: 'title',
            header: view.say('field.title'),
            names: true,
            cell: (row) => (
              <>
                <Code>{row.reference}</Code> <Bdi>{row.title}</Bdi> {row.closedAt !== null && <Tag>{t('closed')}</Tag>}
              </>
            ),
          },
          {
            key: 'choose',
            header: t('actions'),
            cell: (row) => (
              <Form lang={lang} csrf={csrf} action={action}>
                <input type="hidden" name="to" value={row.id} />
                {reason !== undefined && (
                  <TextField
                    lang={lang}
                    name={`reason-${row.id}`}
                    label={reason.label}
                    maxLength={500}
                    error={reason.wrong?.to === row.id ? reason.wrong.error : undefined}
                  />
                )}
                <ButtonRow>
                  <Button kind="secondary">
                    {button}
                    <span class="unseen"> {row.reference}</span>
                  </Button>
                </ButtonRow>
              </Form>
            ),
          },
        ]}
      />
    </>
  )
}
