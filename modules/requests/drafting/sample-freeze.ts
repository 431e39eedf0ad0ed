import type { DraftContent } from '../contract.ts'
import { completeContent } from '../rules/example-content.ts'

export const freezing = '3f2a9c44-5a0e-4d61-9a57-1f6a3c0b7d21'

/** A request in French to freeze and confiscate on a foreign order; persons, firms and courts are invented. What is said of the order is left out. */
export function freezeContent(): DraftContent {
  return {
    ...completeContent(),
    subject: 'Gel et confiscation des avoirs de Meridian Trading Ltd',
    legalBasis: ['CNUCC art. 46, 54 et 55'],
    requestingAuthority: 'Autorité centrale d’Arlenia',
    proceeding: {
      subjectMatter: 'Corruption dans l’attribution du marché de la route du nord',
      nature: 'judicial-proceeding',
      authorityName: 'Parquet d’Arlen',
      authorityFunctions: 'Poursuit les infractions de corruption',
    },
    facts: 'De janvier 2024 à juin 2025, un agent public a reçu des paiements par une société établie en Bresonia.',
    offences: [{ title: 'Corruption passive', provision: 'Code pénal, art. 214', lawText: 'Tout agent public qui sollicite…' }],
    persons: [{ kind: 'legal', position: 'owner', name: 'Meridian Trading Ltd', registrationNumber: 'BR-55120' }],
    property: [
      {
        kind: 'money',
        description: 'Solde du compte 4471',
        amount: '1250000.00',
        currency: 'EUR',
        account: 'BR12 4471',
        location: 'Bres',
      },
    ],
    measures: [
      {
        id: freezing,
        kind: 'trace-or-freeze-proceeds',
        description: 'Geler le solde du compte 4471, puis le confisquer.',
        homeLaw: 'La mesure serait possible en Arlenia (Code de procédure pénale, art. 88).',
      },
    ],
    purpose: 'Exécuter la décision de confiscation.',
    language: 'fr',
    suggestedDeadline: undefined,
    deadlineReason: undefined,
  }
}
