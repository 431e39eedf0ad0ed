import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import {
  Button,
  ButtonRow,
  CheckboxGroup,
  Details,
  ErrorSummary,
  Fieldset,
  FileField,
  Form,
  InsetText,
  PageHeading,
  SelectField,
  TextArea,
  TextField,
} from '@comity/ui'
import {
  contactRoles,
  designationKey,
  type AuthorityEntry,
  type ContactPoint,
  type EntryDetail,
  type Network,
} from '../contract.ts'
import { findingText } from '../finding/texts.ts'
import { LetterFields } from '../letters/letter-views.tsx'
import { nameIn } from '../pages/words.ts'
import { textsOfPoint, type PointField } from '../rules/point-fields.ts'
import { DesignationFields } from './designation-fields.tsx'
import { Freshness } from './entry-view.tsx'
import { contentText } from './texts.ts'

/** Most bytes of a table of contact points. */
export const MAX_POINTS_BYTES = 256 * 1024

export interface EditPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  readonly detail: EntryDetail
  readonly at: Date
  readonly problems: readonly { readonly path: string; readonly message: string }[]
}

/** `/directory/:id/edit`: an authority confirms its entry, or says how it shall stand from now on. */
export function EditPage({ lang, viewer, detail, at, problems }: EditPageProps) {
  const t = contentText(lang)
  const { entry } = detail
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={nameIn(lang, entry.names)} caption={t('edit')} lead={t('edit-lead')} />
      <p>
        {t('confirmed')}: <Freshness lang={lang} on={detail.confirmedOn} at={at} />
      </p>
      <Form lang={lang} action={`/directory/${entry.id}/confirm`} csrf={viewer.csrf}>
        <InsetText>{t('confirm-hint')}</InsetText>
        <ButtonRow>
          <Button>{t('confirm')}</Button>
        </ButtonRow>
      </Form>
      <Form lang={lang} action={`/directory/${entry.id}/edit`} csrf={viewer.csrf} encoding="multipart">
        <Facts lang={lang} entry={entry} networks={detail.networks} />
        {[...entry.designations, null].map((one, place) => (
          <DesignationFields key={one === null ? 'new' : designationKey(one)} lang={lang} one={one} place={place} />
        ))}
        <h2>{t('contact-points')}</h2>
        <p class="hint">{t('desk-hint')}</p>
        {[...entry.contactPoints, null].map((point, place) => (
          <Details
            key={point?.id ?? 'new'}
            summary={point === null ? t('new-desk') : nameIn(lang, point.names)}
            open={problems.some(({ path }) => path.startsWith(`p.${place}.`))}
          >
            <PointFields lang={lang} point={point} place={place} />
          </Details>
        ))}
        <LetterFields lang={lang} before={entry.nomination} open={problems.some(({ path }) => path.startsWith('letter'))} />
        <FileField lang={lang} name="table" label={t('table')} accept=".csv,text/csv" maxBytes={MAX_POINTS_BYTES} optional />
        <TextArea lang={lang} name="remarks" label={t('remarks')} rows={2} maxLength={1000} optional />
        <ButtonRow>
          <Button>{t('send')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function Facts({
  lang,
  entry,
  networks,
}: {
  readonly lang: Lang
  readonly entry: AuthorityEntry
  readonly networks: readonly Network[]
}) {
  const t = contentText(lang)
  const languages = new Intl.DisplayNames([lang], { type: 'language' })
  return (
    <>
      <Fieldset legend={t('names')}>
        {(['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const).map((one) => (
          <TextField
            key={one}
            lang={lang}
            name={`name.${one}`}
            label={languages.of(one) ?? one}
            value={entry.names[one]}
            maxLength={300}
            optional={one !== 'en'}
          />
        ))}
      </Fieldset>
      <TextField lang={lang} name="address" label={t('address')} value={entry.address} maxLength={500} />
      <TextField
        lang={lang}
        name="email"
        type="email"
        label={t('emails')}
        value={entry.email}
        maxLength={200}
        dir="ltr"
        optional
      />
      <TextField lang={lang} name="phone" type="tel" label={t('phone')} value={entry.phone} maxLength={60} dir="ltr" optional />
      <CheckboxGroup
        lang={lang}
        name="network"
        label={t('memberships')}
        values={entry.memberships.map(({ network }) => network)}
        options={networks.map(({ id, short }) => ({ value: id, label: short }))}
        inline
      />
    </>
  )
}

function PointFields({
  lang,
  point,
  place,
}: {
  readonly lang: Lang
  readonly point: ContactPoint | null
  readonly place: number
}) {
  const t = contentText(lang)
  const texts = point === null ? null : textsOfPoint(point)
  const field = (name: PointField, label: string, hint?: string) => ({
    lang,
    name: `p.${place}.${name}`,
    label,
    value: texts?.[name],
    optional: true,
    ...(hint === undefined ? {} : { hint }),
  })
  const visibilities = (['public', 'members', 'named'] as const).map((value) => ({ value, label: t(value) }))
  const roles = contactRoles.map((value) => ({ value, label: findingText(lang)(`role-${value}`) }))
  return (
    <>
      <TextField {...field('id', t('desk-id'))} maxLength={40} dir="ltr" />
      <SelectField {...field('role', t('role'))} value={texts?.role ?? 'general'} options={roles} />
      <TextField {...field('name', t('names'))} maxLength={300} />
      <SelectField {...field('visibility', t('visibility'))} value={texts?.visibility ?? 'members'} options={visibilities} />
      <TextArea {...field('readers', t('readers'), t('lines-hint'))} rows={2} dir="ltr" />
      <TextField {...field('languages', t('languages'))} maxLength={100} dir="ltr" />
      <TextArea {...field('phones', t('phones'), t('lines-hint'))} rows={2} dir="ltr" />
      <TextArea {...field('emails', t('emails'), t('lines-hint'))} rows={2} dir="ltr" />
      <TextField {...field('zone', t('time-zone'))} maxLength={60} dir="ltr" />
      <TextArea {...field('hours', t('hours'), t('hours-hint'))} rows={2} dir="ltr" />
      <TextField {...field('on-call', t('on-call'))} maxLength={40} dir="ltr" />
      <TextField {...field('deputies', t('deputies'))} maxLength={300} dir="ltr" />
      <TextArea {...field('remarks', t('remarks'))} rows={2} maxLength={1000} />
    </>
  )
}
