declare module '@comity/errors' {
  interface ErrorRegistry {
    /** The mail server does not take this letter, now or later: the address is refused. `answer` is what it said. */
    'mail-refused': 422
    /** The mail server does not take this letter now, and may later. `answer` is what it said. */
    'mail-deferred': 503
    /** The mail server cannot be reached, or takes nothing at all now: worth another attempt. `answer` is what it said. */
    'mail-unavailable': 503
    /** The mail server does not encrypt the line where it must be encrypted: nothing was said to it. */
    'mail-not-encrypted': 503
    /** The mail server's certificate is expired, of another name, or of nobody known: nothing was said to it. */
    'mail-not-trusted': 503
    /** The mail server knows no such user and password. */
    'mail-sign-in-refused': 503
  }
}

export {}
