import { z } from 'zod'
import { emailSchema } from './email.ts'
import { newPasswordSchema } from './password.ts'
import { nameSchema } from './person-text.ts'

/** A person, as they see themselves. A guest, who came by a link and has no account, has no `email`. */
export type Account = { readonly id: string; readonly email: string | null; readonly name: string }

/** Somebody who is signed in: with the people colour that they chose, or the one that follows from their id. */
export type SignedIn = Account & { readonly hue: number }

/** What somebody gives who wants an account. */
export const signUpSchema = z.strictObject({ email: emailSchema, name: nameSchema, password: newPasswordSchema })

/** The password that is to be the next one. */
export const changePasswordSchema = z.strictObject({ next: newPasswordSchema })
