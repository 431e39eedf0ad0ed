import type { Measure, RequestContent } from '../contract.ts'

/** A measure for examples and tests. */
export const bankRecords: Measure = {
  id: '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d11',
  kind: 'provide-records',
  description: 'Account statements of Meridian Trading Ltd at Bresonia Commercial Bank, January 2024 to June 2025.',
}

/** A request with everything that art. 46(15) asks for; persons and firms are invented. */
export function completeContent(): RequestContent {
  return {
    subject: 'Bank records of Meridian Trading Ltd',
    legalBasis: ['UNCAC art. 46'],
    requestingAuthority: 'Central Authority of Arlenia',
    proceeding: {
      subjectMatter: 'Bribery in the award of the northern road contract',
      nature: 'investigation',
      authorityName: 'Office of the Public Prosecutor, Arlen',
      authorityFunctions: 'Conducts investigations of corruption offences',
    },
    facts: 'Between January 2024 and June 2025 a public official received payments through a company in Bresonia.',
    offences: [
      { title: 'Passive bribery', provision: 'Criminal Code, s. 214', maximumPenalty: '10 years', uncacArticle: '15(b)' },
    ],
    persons: [{ kind: 'legal', position: 'owner', name: 'Meridian Trading Ltd', registrationNumber: 'BR-55120' }],
    property: [],
    measures: [bankRecords],
    purpose: 'To prove the route of the payments.',
    language: 'en',
    urgency: 'routine',
    suggestedDeadline: '2026-06-30',
    deadlineReason: 'The statute of limitations ends on 1 August 2026.',
    confidentiality: 'ordinary',
    acceptedGaps: [],
  }
}
