'use client'
import { useState } from 'react'
import { toast } from '#ui/toast.tsx'
import { addPersonAction, changeRoleAction, removePersonAction } from './actions.ts'
import { messages } from './messages.ts'
import { type Person, withoutPerson, withRole } from './person.ts'
import { PersonRow } from './person-row.tsx'

/** Everybody with access. A change shows at once; when the server refuses, it is taken back and the reason stays. */
export function PeopleList({
  documentId,
  people,
  mayShare,
  onChange,
}: {
  readonly documentId: string
  readonly people: readonly Person[]
  readonly mayShare: boolean
  readonly onChange: (change: (people: readonly Person[]) => readonly Person[]) => void
}) {
  const [problem, setProblem] = useState<{ readonly id: string; readonly message: string }>()

  const change = async (person: Person, role: 'viewer' | 'editor') => {
    setProblem(undefined)
    onChange((current) => withRole(current, person.id, role))
    const result = await changeRoleAction({ documentId, userId: person.id, role }).catch(() => null)
    if (result?.ok) return
    onChange((current) => withRole(current, person.id, person.role))
    setProblem({ id: person.id, message: result?.message ?? messages.unreachable })
  }

  const remove = async (person: Person) => {
    setProblem(undefined)
    onChange((current) => withoutPerson(current, person.id))
    const result = await removePersonAction({ documentId, userId: person.id }).catch(() => null)
    if (!result?.ok) {
      onChange(() => people)
      setProblem({ id: person.id, message: result?.message ?? messages.unreachable })
      return
    }
    toast({
      message: messages.removed(person.name),
      ...(person.email === null ? {} : { action: { label: messages.undo, onAction: () => void giveBack(person) } }),
    })
  }

  const giveBack = async ({ email, role }: Person) => {
    if (email === null || (role !== 'viewer' && role !== 'editor')) return
    const result = await addPersonAction({ documentId, email, role }).catch(() => null)
    if (result?.ok) onChange(() => result.people)
    else toast({ tone: 'danger', message: result?.message ?? messages.unreachable })
  }

  return (
    <ul>
      {people.map((person) => (
        <PersonRow
          key={person.id}
          documentId={documentId}
          person={person}
          mayShare={mayShare}
          problem={problem?.id === person.id ? problem.message : undefined}
          onRole={(role) => void change(person, role)}
          onRemove={() => void remove(person)}
        />
      ))}
    </ul>
  )
}
