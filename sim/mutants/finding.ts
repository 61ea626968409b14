/** A seed with which an invariant did not hold. */
export type Finding = { readonly seed: number; readonly invariant: string; readonly what: string }

/** A seed that is run next. */
export type Progress = { readonly seed: number }
