/** A message to one person. */
export type Mail = {
  /** An address that was parsed by `@tandem/documents`, and nothing else: no name, no second one. */
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Hands a message over for good; rejects when that did not work. */
export type Deliver = (mail: Mail) => Promise<void>
