/** Props of `FoundLine`. */
export type FoundLineProps = {
  readonly line: number
  readonly pieces: readonly { readonly text: string; readonly found: boolean }[]
}

/** A line of a text in which something was found, with its number and what was found marked. */
export function FoundLine({ line, pieces }: FoundLineProps) {
  // Pieces have nothing to be told apart by but their places.
  const placed = pieces.map((piece, at) => ({ ...piece, at }))
  return (
    <span className="flex gap-2.5 font-mono text-text-muted text-xs leading-5">
      <span className="w-8 shrink-0 text-right text-text-faint tabular-nums">{line}</span>
      <span className="min-w-0 truncate whitespace-pre">
        {placed.map(({ at, text, found }) =>
          found ? (
            <mark key={at} className="rounded-xs bg-selection text-text forced-colors:bg-[Mark]">
              {text}
            </mark>
          ) : (
            text
          ),
        )}
      </span>
    </span>
  )
}
