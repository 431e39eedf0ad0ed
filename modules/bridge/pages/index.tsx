import type { Node } from '@comity/accounts/contract'
import { pageRoute, show, type App } from '@comity/http'
import { folderState } from '../operations/folder-state.ts'
import { listMachines } from '../operations/machines.ts'
import { listWebhooks } from '../operations/webhooks.ts'
import type { Setting } from '../routes.ts'
import { addMachinePages } from './machine-routes.tsx'
import { Overview } from './overview.tsx'
import { bridgeHref, viewOf } from './view.ts'
import { addWebhookForms } from './webhook-forms.tsx'
import { addWebhookPages } from './webhook-routes.tsx'

/** The bridge's pages, for administrators and heads; auditors look. */
export function registerPages(app: App, node: Node, setting: Setting): void {
  pageRoute(app, { method: 'GET', url: bridgeHref }, async (call) => {
    const view = await viewOf(node, call)
    const { actor } = call.viewer
    const machines = await listMachines(node.db, actor, node.world.clock.now())
    const webhooks = await listWebhooks(node.db, actor)
    const folder = await folderState(node, actor, setting.folder)
    const body = <Overview view={view} machines={machines} webhooks={webhooks} folder={folder} />
    return show({ title: view.say('title'), current: bridgeHref, body })
  })
  addMachinePages(app, node, setting)
  addWebhookForms(app, node, setting)
  addWebhookPages(app, node, setting)
}
