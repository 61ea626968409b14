/** Lines of the text that is typed in: a megabyte. */
export const lines = 25_000
/** How many others are there. */
export const peers = 10
/** Keys that are pressed for each figure. */
export const ownKeys = 60
/** What each of the others types. */
export const keysOfPeer = 50
/** So many of these keys are taken one by one; the others at a pace of five a second from each, which takes six seconds. */
export const keysOneByOne = 200
export const peerPauseMs = 20
/** Half of the others type in the lines that are on the screen, the rest far below. */
const visibleLines = 40

/** What somebody else typed and where their caret is then, as it comes over the wire. */
export type Step = { readonly peer: number; readonly change: Uint8Array; readonly caret: Uint8Array }

/** Everything a contender is measured with, in its own formats. */
export type Load = {
  /** The saved document. */
  readonly state: Uint8Array
  /** Keys of others in it, who take turns. */
  readonly steps: readonly Step[]
}

/** A line of the text, all of them equally long. */
export function line(at: number): string {
  const number = String(at).padStart(5, '0')
  return `const row${number} = read(${number}, "of many")\n`
}

/** Where each line is put, when those before it are there: all over the text, so that nothing can be kept as one run. */
export function* places(): Generator<number> {
  const width = line(0).length
  let random = 1
  for (let at = 0; at < lines; at++) {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0
    yield width * (random % (at + 1))
  }
}

/** Where in the text a peer types. */
export function placeOf(peer: number): number {
  const at = peer % 2 === 0 ? 3 + peer * 3 : visibleLines + Math.floor(((lines - visibleLines) * peer) / peers)
  return at * line(0).length
}

/** The text in which the others select everything: many lines, pasted at once. */
export function manyLines(): string {
  return Array.from({ length: 100_000 }, (_, at) => `value = ${at}`).join('\n')
}
