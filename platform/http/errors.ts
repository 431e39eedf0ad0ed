declare module '@comity/errors' {
  interface ErrorRegistry {
    /** A form came from another site, or its hidden token belongs to another session: load the page again and repeat. */
    'request-forged': 403
  }
}

export {}
