import { Button, ButtonRow, Form, NoticeBanner, PageHeading } from '@comity/ui'
import { sayOfSteps } from '../steps/texts.ts'
import type { View } from '../view.ts'

interface ConfirmRemovalProps {
  readonly view: View
  /** The page of the list. */
  readonly list: string
  readonly at: number
  /** Fingerprint of the item as it was shown. */
  readonly was: string
  readonly name: string
}

/** Asks once more before a person, an offence, a property or a measure leaves its list. */
export function ConfirmRemoval({ view: { lang, csrf }, list, at, was, name }: ConfirmRemovalProps) {
  const t = sayOfSteps(lang)
  return (
    <>
      <PageHeading title={t('remove.title', { name })} />
      <NoticeBanner lang={lang} tone="warning" title={t('confirm.happens')}>
        {t('remove.happens')}
      </NoticeBanner>
      <Form lang={lang} csrf={csrf} action={`${list}/${at}/remove`}>
        <input type="hidden" name="was" value={was} />
        <ButtonRow>
          <Button kind="danger" name="confirmed" value="yes">
            {t('remove.button')}
          </Button>
          <Button kind="secondary" href={list}>
            {t('remove.keep')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}
