import type { OutboxChange, StoredDocument } from './offline-store.ts'

type Replicas = Pick<StoredDocument, 'replicas' | 'spares'>

/**
 * What takes the place of the replicas that a store has of a session: those that are given, and of the ones before them those
 * of which the outbox has something. Without their tickets it could never be sent, and whoever gives these may not have looked
 * at all of the outbox yet.
 */
export function replacedReplicas(
  before: Pick<Replicas, 'replicas'> | undefined,
  given: Replicas,
  outbox: readonly Pick<OutboxChange, 'replica'>[],
): Replicas {
  const unsent = new Set(outbox.map(({ replica }) => replica))
  for (const { replica } of [...given.replicas, ...given.spares]) unsent.delete(replica)
  const needed = before?.replicas.filter(({ replica }) => unsent.has(replica)) ?? []
  return { replicas: [...given.replicas, ...needed], spares: given.spares }
}
