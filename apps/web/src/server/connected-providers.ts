import 'server-only'
import { database, listProviders } from '@tandem/documents'
import { type ProviderName, providerNames, storedProvider } from './providers.ts'

/** Those of the configured providers by which somebody can come in. */
export async function connectedProviders(userId: string): Promise<readonly ProviderName[]> {
  const known = await listProviders(database(), userId)
  return providerNames().filter(({ id }) => known.includes(storedProvider(id)))
}
