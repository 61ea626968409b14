const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One or two letters for a name: of its first and last word, whole graphemes, never half of one. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words[words.length - 1] ?? '') : ''
  return `${firstGrapheme(first)}${firstGrapheme(last)}`.toLocaleUpperCase('en')
}

/** Below this nothing is joined to what stands before it. The segmenter would say the same, but slowly, and avatars are drawn all the time. */
const firstJoining = 0x300

function firstGrapheme(word: string): string {
  const mayJoin = word.charCodeAt(0) >= firstJoining || word.charCodeAt(1) >= firstJoining
  if (!mayJoin) return word.charAt(0)
  for (const { segment } of segmenter.segment(word)) return segment
  return ''
}
