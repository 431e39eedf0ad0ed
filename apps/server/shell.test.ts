import assert from 'node:assert/strict'
import { it } from 'node:test'
import { AuthorityId, type Viewer } from '@comity/accounts/contract'
import { h } from 'preact'
import { shellOf } from './shell.tsx'

const authorityId = AuthorityId.parse('xa.central-authority')
const viewer: Viewer = {
  actor: { kind: 'person', id: 'carl', name: 'Carl', authorityId, roles: ['case-officer'] },
  csrf: '',
  sessionId: 'carl',
}
const facts = { name: 'a', origin: 'http://a.localhost:8080', authorityId, demo: false }
const notice = { tone: 'warning' as const, title: 'Not refreshed', text: 'Goes on.', href: '/directory', link: 'Status' }

function page(signedIn: Viewer | null, standing: typeof notice | null): string {
  const shell = shellOf({ facts }, () => 'Arlenia', { publishes: false, unreadOf: () => 0, standing: () => standing })
  const given = { lang: 'en' as const, title: 'T', url: '/', current: '/', breadcrumbs: [], notice: null }
  return shell({ ...given, viewer: signedIn, body: h('p', null, 'body') })
}

it('every page says that the directory is not fresh, to everybody who is signed in and to nobody else', () => {
  assert.match(page(viewer, notice), /Not refreshed[^]*Goes on\.[^]*href="\/directory"/)
  assert.doesNotMatch(page(null, notice), /Not refreshed/)
  assert.doesNotMatch(page(viewer, null), /Not refreshed/)
})
