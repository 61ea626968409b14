import type { ErrorCode } from '@tandem/protocol'

/** What a server action answers: what was asked for, or why not. `message` is for the person, `code` for the program. */
export type Result<T extends object = object> =
  | ({ readonly ok: true } & T)
  | {
      readonly ok: false
      readonly code: ErrorCode
      readonly message: string
      /** Which input it is about, when it is about one. */
      readonly field: string | null
    }
