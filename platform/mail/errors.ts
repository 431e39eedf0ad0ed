declare module '@comity/errors' {
  interface ErrorRegistry {
    /** The mail server does not take this letter, now or later: the address is refused. `answer` is what it said. */
    'mail-refused': 422
    /** The mail server cannot be reached, does not let us in or asks to wait: worth another attempt. `answer` is what it said. */
    'mail-unavailable': 503
  }
}

export {}
