import 'server-only'
import { headers } from 'next/headers'
import { clientAddress } from './client-address.ts'

/** Where the request comes from that is being answered; null when that is not known. */
export async function requestAddress(): Promise<string | null> {
  const given = await headers()
  return clientAddress((name) => given.get(name))
}
