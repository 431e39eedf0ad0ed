declare module '@comity/errors' {
  interface ErrorRegistry {
    /** Not UTF-8, not JSON, a duplicate key, a lone surrogate, an unsafe number, too deep or too large. */
    'json-malformed': 422
    /** JSON, but not the one form of RFC 8785. */
    'json-not-canonical': 422
    'certificate-malformed': 422
    'certificate-untrusted': 422
    'certificate-expired': 422
    'certificate-wrong-use': 422
    'certificate-revoked': 422
    /** The authority's list is not signed by it, or is past its `nextUpdate`. */
    'revocation-list-invalid': 422
    /** Not exactly the profile of protocol/03-signature. */
    'signature-malformed': 422
    'signature-invalid': 422
    /** One code for every cause: never says which check failed. */
    'unsealing-failed': 422
    'recipient-invalid': 422
    'container-malformed': 422
    /** A ZIP, but not the one form of protocol/04-container. */
    'container-not-canonical': 422
    'manifest-malformed': 422
    /** A digest differs, an entry is missing, or an entry is not referenced. */
    'manifest-mismatch': 422
    'timestamp-invalid': 422
    'http-signature-invalid': 401
  }
}

export {}
