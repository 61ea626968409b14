import 'server-only'
import { env } from './env.ts'

/** What the secrets of second factors are sealed with. With another one only recovery codes are left to people. */
export function secondFactorKey(): string {
  return env().NEXTAUTH_SECRET
}
