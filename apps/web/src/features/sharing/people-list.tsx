'use client'
import { useState } from 'react'
import type { Result } from '#lib/result.ts'
import { Button } from '#ui/button.tsx'
import { addPersonAction, blockPersonAction, changeRoleAction, handOverAction, removePersonAction } from './actions.ts'
import { messages } from './messages.ts'
import { type Person, withoutPerson, withRole } from './person.ts'
import { PersonRow } from './person-row.tsx'
import type { GivenRole, Sharing } from './sharing.ts'

type Problem = { readonly id: string; readonly message: string }
type Removed = { readonly person: Person; readonly at: number }

/**
 * Everybody with access. A change shows at once; when the server refuses, it is taken back and the reason stays. Who was
 * removed leaves a line with a way back, until the dialog closes.
 */
export function PeopleList({
  documentId,
  people,
  mayShare,
  owns,
  onChange,
  onChanged,
}: {
  readonly documentId: string
  readonly people: readonly Person[]
  readonly mayShare: boolean
  readonly owns: boolean
  /** Shows people before the server knows. */
  readonly onChange: (change: (people: readonly Person[]) => readonly Person[]) => void
  /** The server has said how everything is now. */
  readonly onChanged: (sharing: Sharing) => void
}) {
  const [problem, setProblem] = useState<Problem>()
  const [removed, setRemoved] = useState<readonly Removed[]>([])
  /** Whose access is shown as it will be: the server has not said yet that it is. */
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())

  const finished = async ({ id }: Person, work: Promise<Result<object>>) => {
    setBusy((current) => new Set([...current, id]))
    const result = await work.catch(() => null)
    setBusy((current) => new Set([...current].filter((other) => other !== id)))
    return result
  }

  const change = async (person: Person, role: GivenRole | 'owner') => {
    setProblem(undefined)
    onChange((current) => withRole(current, person.id, role))
    const result = await finished(person, changeRoleAction({ documentId, userId: person.id, role }))
    if (result?.ok) return
    onChange((current) => withRole(current, person.id, person.role))
    setProblem({ id: person.id, message: result?.message ?? messages.unreachable })
  }

  const remove = async (person: Person) => {
    const at = people.indexOf(person)
    setProblem(undefined)
    onChange((current) => withoutPerson(current, person.id))
    setRemoved((current) => [...current, { person, at }])
    const result = await finished(person, removePersonAction({ documentId, userId: person.id }))
    if (result?.ok) return
    setRemoved((current) => current.filter((entry) => entry.person.id !== person.id))
    onChange((current) => current.toSpliced(at, 0, person))
    setProblem({ id: person.id, message: result?.message ?? messages.unreachable })
  }

  const block = async (person: Person) => {
    setProblem(undefined)
    const result = await blockPersonAction({ documentId, userId: person.id }).catch(() => null)
    if (result?.ok) onChanged(result)
    else setProblem({ id: person.id, message: result?.message ?? messages.unreachable })
  }

  const handOver = async (person: Person) => {
    setProblem(undefined)
    const result = await handOverAction({ documentId, userId: person.id }).catch(() => null)
    // A full load: what the page offers to an owner goes away.
    if (result?.ok) return window.location.reload()
    setProblem({ id: person.id, message: result?.message ?? messages.unreachable })
  }

  const giveBack = async ({ person, at }: Removed) => {
    const { id, email, role } = person
    if (email === null) return
    setProblem(undefined)
    const given = role === 'owner' ? 'editor' : role
    let result: Result<object> | null = await addPersonAction({ documentId, email, role: given }).catch(() => null)
    if (result?.ok && role === 'owner')
      result = await changeRoleAction({ documentId, userId: id, role }).catch(() => null)
    if (!result?.ok) return setProblem({ id, message: result?.message ?? messages.unreachable })
    setRemoved((current) => current.filter((entry) => entry.person.id !== id))
    // Where they were: the row under the pointer does not jump away.
    onChange((current) => withoutPerson(current, id).toSpliced(at, 0, person))
  }

  // Somebody who was removed and then added again by address is on the list: no line for them.
  const gone = removed.filter(({ person }) => people.every(({ id }) => id !== person.id))
  const rows = gone.reduce<readonly (Person | Removed)[]>((list, entry) => list.toSpliced(entry.at, 0, entry), people)
  return (
    <ul>
      {rows.map((row) =>
        'at' in row ? (
          <RemovedRow
            key={row.person.id}
            person={row.person}
            busy={busy.has(row.person.id)}
            problem={problem?.id === row.person.id ? problem.message : undefined}
            onUndo={() => void giveBack(row)}
          />
        ) : (
          <PersonRow
            key={row.id}
            documentId={documentId}
            person={row}
            busy={busy.has(row.id)}
            mayChange={mayShare && (owns || row.role !== 'owner')}
            owns={owns}
            problem={problem?.id === row.id ? problem.message : undefined}
            onRole={(role) => void change(row, role)}
            onRemove={() => void remove(row)}
            onBlock={() => void block(row)}
            onHandOver={() => void handOver(row)}
          />
        ),
      )}
    </ul>
  )
}

/** The line that somebody leaves behind. It takes the focus that their row had. */
function RemovedRow({
  person,
  busy,
  problem,
  onUndo,
}: {
  readonly person: Person
  /** Whether they may still have access. */
  readonly busy: boolean
  readonly problem: string | undefined
  readonly onUndo: () => void
}) {
  return (
    <li className="flex min-h-12 items-center gap-3">
      <p role="status" className={problem ? 'grow text-danger text-sm' : 'grow text-sm text-text-muted'}>
        {problem ?? (busy ? messages.removing : messages.removed)(person.name)}
      </p>
      {person.email === null ? null : (
        <Button size="small" autoFocus pending={busy} onClick={onUndo}>
          {messages.undo}
        </Button>
      )}
    </li>
  )
}
