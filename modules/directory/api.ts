import { z } from 'zod'
import { AuthorityId } from '@comity/accounts/contract'
import type { Api } from '@comity/http'
import { Authority, authorityKinds } from './authority.ts'
import { Form } from './contract/coverage.ts'
import { Designation } from './contract/designation.ts'
import { Names, StateCode } from './contract/plain.ts'
import { State } from './contract/state.ts'
import { Difference } from './contract/difference.ts'
import { ApplicationFile } from './formats.ts'
import { Warning } from './warning-kinds.ts'

/** How the node's copy of the directory stands. */
export const DirectoryStatus = z
  .strictObject({
    network: z.string().max(120).nullable(),
    version: z.number().int().nullable(),
    rootVersion: z.number().int().nullable(),
    /** `none`: nothing is installed; `expired`: past the grace, nothing may be sent. */
    standing: z.enum(['fresh', 'stale', 'expired', 'none']),
    validUntil: z.iso.datetime().nullable(),
    usableUntil: z.iso.datetime().nullable(),
    installedAt: z.iso.datetime().nullable(),
    lastCheckedAt: z.iso.datetime().nullable(),
    lastProblem: z.string().max(80).nullable(),
    /** Where it is fetched from; null on the node that publishes it. */
    source: z.string().max(300).nullable(),
    /** Ids of the contents keys that signed it, and how many must. */
    signedBy: z.array(z.string().max(64)).max(20),
    threshold: z.number().int(),
    authorities: z.number().int(),
    states: z.number().int(),
  })
  .meta({ id: 'DirectoryStatus' })
export type DirectoryStatus = z.output<typeof DirectoryStatus>

/** One authority in a list. */
export const AuthoritySummary = z
  .strictObject({
    id: AuthorityId,
    state: StateCode,
    stateNames: Names,
    kind: z.enum(authorityKinds),
    names: Names,
    designations: z.array(Designation).max(50),
    hostedBy: AuthorityId,
    confirmedOn: z.iso.date(),
  })
  .meta({ id: 'AuthoritySummary' })
export type AuthoritySummary = z.output<typeof AuthoritySummary>

/** What a person looks for; everything may be left out. */
export const DirectorySearch = z.strictObject({
  /** Part of a name in any language, of an address or of an id; case and diacritics do not matter. */
  query: z.string().trim().max(100).optional(),
  state: StateCode.optional(),
  /** Only authorities that are designated for this form. */
  form: Form.optional(),
  /** The id of the last authority of the page before. */
  after: AuthorityId.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DirectorySearch = z.output<typeof DirectorySearch>

/** A page of a list; `next` goes into `after`. */
export const AuthorityList = z
  .strictObject({ authorities: z.array(AuthoritySummary).max(200), next: AuthorityId.nullable() })
  .meta({ id: 'AuthorityList' })
export type AuthorityList = z.output<typeof AuthorityList>

/** One authority in full, with what a caller needs to compare over the telephone. */
export const AuthorityDetail = z
  .strictObject({
    authority: Authority,
    /** SHA-256 of the CA certificate, hexadecimal in groups of four. */
    fingerprint: z.string().max(100),
    directoryVersion: z.number().int(),
    /** Two persons of this office compared the key with the authority itself. */
    pinned: z.boolean(),
    /** The fingerprint that the directory lists instead of the pinned one. */
    differs: z.string().max(100).nullable(),
  })
  .meta({ id: 'AuthorityDetail' })
export type AuthorityDetail = z.output<typeof AuthorityDetail>

export const proposalStates = ['proposed', 'published', 'rejected', 'overtaken'] as const

/** A next version of the directory that one person has signed and a second one must approve. */
export const Proposal = z
  .strictObject({
    id: z.uuid(),
    version: z.number().int(),
    /** The authority, or the State by its code; the first where it is about several. */
    authorityId: z.union([AuthorityId, StateCode, z.literal('register')]),
    names: Names,
    change: z.enum(['admit', 'replace', 'content']),
    fingerprint: z.string().max(100),
    state: z.enum(proposalStates),
    proposedBy: z.string().max(200),
    proposedByName: z.string().max(200),
    proposedAt: z.iso.datetime(),
    decidedByName: z.string().max(200).nullable(),
    decidedAt: z.iso.datetime().nullable(),
    warnings: z.array(Warning).max(20),
    /** Why it was proposed in spite of them. */
    reason: z.string().max(500).nullable(),
    /** How many contents keys have signed. */
    signatures: z.number().int(),
    /** What becomes different, where facts and not keys change. */
    differences: z.array(Difference).max(500),
  })
  .meta({ id: 'DirectoryProposal' })
export type Proposal = z.output<typeof Proposal>

/** A proposal to admit: the authority's join file, and the State's names when the directory does not list it yet. */
export const Admission = z
  .strictObject({
    application: ApplicationFile,
    stateNames: Names.optional(),
    /** Why it is proposed in spite of what looks suspicious: a second person reads it before they approve. */
    reason: z.string().trim().min(10).max(500).optional(),
  })
  .meta({ id: 'Admission' })
export type Admission = z.output<typeof Admission>

const AuthorityParams = z.strictObject({ id: AuthorityId })
const ProposalParams = z.strictObject({ id: z.uuid() })

/** The directory over HTTP. The three signed files themselves are served beside it as `/api/directory/<name>.json`, to anyone. */
export const directoryApi = {
  status: {
    method: 'GET',
    url: '/api/directory',
    response: DirectoryStatus,
    summary: "How this node's copy of the directory stands",
  },
  states: { method: 'GET', url: '/api/directory/states', response: z.array(State).max(400), summary: 'Member States' },
  authorities: {
    method: 'GET',
    url: '/api/directory/authorities',
    query: DirectorySearch,
    response: AuthorityList,
    summary: 'Find authorities',
  },
  authority: {
    method: 'GET',
    url: '/api/directory/authorities/:id',
    params: AuthorityParams,
    response: AuthorityDetail,
    summary: 'One authority in full',
  },
  proposals: {
    method: 'GET',
    url: '/api/directory/proposals',
    response: z.array(Proposal).max(200),
    summary: 'Proposed and decided changes (secretariat)',
  },
  propose: {
    method: 'POST',
    url: '/api/directory/proposals',
    body: Admission,
    response: Proposal,
    summary: 'Propose to admit an authority (secretariat)',
  },
  approve: {
    method: 'POST',
    url: '/api/directory/proposals/:id/approve',
    params: ProposalParams,
    response: Proposal,
    summary: 'Approve and publish; never by who proposed (secretariat)',
  },
  reject: {
    method: 'POST',
    url: '/api/directory/proposals/:id/reject',
    params: ProposalParams,
    response: Proposal,
    summary: 'Reject (secretariat)',
  },
} as const satisfies Api
