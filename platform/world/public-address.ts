import { BlockList, isIP } from 'node:net'

// RFC 6890 and the IANA registries of special-purpose addresses: this machine, private nets, link-local with the metadata of clouds, carriers,
// examples, multicast, reserved.
const notPublic4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]
/** All public addresses of version 6 lie in here: what maps version 4, as ::ffff:10.0.0.1 does, lies outside. */
const global6 = ['2000::', 3] as const
const notPublic6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

/** Whether an IP address is reached over the public internet; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 4) return !listOf('ipv4', notPublic4).check(address, 'ipv4')
  if (version !== 6) return false
  return listOf('ipv6', [global6]).check(address, 'ipv6') && !listOf('ipv6', notPublic6).check(address, 'ipv6')
}

/** The same of the host of a URL; a name is public as far as can be said before it is looked up. */
export function isPublicHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  if (isIP(bare) !== 0) return isPublicAddress(bare)
  return !/(^|\.)(localhost|local|internal)\.?$/i.test(bare)
}

function listOf(family: 'ipv4' | 'ipv6', nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}
