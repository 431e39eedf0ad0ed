import { z } from 'zod'
import type { Node } from '@comity/accounts/contract'
import { inContext } from '@comity/accounts/server'
import { ComityError } from '@comity/errors'
import type { Problem } from '@comity/errors'
import { pageRoute, redirect, show, type App } from '@comity/http'
import {
  Button,
  ButtonRow,
  CheckboxGroup,
  Code,
  DateField,
  ErrorSummary,
  Form,
  InsetText,
  PageHeading,
  SelectField,
  TextField,
} from '@comity/ui'
import { machineActs } from '@comity/requests/contract'
import { CreateMachine } from '../contract.ts'
import { confirmMachine, createMachine, revokeMachine } from '../operations/machines.ts'
import { officeFor } from '../policy.ts'
import type { Setting } from '../routes.ts'
import { bridgeHref, saidProblems, unitOptions, viewOf } from './view.ts'
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
    show({
      title: view.say('machines.new'),
      current: bridgeHref,
      breadcrumbs: [{ text: view.say('title'), href: bridgeHref }],
      status: problems.length > 0 ? 422 : 200,
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
    const again = (problems: readonly Problem[]) => formPage(view, call.body, saidProblems(view.say, problems))
    if (!input.success) return again(input.error.issues.map(({ path }) => ({ path: path.join('.'), message: 'invalid' })))
    try {
      const { machine, key } = await inContext(node, call.viewer.actor, (ctx) => createMachine(ctx, input.data))
      return show({
        title: machine.name,
        current: bridgeHref,
        breadcrumbs: [{ text: view.say('title'), href: bridgeHref }],
        body: <SecretShown view={view} title={machine.name} lead={view.say('machines.made')} secret={key} back={bridgeHref} />,
      })
    } catch (error) {
      if (error instanceof ComityError && error.problems.length > 0) return again(error.problems)
      throw error
    }
  })
  pageRoute(app, { method: 'POST', url: '/bridge/machines/:id', params: Params, body: Asked }, async (call) => {
    const { say } = await viewOf(node, call)
    const { act } = call.body
    const does = act === 'confirm' ? confirmMachine : revokeMachine
    await inContext(node, call.viewer.actor, (ctx) => does(ctx, call.params.id))
    return redirect(bridgeHref, { notice: say(`saved.${act}`) })
  })
}

interface SecretProps {
  readonly view: View
  readonly title: string
  readonly lead: string
  readonly secret: string
  readonly back: string
}

/** A key or secret, the one time that it is shown. */
export function SecretShown({ view: { say }, title, lead, secret, back }: SecretProps) {
  return (
    <>
      <PageHeading title={title} lead={lead} />
      <InsetText tone="warning">
        <p>{say('secret.once')}</p>
        <p>
          <Code>{secret}</Code>
        </p>
      </InsetText>
      <ButtonRow>
        <Button href={back} kind="secondary">
          {say('secret.kept')}
        </Button>
      </ButtonRow>
    </>
  )
}

interface FormProps {
  readonly view: View
  readonly typed: Typed
  readonly problems: readonly Problem[]
  readonly hasFolder: boolean
}

function MachineForm({ view, typed, problems, hasFolder }: FormProps) {
  const { lang, say, csrf } = view
  const error = (path: string) => problems.find((one) => one.path === path)?.message
  return (
    <>
      <ErrorSummary lang={lang} problems={problems} />
      <PageHeading title={say('machines.new')} lead={say('machines.new-lead')} />
      <Form lang={lang} csrf={csrf} action="/bridge/machines">
        <TextField
          lang={lang}
          name="name"
          label={say('field.name')}
          hint={say('hint.name')}
          value={typed.name}
          error={error('name')}
          maxLength={100}
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
        <ButtonRow>
          <Button>{say('machines.make')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
