import { z } from 'zod'
import { emailSchema } from './email.ts'
import { newPasswordSchema } from './password.ts'
import { nameSchema } from './person-text.ts'

/** A person, as they see themselves. A guest, who came by a link and has no account, has no `email`. */
export type Account = { readonly id: string; readonly email: string | null; readonly name: string }

/** What somebody gives who wants an account. */
export const signUpSchema = z.strictObject({ email: emailSchema, name: nameSchema, password: newPasswordSchema })

/** The password that is to be the next one. */
export const changePasswordSchema = z.strictObject({ next: newPasswordSchema })
