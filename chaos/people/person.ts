/** Somebody who is signed in. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string
  /** Changes when they sign in again. */
  signInId: string
}
