declare module '@comity/errors' {
  interface ErrorRegistry {
    /** Another node, or a server left from another start, uses this data folder. `folder`. */
    'data-folder-in-use': 503
    /** The user under whom the database runs cannot enter the data folder. `folder`, `user`. */
    'data-folder-unreachable': 503
    /** The disk of the data folder is full. `folder`. */
    'disk-full': 507
    /** The path of the database's socket is longer than the system allows: choose a shorter data folder. `path`, `limit`. */
    'data-folder-path-too-long': 503
    /** There is no embedded database for this kind of machine, or a part of it is missing: set `COMITY_DATABASE_URL`. `reason`. */
    'database-not-installed': 503
    /** The embedded database could not make its first files or could not start. `reason` is from its own log. */
    'database-not-started': 503
    /** The database server does not answer, or refuses this user. `server` names it without the password, `reason` says why. */
    'database-unreachable': 503
    /** The database server is older than this product supports. `version`, `oldest`. */
    'database-too-old': 503
    /** A released migration is no longer the file that was applied. `module`, `migration`. */
    'migration-changed': 503
    /** The database holds migrations which this release does not know: it was used by a newer release. `module`, `migration`. */
    'database-newer': 503
    /** The migrations of a module are not numbered 0001, 0002, … without gap. `module`, `migration`. */
    'migration-out-of-order': 503
    /** A migration failed; nothing of it remains. `module`, `migration`, `reason`. */
    'migration-failed': 503
  }
}

export {}
