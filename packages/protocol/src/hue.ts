/** How many hues people can have: as many as the interface has colour tokens for. */
export const hueCount = 24

/**
 * A person's hue, the same on every device and in every document: FNV-1a (32 bit, Fowler–Noll–Vo) over the UTF-16 code
 * units of the user id, folded onto the palette. Two people of one document may share a hue; the interface then moves
 * the later one, locally.
 */
export function hueOf(userId: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < userId.length; at++) hash = Math.imul(hash ^ userId.charCodeAt(at), 0x01000193)
  // The low bits of FNV are its weakest: fold the high half in before the remainder.
  return ((hash ^ (hash >>> 16)) >>> 0) % hueCount
}
