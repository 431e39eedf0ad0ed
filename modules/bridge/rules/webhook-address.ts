import { isPublicHost } from '@comity/world'

/** Hosts of the own net that the node's configuration names: `cases.ministry.example` or `10.1.2.3:8443`. */
export type Hosts = readonly string[]

/** What is wrong with an address: not HTTPS, a user in it, a host that is not public. What its name leads to is seen at each attempt anew. */
export type AddressProblem = 'not-https' | 'credentials' | 'not-public'

/** Whether the configuration names the host, so that it may lie in the own net. */
export function isNamed(url: URL, hosts: Hosts): boolean {
  return hosts.some((host) => host.toLowerCase() === url.hostname || host.toLowerCase() === url.host)
}

/** What stands against sending events there; null: nothing. */
export function problemOfAddress(address: string, hosts: Hosts): AddressProblem | null {
  const url = new URL(address)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) return 'not-https'
  if (url.username !== '' || url.password !== '') return 'credentials'
  return isPublicHost(url.hostname) || isNamed(url, hosts) ? null : 'not-public'
}

function isLoopback(host: string): boolean {
  return /^(?:127(?:\.\d+){3}|\[::1\]|(?:.*\.)?localhost)$/.test(host)
}
