import 'server-only'
import { DomainError } from '@tandem/documents'
import { apiCodeOf, statuses } from './api/api-error.ts'
import { problem } from './problem.ts'

/** Answers a request of a page of ours outside of actions: what can be expected to fail is told as what it is. */
export async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    return problem(statuses[apiCodeOf(error.code)], error.code, error.message)
  }
}
