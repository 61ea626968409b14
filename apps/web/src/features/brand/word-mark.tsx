import { Mark } from './mark.tsx'

/** The mark and the name. */
export function WordMark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold text-[0.9375rem] text-text tracking-[-0.02em]">
      <Mark />
      Tandem
    </span>
  )
}
