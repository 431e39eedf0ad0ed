import { oid, sequence } from './write-der.ts'

/** Object identifiers of our profiles, by the name that their standard gives them. */
export const oids = {
  ecdsaWithSha256: oid('1.2.840.10045.4.3.2'),
  sha256: oid('2.16.840.1.101.3.4.2.1'),
  data: oid('1.2.840.113549.1.7.1'),
  signedData: oid('1.2.840.113549.1.7.2'),
  contentType: oid('1.2.840.113549.1.9.3'),
  messageDigest: oid('1.2.840.113549.1.9.4'),
  signingTime: oid('1.2.840.113549.1.9.5'),
  signingCertificateV2: oid('1.2.840.113549.1.9.16.2.47'),
  timeStampInfo: oid('1.2.840.113549.1.9.16.1.4'),
  country: oid('2.5.4.6'),
  organization: oid('2.5.4.10'),
  commonName: oid('2.5.4.3'),
  subjectKeyIdentifier: oid('2.5.29.14'),
  keyUsage: oid('2.5.29.15'),
  basicConstraints: oid('2.5.29.19'),
  crlNumber: oid('2.5.29.20'),
  authorityKeyIdentifier: oid('2.5.29.35'),
  extendedKeyUsage: oid('2.5.29.37'),
  clientAuth: oid('1.3.6.1.5.5.7.3.2'),
  serverAuth: oid('1.3.6.1.5.5.7.3.1'),
  emailProtection: oid('1.3.6.1.5.5.7.3.4'),
  timeStamping: oid('1.3.6.1.5.5.7.3.8'),
  /** ITU-T X.667: an arc made from a UUID needs no registration. These two tell the authority's seal from an officer's hand. */
  comitySeal: oid('2.25.142389924997599830105983368550974333953'),
  comityOfficer: oid('2.25.142389924997599830105983368550974333954'),
  documentSigning: oid('1.3.6.1.5.5.7.3.36'),
} as const

// RFC 5758 §3.2: parameters are absent. RFC 5754 §2: absent for SHA-256 in CMS too.
export const ecdsaAlgorithm = sequence(oids.ecdsaWithSha256)
export const sha256Algorithm = sequence(oids.sha256)
