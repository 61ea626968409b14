import type { Joined } from './joined.ts'

/**
 * What a connection may say depends on where it is.
 *
 *     awaiting-hello ──hello──▶ joining ──welcome──▶ joined
 *           │                     │                    │
 *           └──────── an error, or the connection ends ┴──▶ closing
 */
export type ConnectionSession =
  | { readonly phase: 'awaiting-hello' }
  /** Its `hello` is being looked into. */
  | { readonly phase: 'joining' }
  | { readonly phase: 'joined'; readonly joined: Joined }
  | { readonly phase: 'closing' }
