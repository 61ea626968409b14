/** Text that is to come back, and where: a place in the text that shows. */
export type Missing = { readonly at: number; readonly text: string }

/**
 * Where text that is to come back has been typed again, right in front of its place or behind it, but not before `used`; null
 * if nowhere. `isLater` says whether all of a part of the text that shows was typed after it had gone.
 */
export function typedAgain(
  { at, text }: Missing,
  shown: string,
  used: number,
  isLater: (from: number, to: number) => boolean,
): number | null {
  const found = [at - text.length, at].find(
    (from) => from >= used && shown.startsWith(text, from) && isLater(from, from + text.length),
  )
  return found ?? null
}
