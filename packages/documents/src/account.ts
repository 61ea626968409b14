import { z } from 'zod'
import { emailSchema } from './email.ts'
import { newPasswordSchema } from './password.ts'
import { nameSchema } from './person-text.ts'

/** A person with an account, as the account's owner sees it. */
export type Account = { readonly id: string; readonly email: string; readonly name: string }

/** What somebody gives who wants an account. */
export const signUpSchema = z.strictObject({ email: emailSchema, name: nameSchema, password: newPasswordSchema })

/** The password that is to be the next one. */
export const changePasswordSchema = z.strictObject({ next: newPasswordSchema })
