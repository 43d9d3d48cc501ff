/**
 * The part of an address that one subscriber holds: an IPv4 address whole, the first 64 bits of an IPv6 one. IPv4 in IPv6
 * clothes (`::ffff:192.0.2.1`) is IPv4.
 */
export function computeNetwork(address: string): string {
  const [, ipV4] = /(?:^|:)(\d+\.\d+\.\d+\.\d+)$/u.exec(address) ?? [];
  if (ipV4 !== undefined) return ipV4;
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === "" ? [] : tail.split(":");
  const missing = address.includes("::") ? Math.max(0, 8 - front.length - back.length) : 0;
  const groups = [...front, ...Array<string>(missing).fill("0"), ...back];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/u, ""))
    .join(":");
}
