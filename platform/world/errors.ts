declare module '@comity/errors' {
  interface ErrorRegistry {
    /**
     * Another computer gave no usable answer. `reason`: `refused`, `unknown-name`, `cut-off`, `not-trusted`, `timed-out`,
     * `too-large`, `unknown-protocol`, `not-public` or `unreachable`; of the proxy on the way `proxy-unreachable`,
     * `proxy-password`, `proxy-refused`, or `proxy-failed` where it did not reach the other computer.
     */
    'no-answer': 502
  }
}

export {}
