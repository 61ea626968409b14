import { messages } from './messages.ts'

/** What the server asks of a new password, so that the form can say it first. */
const minPasswordCharacters = 8

/** What a form can tell of a new password before anything is sent. */
export function passwordProblem(password: string): string | undefined {
  return [...password].length >= minPasswordCharacters ? undefined : messages.passwordShort
}
