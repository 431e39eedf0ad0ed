import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, type App } from '@comity/http'
import { CheckboxGroup, DateField, TextField } from '@comity/ui'
import { machineActs } from '@comity/requests/contract'
import { CreateMachine } from '../contract.ts'
import { confirmMachine, createMachine, revokeMachine } from '../operations/machines.ts'
import { officeFor } from '../policy.ts'
import type { Setting } from '../routes.ts'
import { NewForm, UnitField, bridgePage, errorIn, secretPage, taken } from './forms.tsx'
import { bridgeHref, viewOf } from './view.ts'
import type { View } from './view.ts'

const Text = z.string().max(200).default('')
const Typed = z.strictObject({
  name: Text,
  unitId: Text,
  acts: z.union([z.string().max(100), z.array(z.string().max(100)).max(50)]).default([]),
  expiresOn: Text,
  folder: Text,
})
type Typed = z.output<typeof Typed>
const Asked = z.strictObject({ act: z.enum(['confirm', 'revoke']) })
const Params = z.strictObject({ id: z.uuid() })
const nothing: Typed = { name: '', unitId: '', acts: ['read'], expiresOn: '', folder: '' }

/** Making, confirming and revoking machine accounts. */
export function addMachinePages(app: App, node: Node, setting: Setting): void {
  const formPage = (view: View, typed: Typed, problems: readonly Problem[]) =>
    bridgePage(view, {
      title: view.say('machines.new'),
      problems,
      body: <MachineForm view={view} typed={typed} problems={problems} hasFolder={setting.folder !== null} />,
    })
  pageRoute(app, { method: 'GET', url: '/bridge/machines/new' }, async (call) => {
    officeFor(call.viewer.actor, 'change')
    return formPage(await viewOf(node, call), nothing, [])
  })
  pageRoute(app, { method: 'POST', url: '/bridge/machines', body: Typed }, async (call) => {
    const view = await viewOf(node, call)
    const { unitId, acts, folder, ...typed } = call.body
    const input = CreateMachine.safeParse({
      ...typed,
      unitId: unitId === '' ? null : unitId,
      acts: [acts].flat(),
      folder: folder === 'yes',
    })
    return taken(view, input, {
      again: (problems) => formPage(view, call.body, problems),
      make: async (data) => {
        const { machine, key } = await inContext(node, call.viewer.actor, (ctx) => createMachine(ctx, data))
        return secretPage({ view, title: machine.name, lead: view.say('machines.made'), secret: key, back: bridgeHref })
      },
    })
  })
  pageRoute(app, { method: 'POST', url: '/bridge/machines/:id', params: Params, body: Asked }, async (call) => {
    const { say } = await viewOf(node, call)
    const { act } = call.body
    const does = act === 'confirm' ? confirmMachine : revokeMachine
    await inContext(node, call.viewer.actor, (ctx) => does(ctx, call.params.id))
    return redirect(bridgeHref, { notice: say(`saved.${act}`) })
  })
}

interface FormProps {
  readonly view: View
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly hasFolder: boolean
}

function MachineForm({ view, typed, problems, hasFolder }: FormProps) {
  const { lang, say } = view
  const error = errorIn(problems)
  return (
    <NewForm
      view={view}
      title={say('machines.new')}
      lead={say('machines.new-lead')}
      action="/bridge/machines"
      submit={say('machines.make')}
      problems={problems}
    >
      <TextField
        lang={lang}
        name="name"
        label={say('field.name')}
        hint={say('hint.name')}
        value={typed.name}
        error={error('name')}
        maxLength={100}
      />
      <UnitField view={view} value={typed.unitId} error={error('unitId')} />
      <CheckboxGroup
        lang={lang}
        name="acts"
        label={say('field.acts')}
        hint={say('hint.acts')}
        values={[typed.acts].flat()}
        options={machineActs.map((value) => ({ value, label: say(`act.${value}`) }))}
        error={error('acts')}
      />
      <DateField
        lang={lang}
        name="expiresOn"
        label={say('field.last-day')}
        hint={say('hint.last-day')}
        value={typed.expiresOn}
        error={error('expiresOn')}
      />
      {hasFolder && (
        <CheckboxGroup
          lang={lang}
          name="folder"
          label={say('folder')}
          values={[typed.folder]}
          options={[{ value: 'yes', label: say('hint.folder') }]}
          error={error('folder')}
          optional
        />
      )}
    </NewForm>
  )
}
