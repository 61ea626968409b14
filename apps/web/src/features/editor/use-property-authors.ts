'use client'
import { propertyReplicas, type Session } from '@tandem/client'
import { useCallback, useEffect, useState } from 'react'
import type { Result } from '#lib/result.ts'
import type { Author } from './author.ts'
import type { SessionFacts } from './session-facts.ts'
import { useFact } from './use-session.ts'

/** Says who changed a property last; null as long as that is not known. */
export type AuthorOf = (property: string) => { readonly userId: string; readonly name: string } | null

/**
 * Who changed the properties last. The document knows with which replica, the server whose that was: it is asked again
 * when one shows up that it had not named, which it can as soon as a change of that replica is saved.
 */
export function usePropertyAuthors(
  session: Session,
  facts: SessionFacts,
  findAuthors: () => Promise<Result<{ authors: readonly Author[] }>>,
): AuthorOf {
  const properties = useFact(facts, (view) => view.properties)
  const settledAt = useFact(facts, (view) => view.settledAt)
  const [authors, setAuthors] = useState<ReadonlyMap<number, Author>>(new Map())
  // What is asked for changes with the properties; what can be answered, when my own changes are saved.
  useEffect(() => {
    const replicas = session.doc ? [...propertyReplicas(session.doc).values()] : []
    if (replicas.every((replica) => authors.has(replica))) return
    let wanted = true
    // Without an answer the panel says nothing about who: the properties are there all the same.
    findAuthors().then(
      (found) => {
        if (wanted && found.ok) setAuthors(new Map(found.authors.map((author) => [author.replica, author])))
      },
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [session, properties, settledAt])
  return useCallback(
    (property) => {
      const replica = session.doc && propertyReplicas(session.doc).get(property)
      return (replica == null ? null : authors.get(replica)) ?? null
    },
    // The document's answer changes with the properties.
    [session, authors, properties],
  )
}
