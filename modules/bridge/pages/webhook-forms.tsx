import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, type App } from '@comity/http'
import { CheckboxGroup, TextField } from '@comity/ui'
import { CreateWebhook, wishedKinds } from '../contract.ts'
import { createWebhook } from '../operations/webhooks.ts'
import { officeFor } from '../policy.ts'
import type { Setting } from '../routes.ts'
import { NewForm, UnitField, bridgePage, errorIn, secretPage, taken } from './forms.tsx'
import { viewOf } from './view.ts'
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
    bridgePage(view, {
      title: view.say('webhooks.new'),
      problems,
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
    return taken(view, input, {
      again: (problems) => formPage(view, call.body, problems),
      make: async (data) => {
        const made = await inContext(node, call.viewer.actor, (ctx) => createWebhook(ctx, data, sending.hosts))
        const back = `/bridge/webhooks/${made.webhook.id}`
        const lead = view.say('webhooks.secret-lead')
        return secretPage({ view, title: view.say('webhooks.made'), lead, secret: made.secret, back })
      },
    })
  })
}

interface FormProps {
  readonly view: View
  readonly typed: Typed
  readonly problems: readonly Problem[]
}

function WebhookForm({ view, typed, problems }: FormProps) {
  const { lang, say } = view
  const error = errorIn(problems)
  return (
    <NewForm
      view={view}
      title={say('webhooks.new')}
      lead={say('webhooks.new-lead')}
      action="/bridge/webhooks"
      submit={say('webhooks.make')}
      problems={problems}
    >
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
      <UnitField view={view} value={typed.unitId} error={error('unitId')} />
      <CheckboxGroup
        lang={lang}
        name="kinds"
        label={say('field.kinds')}
        values={[typed.kinds].flat()}
        options={wishedKinds.map((value) => ({ value, label: say(`kind.${value}`) }))}
        error={error('kinds')}
      />
    </NewForm>
  )
}
