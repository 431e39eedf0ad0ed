declare module '@comity/errors' {
  interface ErrorRegistry {
    /** Neither CSV nor XLSX, damaged, or unpacking to more than it says. */
    'table-unreadable': 422
    /** More rows, columns or bytes than are read or written at once. */
    'table-too-large': 413
    /** More content than one PDF takes. */
    'document-too-large': 413
    /** The typesetter failed or took too long. */
    'document-not-made': 503
  }
}

export {}
