import { type FormEvent, type RefObject, useRef, useState } from 'react'
import type { Result } from '#lib/result.ts'
import { messages } from './messages.ts'

/** What is wrong, by the name of a field, or with the whole `form`. */
export type Problems = Readonly<Record<string, string | undefined>>

/** A form of a few fields, as `Form` shows it. */
export type FormState = {
  readonly form: RefObject<HTMLFormElement | null>
  readonly problems: Problems
  readonly pending: boolean
  readonly submit: (event: FormEvent<HTMLFormElement>) => Promise<void>
}

/**
 * What all forms of an account have in common: what is missing is said before anything is sent, what the server says stands
 * at its field, and the first field with a problem has the focus.
 */
export function useForm<Field extends string>({
  fields,
  missing,
  send,
  again,
}: {
  /** Their names, from the top. */
  readonly fields: readonly Field[]
  /** What can be told here. */
  readonly missing?: (given: (field: Field) => string) => Problems
  /** Gives the problems; none: it is done. Null: it is done and the page goes, so that nothing is to be sent again. */
  readonly send: (given: (field: Field) => string) => Promise<Problems | null>
  /** What to enter again when the problem is the whole form's. */
  readonly again?: Field
}): FormState {
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems>({})
  const [pending, setPending] = useState(false)

  const report = (found: Problems) => {
    setProblems(found)
    const first = fields.find((field) => found[field]) ?? (found.form ? again : undefined)
    const input = form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)
    input?.focus()
    input?.select()
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const data = new FormData(event.currentTarget)
    const given = (field: Field) => String(data.get(field) ?? '')
    const lacking = missing?.(given) ?? {}
    if (Object.values(lacking).some(Boolean)) return report(lacking)
    setProblems({})
    setPending(true)
    const found = await send(given)
    if (found === null) return
    setPending(false)
    report(found)
  }
  return { form, problems, pending, submit }
}

/** What an answer of the server is to a form of these fields; null: the server could not be reached. */
export function problemsOf(answer: Result | null, fields: readonly string[] = []): Problems {
  if (answer === null) return { form: messages.offline }
  if (answer.ok) return {}
  return { [fields.find((field) => field === answer.field) ?? 'form']: answer.message }
}
