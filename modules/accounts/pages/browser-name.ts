const browsers = [
  ['Edge', /Edg\w*\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /Firefox\/(\d+)/],
  ['Chrome', /Chrome\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
] as const

const systems = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X/],
  ['Linux', /Linux/],
] as const

/** What a browser's own description (RFC 9110 section 10.1.5) comes to for a reader: `Firefox 140, Linux`; else the description itself. */
export function browserName(userAgent: string): string {
  const browser = browsers.map(([name, pattern]) => [name, pattern.exec(userAgent)?.[1]] as const).find(([, version]) => version)
  if (browser === undefined) return userAgent
  const system = systems.find(([, pattern]) => pattern.test(userAgent))
  return system === undefined ? browser.join(' ') : `${browser.join(' ')}, ${system[0]}`
}
