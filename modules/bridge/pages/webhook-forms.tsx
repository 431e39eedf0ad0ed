import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { pageRoute, show, type App } from '@comity/http'
import { Button, ButtonRow, CheckboxGroup, ErrorSummary, Form, PageHeading, SelectField, TextField } from '@comity/ui'
import { CreateWebhook, wishedKinds } from '../contract.ts'
import { createWebhook } from '../operations/webhooks.ts'
import { officeFor } from '../policy.ts'
import type { Setting } from '../routes.ts'
import { SecretShown } from './machine-routes.tsx'
import { bridgeHref, saidProblems, unitOptions, viewOf } from './view.ts'
import type { View } from './view.ts'

const Typed = z.strictObject({
  url: z.string().max(2000).default(''),
  unitId: z.string().max(200).default(''),
  kinds: z.union([z.string().max(100), z.array(z.string().max(100)).max(20)]).default([]),
})
type Typed = z.output<typeof Typed>

/** Subscribing a receiver. */
export function addWebhookForms(app: App, node: Node, { sending }: Setting): void {
  const formPage = (view: View, typed: Typed, problems: readonly Problem[]) =>
    show({
      title: view.say('webhooks.new'),
      current: bridgeHref,
      breadcrumbs: [{ text: view.say('title'), href: bridgeHref }],
      status: problems.length > 0 ? 422 : 200,
      body: <WebhookForm view={view} typed={typed} problems={problems} />,
    })
  pageRoute(app, { method: 'GET', url: '/bridge/webhooks/new' }, async (call) => {
    officeFor(call.viewer.actor, 'change')
    return formPage(await viewOf(node, call), { url: '', unitId: '', kinds: [...wishedKinds] }, [])
  })
  pageRoute(app, { method: 'POST', url: '/bridge/webhooks', body: Typed }, async (call) => {
    const view = await viewOf(node, call)
    const { url, unitId, kinds } = call.body
    const input = CreateWebhook.safeParse({ url: url.trim(), unitId: unitId === '' ? null : unitId, kinds: [kinds].flat() })
    const again = (problems: readonly Problem[]) => formPage(view, call.body, saidProblems(view.say, problems))
    if (!input.success) return again(input.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'invalid' })))
    try {
      const { webhook, secret } = await inContext(node, call.viewer.actor, (ctx) => createWebhook(ctx, input.data, sending.hosts))
      const title = view.say('webhooks.made')
      const back = `/bridge/webhooks/${webhook.id}`
      return show({
        title,
        current: bridgeHref,
        breadcrumbs: [{ text: view.say('title'), href: bridgeHref }],
        body: <SecretShown view={view} title={title} lead={view.say('webhooks.secret-lead')} secret={secret} back={back} />,
      })
    } catch (error) {
      if (error instanceof ComityError && error.problems.length > 0) return again(error.problems)
      throw error
    }
  })
}

interface FormProps {
  readonly view: View
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function WebhookForm({ view, typed, problems }: FormProps) {
  const { lang, say, csrf } = view
  const error = (path: string) => problems.find((one) => one.path === path)?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('webhooks.new')} lead={say('webhooks.new-lead')} />
      <Form lang={lang} csrf={csrf} action="/bridge/webhooks">
        <TextField
          lang={lang}
          name="url"
          type="url"
          dir="ltr"
          label={say('field.url')}
          hint={say('hint.url')}
          value={typed.url}
          error={error('url')}
        />
        <SelectField
          lang={lang}
          name="unitId"
          label={say('field.unit')}
          hint={say('hint.unit')}
          value={typed.unitId}
          options={unitOptions(view)}
          error={error('unitId')}
        />
        <CheckboxGroup
          lang={lang}
          name="kinds"
          label={say('field.kinds')}
          values={[typed.kinds].flat()}
          options={wishedKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
          error={error('kinds')}
        />
        <ButtonRow>
          <Button>{say('webhooks.make')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
