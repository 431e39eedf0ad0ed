import type { Problem } from '@comity/errors'
import { Bdi, InsetText } from '@comity/ui'
import {
  Button,
  ButtonRow,
  DateField,
  ErrorSummary,
  FileField,
  Form,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '@comity/ui'
import { attachmentTypes, exhibitKinds, MAX_ATTACHMENT_BYTES, type Exhibit } from '../../contract.ts'
import type { Typed } from '../form/read-fields.ts'
import type { MatterScene } from './matter-scene.ts'

interface ExhibitFormProps extends MatterScene {
  readonly title: string
  readonly action: string
  readonly typed: Typed
  readonly problems: readonly Problem[]
  /** Its file is a document that came with a request: none is chosen here. */
  readonly taken: boolean
  /** It has a file, which another would replace. */
  readonly filed: boolean
  /** What somebody else saved meanwhile. */
  readonly theirs: Exhibit | null
}

/** One exhibit: what it is, where it is kept, from whom it came, and its file. */
export function ExhibitForm({ view, t, matter, title, action, typed, problems, taken, filed, theirs }: ExhibitFormProps) {
  const { lang, say, csrf } = view
  const own = (name: string) => ({ lang, name, value: typed[name], error: problems.find(({ path }) => path === name)?.message })
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={title} />
      {theirs !== null && (
        <InsetText tone="info">
          <p>{say('conflict.theirs')}</p>
          <p>
            <Bdi>{[theirs.label, theirs.description, theirs.heldBy, theirs.receivedFrom].filter(Boolean).join(' · ')}</Bdi>
          </p>
        </InsetText>
      )}
      <Form lang={lang} csrf={csrf} action={action} encoding="multipart">
        {(['revision', 'requestId', 'sha256'] as const).map((name) =>
          typed[name] === undefined ? null : <input key={name} type="hidden" name={name} value={typed[name]} />,
        )}
        <TextField {...own('label')} label={t('exhibit.label')} hint={t('exhibit.label.hint')} optional width="short" />
        <SelectField
          {...own('kind')}
          label={t('exhibit.kind')}
          options={exhibitKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
        />
        <TextArea {...own('description')} label={t('exhibit.description')} rows={4} />
        <DateField {...own('datedOn')} label={t('exhibit.datedOn')} optional />
        <TextField {...own('heldBy')} label={t('exhibit.heldBy')} optional />
        <TextField {...own('receivedFrom')} label={t('exhibit.receivedFrom')} optional />
        {!taken && (
          <FileField
            lang={lang}
            name="files"
            label={t('exhibit.file')}
            hint={filed ? t('exhibit.file.hint') : undefined}
            error={problems.find(({ path }) => path === 'files')?.message}
            optional
            accept={attachmentTypes.join(',')}
            maxBytes={MAX_ATTACHMENT_BYTES}
          />
        )}
        <ButtonRow>
          <Button>{say('button.save')}</Button>
          <Button kind="link" href={`/matters/${matter.id}/exhibits`}>
            {say('button.cancel')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
