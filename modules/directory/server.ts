import type { ModuleParts } from '@comity/accounts/contract'
import { defaults, type DirectoryOptions } from './directory-options.ts'
import { keepFurther } from './keep-further.ts'
import { keepCurrent } from './keep-current.ts'
import { clampGrace } from './rules/verify-directory.ts'
import { moveGrace } from './store.ts'
import { keepReminding } from './keep-reminding.ts'
import { keepSpreading } from './keep-spreading.ts'
import { refreshWords } from './finding/operations/word-book.ts'
import { addFindingPages } from './finding/pages/index.tsx'
import { addOpenPages } from './finding/pages/open-pages.tsx'
import { addFindingApi } from './finding/routes.ts'
import { addLetters } from './letters/letter-routes.ts'
import { addDirectoryPages } from './pages/index.tsx'
import { addDirectoryApi, addDirectoryFiles } from './routes.ts'
import { addContentApi } from './content-routes.ts'
import { addFurtherApi, addPinsApi, addPouchApi, addRevocationApi } from './trust-routes.ts'

export { demoAuthorities, demoAuthority, demoAuthorityEntry, demoStates, demoSubject } from './demo/demo-directory.ts'
export { demoListings } from './demo/demo-content.ts'
export type { DemoNode, DemoPlace } from './demo/demo-directory.ts'
export { directoryErrorTexts } from './error-texts.ts'
export type { DirectoryOptions } from './directory-options.ts'
export { admitAuthority } from './operations/admit-authority.ts'
export type { AdmitAuthority } from './operations/admit-authority.ts'
export { createDirectoryRoots, pinRoot } from './operations/create-directory-roots.ts'
export { directoryStatus } from './operations/directory-status.ts'
export { fetchDirectory } from './operations/fetch-directory.ts'
export { contentsOf, firstEdition } from './operations/first-edition.ts'
export { installDirectory } from './operations/install-directory.ts'
export type { InstallOptions, Installed } from './operations/install-directory.ts'
export { entryOf, joinFile } from './operations/join-file.ts'
export type { AuthorityWithoutKeys } from './operations/join-file.ts'
export type { NodeFolder } from './operations/key-folder.ts'
export { loadNodeKeys } from './operations/load-node-keys.ts'
export { makeOnlineKey } from './operations/make-online-key.ts'
export { makeNodeKeys } from './operations/make-node-keys.ts'
export type { NodeKeyPlan } from './operations/make-node-keys.ts'
export {
  authorityOf,
  listAuthorities,
  listStates,
  ownAuthority,
  ownRevocations,
  peerFacts,
  peerOf,
} from './operations/peer-facts.ts'
export { publishDirectory, rejectProposal } from './operations/publish-directory.ts'
export type { ProposalDecision } from './operations/publish-directory.ts'
export { remindDue } from './operations/remind-due.ts'
export { refreshFreshness } from './operations/refresh-freshness.ts'
export type { RefreshOptions } from './operations/refresh-freshness.ts'
export { spreadRevocations } from './operations/spread-revocations.ts'
export { renewKey } from './operations/renew-key.ts'
export { confirmPin, endPin, proposePin, rejectPin } from './operations/pin-key.ts'
export { revokeOwn, takeRevocation } from './operations/take-revocation.ts'
export { importPouch, installPouch, packPouch, readPouch } from './operations/pouch.ts'
export { nodesInForce } from './store.ts'
export { standingNotice } from './standing-notice.ts'
export type { StandingNotice } from './standing-notice.ts'
export { trustAnchor } from './operations/trust-anchor.ts'
export { isNodeOrigin } from './rules/application.ts'
export { derOfList } from './rules/effective.ts'
export { makeRevocationList } from './rules/make-revocation-list.ts'
export { fingerprintWords, isFingerprint } from './rules/fingerprint-words.ts'
export { caFingerprint, fingerprintOf } from './rules/fingerprint.ts'
export { openTrustAnchor, withRevocationLists } from './rules/trust-anchor.ts'
export type { AnchoredAuthority, OpenedTrustAnchor } from './rules/trust-anchor.ts'
export { referenceRegister } from './rules/reference.ts'
export { verifyDirectory } from './rules/verify-directory.ts'
export type { KnownEdition, OfferedDirectory, VerifiedDirectory } from './rules/verify-directory.ts'

/** The directory as compose.ts takes it in: routes, pages, and the work that keeps it current. */
export function directoryModule(options: DirectoryOptions): ModuleParts {
  return {
    name: 'directory',
    migrations: new URL('./migrations/', import.meta.url),
    register(app, node) {
      addDirectoryFiles(app, node)
      addDirectoryApi(app, node, options)
      addRevocationApi(app, node)
      addPinsApi(app, node)
      addFurtherApi(app, node)
      addPouchApi(app, node, options)
      addFindingApi(app, node)
      addFindingPages(app, node)
      if (options.open === true) addOpenPages(app, node)
      addContentApi(app, node, options)
      addLetters(app, node, options)
      addDirectoryPages(app, node, { ...options, graceMs: options.graceMs ?? defaults.graceMs })
    },
    async start(node) {
      // Configured on this node, without the centre: it holds from now on, not from the next fetch.
      await moveGrace(node.db, clampGrace(options.graceMs ?? defaults.graceMs))
      // Nobody's first search waits for it, if it can be helped.
      refreshWords(node).catch((error: unknown) => node.log.warn({ error }, 'the words of the directory are not indexed yet'))
      const stops = [keepCurrent(node, options), keepFurther(node, options), keepSpreading(node), keepReminding(node, options)]
      return async () => {
        await Promise.all(stops.map((stop) => stop()))
      }
    },
  }
}
