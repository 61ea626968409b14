/** The signed-in person on whose behalf something is done. Comes from the session, never from a request's body. */
export type Actor = { readonly userId: string }
