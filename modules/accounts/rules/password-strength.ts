/** NIST SP 800-63B-4 section 3.1.1.2: 15 characters at least where the password is the only factor; no rules of composition. */
export const minPasswordLength = 15

/** What is wrong with a password, or null. */
export function passwordFault(
  password: string,
  person: { readonly name: string; readonly login: string },
): 'too-short' | 'too-simple' | null {
  const text = normalized(password)
  const signs = Array.from(text)
  if (signs.length < minPasswordLength) return 'too-short'
  if (new Set(signs).size < 6) return 'too-simple'
  const lower = text.toLowerCase()
  // A blocklist of the person's own words (same section): what remains without them must still be long enough.
  const words = [person.login, ...person.login.split(/[._@-]/), ...person.name.split(/\s+/)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 3)
  const rest = words.toSorted((a, b) => b.length - a.length).reduce((left, word) => left.replaceAll(word, ''), lower)
  return rest.length < minPasswordLength / 2 ? 'too-simple' : null
}

/** The same password typed on another keyboard may be other code points (section 3.1.1.2: NFC or NFKC). */
export function normalized(password: string): string {
  return password.normalize('NFKC')
}
