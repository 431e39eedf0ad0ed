declare module '@comity/errors' {
  interface ErrorRegistry {
    /**
     * Another computer gave no usable answer. `reason`: `refused`, `unknown-name`, `cut-off`, `not-trusted`, `timed-out`,
     * `too-large`, `unknown-protocol`, `not-public` or `unreachable`.
     */
    'no-answer': 502
  }
}

export {}
