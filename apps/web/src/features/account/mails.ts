import 'server-only'
import { database, requestPasswordReset, requestVerification } from '@tandem/documents'
import { paths } from '#lib/paths.ts'
import { env } from '#server/env.ts'
import { composeMail } from '#server/mail/compose-mail.ts'
import type { Mail } from '#server/mail/mail.ts'

/** The link for another password, to whom it is for; null when nobody has that address. */
export async function passwordResetMail(email: string): Promise<Mail | null> {
  const link = await requestPasswordReset(database(), email)
  return (
    link &&
    composeMail({
      to: link.email,
      subject: 'Set another password for Tandem',
      paragraphs: [
        `Hello ${link.name},`,
        'somebody, hopefully you, asked for another password for your account. The link is good once, for half an hour.',
      ],
      action: { label: 'Set another password', url: absolute(paths.resetPassword(link.token)) },
      footer: 'If it was not you, do nothing: your password stays as it is.',
    })
  )
}

/** The link that proves somebody's address; null when there is nothing to prove. */
export async function verificationMail(userId: string): Promise<Mail | null> {
  const link = await requestVerification(database(), userId)
  return (
    link &&
    composeMail({
      to: link.email,
      subject: 'Confirm your e-mail address for Tandem',
      paragraphs: [
        `Hello ${link.name},`,
        'an account was made with this address. Confirm that it is yours; the link is good for a day.',
      ],
      action: { label: 'Confirm your e-mail address', url: absolute(paths.verifyEmail(link.token)) },
      footer: 'If you made no account, do nothing.',
    })
  )
}

/** From the configuration, never from a request: its Host header is whatever somebody wrote into it. */
function absolute(path: string): string {
  return new URL(path, env().NEXTAUTH_URL).href
}
