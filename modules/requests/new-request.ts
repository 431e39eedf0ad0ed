import { emptyRecord } from './contract.ts'
import type { StoredRequest } from './stored-request.ts'

/** What a request needs to begin its life; everything else is empty yet. */
export type Beginning = Pick<
  StoredRequest,
  'id' | 'thread' | 'direction' | 'form' | 'state' | 'ownAuthority' | 'counterpart' | 'ownReference' | 'content' | 'createdAt'
> &
  Partial<StoredRequest>

export function newRequest(beginning: Beginning): StoredRequest {
  return {
    matterId: null,
    returnsTo: null,
    counterpartReference: null,
    outcomes: [],
    record: emptyRecord,
    decided: null,
    channel: 'network',
    counterpartName: null,
    counterpartState: null,
    supplements: null,
    assignee: null,
    unit: null,
    named: [],
    executingAuthority: null,
    executionReport: null,
    uses: [],
    authenticated: null,
    dueOn: null,
    dueFor: null,
    datedOn: null,
    importedFrom: null,
    renditions: [],
    undo: null,
    attachments: [],
    prepared: [],
    answerBy: null,
    problem: null,
    unopened: [],
    contributors: [],
    draftedBy: null,
    approvedBy: null,
    revision: 0,
    changedAt: beginning.createdAt,
    ...beginning,
  }
}
