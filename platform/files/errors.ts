declare module '@comity/errors' {
  interface ErrorRegistry {
    /** A stored file no longer has the bytes it was stored with. */
    'file-damaged': 500
    /** No file is stored under this hash. */
    'file-not-found': 404
  }
}

export {}
