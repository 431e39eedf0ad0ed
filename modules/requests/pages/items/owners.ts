import { inContext } from '@comity/accounts/server'
import { getMatter, saveMatter } from '../../server.ts'
import { draftCrumbs } from '../draft/crumbs.ts'
import { draftToEdit, saveContent } from '../draft/draft-call.ts'
import { afterSection } from '../form/sections.ts'
import type { OwnerKind } from './owner.ts'

/** A draft of a request. */
export const draftOwner: OwnerKind = {
  url: '/requests/:id/edit',
  sections: ['offences', 'persons', 'property', 'measures', 'undertakings'],
  async load(node, viewer, id) {
    const draft = await draftToEdit(node, viewer, id)
    const editUrl = `/requests/${id}/edit`
    return {
      lists: draft.content,
      editUrl,
      after: (section) => afterSection(draft, section),
      current: '/requests/outgoing',
      others: draft.others,
      breadcrumbs: (say) => draftCrumbs(say, draft),
      save: async ({ persons, property, offences, measures, undertakings }) => {
        await saveContent(node, viewer, draft, { ...draft.content, persons, property, offences, measures, undertakings })
      },
    }
  },
}

/** A matter; measures belong to requests only. */
export const matterOwner: OwnerKind = {
  url: '/matters/:id/edit',
  sections: ['offences', 'persons', 'property'],
  async load(node, viewer, id) {
    const matter = await getMatter(node.db, viewer, id)
    const { title, facts, revision } = matter
    return {
      lists: matter,
      editUrl: `/matters/${id}/edit`,
      after: () => `/matters/${id}`,
      current: '/matters',
      others: [],
      breadcrumbs: (say) => [
        { text: say('nav.matters'), href: '/matters' },
        { text: matter.reference, href: `/matters/${id}` },
      ],
      save: async ({ persons = matter.persons, property = matter.property, offences = matter.offences }) => {
        await inContext(node, viewer.actor, (ctx) =>
          saveMatter(ctx, { matterId: id, title, facts, revision, persons, property, offences }),
        )
      },
    }
  },
}
