/** Who is behind a connection, as the world knows and a server has to find out. */
export type Visitor = {
  /** For the trace. */
  readonly name: string
  readonly userId: string
  /** The sign-in that it comes with now. */
  readonly signInId: string
  readonly documentId: string
}
