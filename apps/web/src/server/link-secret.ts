import 'server-only'
import { env } from './env.ts'

/** What the addresses of share links are made with. Only the web app makes and reads them. */
export function linkSecret(): string {
  return env().NEXTAUTH_SECRET
}
