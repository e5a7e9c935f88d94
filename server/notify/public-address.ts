/** Which addresses are somebody's on the open Internet, and not the house's own, its neighbour's or the machine's (RFC 6890). */
import { BlockList, isIP } from 'node:net'

/** What is not reached from everywhere, or stands for an address that may not be (IANA special-purpose registries). */
// biome-ignore format: hand-aligned table
const CLOSED_4 = [
  ['0.0.0.0',       8],  // this network (RFC 791); 0.0.0.0 itself is this machine on Linux
  ['10.0.0.0',      8],  // private (RFC 1918)
  ['100.64.0.0',   10],  // shared behind a carrier's NAT (RFC 6598)
  ['127.0.0.0',     8],  // loopback (RFC 1122)
  ['169.254.0.0',  16],  // link-local (RFC 3927), where clouds keep their metadata
  ['172.16.0.0',   12],  // private (RFC 1918)
  ['192.0.0.0',    24],  // protocol assignments (RFC 6890)
  ['192.0.2.0',    24],  // documentation (RFC 5737)
  ['192.88.99.0',  24],  // 6to4 relays (RFC 7526)
  ['192.168.0.0',  16],  // private (RFC 1918)
  ['198.18.0.0',   15],  // benchmarks (RFC 2544)
  ['198.51.100.0', 24],  // documentation (RFC 5737)
  ['203.0.113.0',  24],  // documentation (RFC 5737)
  ['224.0.0.0',     4],  // multicast (RFC 5771)
  ['240.0.0.0',     4],  // reserved (RFC 1112), and broadcast
] as const

/**
 * Of IPv6 only what is given out as global unicast is open at all (RFC 4291 §2.4): loopback, link-local, unique local, multicast,
 * NAT64 and every way of writing an IPv4 address in an IPv6 one lie outside of it.
 */
const OPEN_6 = ['2000::', 3] as const
// biome-ignore format: hand-aligned table
const CLOSED_6 = [
  ['2001::',       23],  // protocol assignments: Teredo (RFC 4380), benchmarks (RFC 5180), ORCHID (RFC 7343)
  ['2001:db8::',   32],  // documentation (RFC 3849)
  ['2002::',       16],  // 6to4 (RFC 3056): an IPv4 address in it says where it leads
  ['3fff::',       20],  // documentation (RFC 9637)
] as const

const closed4 = new BlockList()
for (const [net, prefix] of CLOSED_4) closed4.addSubnet(net, prefix, 'ipv4')
const open6 = new BlockList()
open6.addSubnet(...OPEN_6, 'ipv6')
const closed6 = new BlockList()
for (const [net, prefix] of CLOSED_6) closed6.addSubnet(net, prefix, 'ipv6')

/** @param address in canonical text, as a resolver or `URL` writes it; one with a zone (`fe80::1%eth0`), or none at all, is not public */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false
  const family = isIP(address)
  if (family === 4) return !closed4.check(address, 'ipv4')
  return family === 6 && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}
