'use client'
import { createContext, use } from 'react'
import type { Result } from './result.ts'

/**
 * Does something on a person's behalf. Where the server wants them to show first who they are, they are asked, and it is
 * done again once they did; who does not gets the server's refusal. Null: the server could not be reached.
 */
export type WithProof = <Answer extends object>(deed: () => Promise<Result<Answer>>) => Promise<Result<Answer> | null>

/** Whoever can ask, around what may want it. */
export const ProofContext = createContext<WithProof>(reached)

/** The way to do what may want a proof. */
export function useProof(): WithProof {
  return use(ProofContext)
}

/** What comes of a deed; null when the server could not be reached. */
export function reached<Answer extends object>(deed: () => Promise<Result<Answer>>): Promise<Result<Answer> | null> {
  return deed().catch(() => null)
}

/** Whether an answer says that they have to show first who they are. */
export function wantsProof(answer: Result | null): boolean {
  return answer !== null && !answer.ok && answer.code === 'forbidden' && answer.field === 'proof'
}
