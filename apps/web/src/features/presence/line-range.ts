/** Lines from `first` to `last`, both included, counted from 1. */
export type LineRange = { readonly first: number; readonly last: number }
