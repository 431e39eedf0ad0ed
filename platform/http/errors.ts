declare module '@comity/errors' {
  interface ErrorRegistry {
    /** A form came from another site, or its hidden token belongs to another session: load the page again and repeat. */
    'request-forged': 403
    /** This very form was sent before, and what came of it cannot be shown again: look, and open the form again where it is needed. */
    'form-sent-before': 409
  }
}

export {}
