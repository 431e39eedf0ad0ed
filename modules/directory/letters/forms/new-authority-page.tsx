import type { Viewer } from '@comity/http'
import type { Lang } from '@comity/i18n'
import { Button, ButtonRow, ErrorSummary, Fieldset, Form, PageHeading, SelectField, TextArea, TextField } from '@comity/ui'
import { authorityKinds } from '../../authority.ts'
import type { Fields } from '../../content/entry-form.ts'
import { contentText } from '../../content/texts.ts'
import type { State } from '../../contract.ts'
import { directoryText } from '../../messages.ts'
import { nameIn } from '../../pages/words.ts'
import { LetterFields } from '../letter-views.tsx'
import { letterText } from '../texts.ts'
import { NewDesignation } from './designation-fields.tsx'

export interface NewAuthorityPageProps {
  readonly lang: Lang
  readonly viewer: Viewer
  /** The States for which this office may propose one. */
  readonly states: readonly Pick<State, 'code' | 'names'>[]
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  /** What was typed before, where it did not hold. */
  readonly typed: Fields
}

/** `/directory/new`: the State's central authority, or the secretariat, proposes an authority that is not listed yet. */
export function NewAuthorityPage({ lang, viewer, states, problems, typed }: NewAuthorityPageProps) {
  const t = letterText(lang)
  const c = contentText(lang)
  const d = directoryText(lang)
  const text = (name: string): string => [typed[name] ?? ''].flat().join('\n')
  const error = (name: string): string | undefined => problems.find(({ path }) => path === name)?.message
  const open = (start: string): boolean => problems.some(({ path }) => path.startsWith(start))
  const field = (name: string, label: string) => ({ lang, name, label, value: text(name), error: error(name) })
  const [only] = states.length === 1 ? states : []
  const languages = new Intl.DisplayNames([lang], { type: 'language' })
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={t('new-authority')} lead={t('new-authority-lead')} />
      <Form lang={lang} action="/directory/new" csrf={viewer.csrf} encoding="multipart">
        <SelectField
          {...field('state', t('state'))}
          value={only?.code ?? text('state')}
          options={[
            ...(only === undefined ? [{ value: '', label: t('none') }] : []),
            ...states.map(({ code, names }) => ({ value: code, label: nameIn(lang, names) })),
          ]}
        />
        <TextField {...field('id', t('id'))} hint={t('id-hint')} maxLength={60} dir="ltr" />
        <SelectField
          {...field('kind', t('kind'))}
          value={text('kind') === '' ? 'other' : text('kind')}
          options={authorityKinds.filter((kind) => kind !== 'secretariat').map((value) => ({ value, label: d(`kind-${value}`) }))}
        />
        <Fieldset legend={c('names')}>
          {(['en', 'ar', 'zh', 'fr', 'ru', 'es'] as const).map((one) => (
            <TextField key={one} {...field(`name.${one}`, languages.of(one) ?? one)} maxLength={300} optional={one !== 'en'} />
          ))}
        </Fieldset>
        <TextField {...field('address', c('address'))} maxLength={500} />
        <TextField {...field('email', c('emails'))} type="email" maxLength={200} dir="ltr" optional />
        <TextField {...field('phone', c('phone'))} type="tel" maxLength={60} dir="ltr" optional />
        <TextField {...field('website', t('website'))} type="url" maxLength={300} dir="ltr" optional />
        <NewDesignation
          lang={lang}
          place={0}
          states={states}
          territory={only?.code}
          summary={t('first-designation')}
          open={open('d.')}
          typed={typed}
        />
        <LetterFields lang={lang} before={undefined} open={open('letter')} />
        <TextArea {...field('remarks', c('remarks'))} rows={2} maxLength={1000} optional />
        <ButtonRow>
          <Button>{c('send')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
