import 'server-only'
import type { RequestNews } from '@tandem/documents'
import { paths } from '#lib/paths.ts'
import type { CurrentUser } from '#server/current-user.ts'
import { env } from '#server/env.ts'
import { composeMail } from '#server/mail/compose-mail.ts'
import { sendMail } from '#server/mail/send-mail.ts'
import { admitRequestMail } from '#server/sharing-rates.ts'
import { mails } from './mails.ts'

/** Mails a document's owners that somebody asks for access. */
export function tellOwners(
  asker: Pick<CurrentUser, 'name'>,
  { documentId, title, owners }: RequestNews,
  message = '',
): void {
  const url = new URL(paths.document(documentId), env().NEXTAUTH_URL).href
  const content = mails.request({ asker: asker.name, title, message, url })
  for (const { email } of owners) {
    sendMail(async () => ((await admitRequestMail(email)) ? composeMail({ to: email, ...content }) : null))
  }
}
