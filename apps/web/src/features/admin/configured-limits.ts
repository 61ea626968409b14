import 'server-only'
import { maxLinksPerDocument, maxSignIns, signInSeconds } from '@tandem/documents'
import { limits } from '@tandem/protocol'
import { env } from '#server/env.ts'

const number = new Intl.NumberFormat('en')

/** What this instance allows, in words. */
export function configuredLimits(): readonly { readonly name: string; readonly value: string }[] {
  const { NEXTAUTH_URL, SMTP_URL, TRUSTED_PROXIES } = env()
  return [
    { name: 'Address of this instance', value: NEXTAUTH_URL },
    { name: 'Mail', value: SMTP_URL ? `by ${new URL(SMTP_URL).hostname}` : 'written into the data folder' },
    { name: 'Reverse proxies that are trusted', value: number.format(TRUSTED_PROXIES) },
    { name: 'A sign-in lasts', value: `${number.format(signInSeconds / 86_400)} days` },
    { name: 'Sign-ins of one person', value: number.format(maxSignIns) },
    { name: 'Characters of one document', value: number.format(limits.maxDocumentUnits) },
    { name: 'Characters ever written into one document', value: number.format(limits.maxDocumentCharacters) },
    { name: 'Open pages of one document', value: number.format(limits.maxSessionsPerDocument) },
    { name: 'Links of one document', value: number.format(maxLinksPerDocument) },
    { name: 'Characters of a title', value: number.format(limits.maxTitleGraphemes) },
    { name: 'Characters of a name', value: number.format(limits.maxNameGraphemes) },
  ]
}
