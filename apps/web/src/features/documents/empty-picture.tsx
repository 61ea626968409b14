/** Two carets in a few lines that are not written yet: the product's one picture, small. */
export function EmptyPicture() {
  return (
    <svg viewBox="0 0 120 56" aria-hidden="true" className="h-14 w-30">
      <g className="fill-line">
        <rect x="4" y="8" width="44" height="6" rx="3" />
        <rect x="16" y="25" width="58" height="6" rx="3" />
        <rect x="16" y="42" width="30" height="6" rx="3" />
      </g>
      <g className="fill-accent">
        <rect x="80" y="20" width="2" height="16" rx="1" />
        <rect x="80" y="15" width="16" height="7" rx="2" />
      </g>
      <g data-hue="2" className="fill-(--person)">
        <rect x="52" y="37" width="2" height="16" rx="1" />
        <rect x="52" y="32" width="12" height="7" rx="2" />
      </g>
    </svg>
  )
}
