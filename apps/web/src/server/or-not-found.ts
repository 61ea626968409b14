import 'server-only'
import { DomainError } from '@tandem/documents'
import { notFound } from 'next/navigation'

/** What was asked for; a page that does not exist, for who may not know of it and for an address that nobody made. */
export async function orNotFound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'bad_request')) notFound()
    throw error
  }
}
