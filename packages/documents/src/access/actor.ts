/**
 * The person on whose behalf something is done, and the sign-in at which they asked for it. Comes from the session, never
 * from a request's body. What changes a document is refused when that sign-in has ended by then; it is left out by what
 * nobody is signed in for, such as a tool of whoever runs the server.
 */
export type Actor = { readonly userId: string; readonly signInId?: string | undefined }

/** The actor as a statement's `$2`, which names them by `asking`. */
export function whoAsks({ userId, signInId }: Actor): readonly [userId: string, signInId: string | null] {
  return [userId, signInId ?? null]
}

/** SQL that gives the person of `$2`; whatever locks a document then judges their sign-in, too. */
export const asking = 'asks_at($2::text[])'

/** As `asking`, for who may have no role yet by which a lock would judge them: judged is their sign-in itself. */
export const askingInPerson = 'asks_in_person($2::text[])'
