import { Bdi, Button, ButtonRow, Form, NoticeBanner, PageHeading, SummaryList } from '@comity/ui'
import type { FieldSpec } from '../form/specs.ts'
import type { Typed } from '../form/read-fields.ts'
import type { Key } from '../texts.ts'
import type { Hurt, StepForm } from './step.ts'
import { sayOfSteps } from './texts.ts'

export interface ConfirmProps {
  readonly form: StepForm
  readonly hurt: Hurt
  readonly page: string
  readonly button: Key
  readonly fields: readonly FieldSpec[]
}

/** Asks once more before what hurts: what will happen, what cannot be undone, who is told. Going back loses nothing typed. */
export function Confirm({ form: { view, scene, typed }, hurt, page, button, fields }: ConfirmProps) {
  const { lang, say, csrf } = view
  const { request, addressee } = scene
  const t = sayOfSteps(lang)
  const name = addressee?.name ?? request.counterpartName ?? ''
  const told = hurt === 'discard' ? t('told.nobody') : t(request.channel === 'network' ? 'told.them' : 'told.letter', { name })
  return (
    <>
      <PageHeading
        caption={<Bdi>{request.content.subject ?? request.ownReference}</Bdi>}
        title={t('confirm.title', { step: say(button) })}
      />
      <NoticeBanner lang={lang} tone="warning" title={t('confirm.happens')}>
        {t(`happens.${hurt}`)}
      </NoticeBanner>
      <h2>{t('confirm.undo')}</h2>
      <p>{t(`undo.${hurt}`)}</p>
      <h2>{t('confirm.told')}</h2>
      <p>{told}</p>
      <TypedSummary view={view} fields={fields} typed={typed} />
      <Form lang={lang} csrf={csrf} action={`/requests/${request.id}/${page}`}>
        {Object.entries(typed)
          .filter(([given]) => given !== 'csrf' && given !== 'confirmed')
          .map(([given, value]) => (
            <input key={given} type="hidden" name={given} value={value} />
          ))}
        <ButtonRow>
          <Button kind="danger" name="confirmed" value="yes">
            {say(button)}
          </Button>
          <Button kind="secondary" name="confirmed" value="back">
            {t('confirm.back')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

function TypedSummary({
  view: { lang, say },
  fields,
  typed,
}: {
  readonly view: StepForm['view']
  readonly fields: readonly FieldSpec[]
  readonly typed: Typed
}) {
  const items = fields.flatMap(({ name, label, options }) => {
    const value = typed[name] ?? ''
    const chosen = options?.find((option) => option.value === value)
    return value === '' ? [] : [{ label: say(label), value: chosen?.label ? say(chosen.label) : <Bdi>{value}</Bdi> }]
  })
  if (items.length === 0) return null
  return (
    <>
      <h2>{sayOfSteps(lang)('confirm.typed')}</h2>
      <SummaryList lang={lang} items={items} />
    </>
  )
}
