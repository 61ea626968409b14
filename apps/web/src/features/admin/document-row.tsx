'use client'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { useProof } from '#lib/use-proof.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { toast } from '#ui/toast.tsx'
import { transferAction } from './actions.ts'
import { messages } from './messages.ts'

/** A document, as the list shows it. */
export type DocumentLine = {
  readonly id: string
  readonly title: string
  readonly isTrashed: boolean
  /** In words: whose it is, how many people there are, when it was edited. */
  readonly about: string
}

/** One document, and the way to another owner. */
export function DocumentRow({ document: { id, title, isTrashed, about } }: { readonly document: DocumentLine }) {
  const router = useRouter()
  const withProof = useProof()
  const [asking, setAsking] = useState(false)
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const email = String(new FormData(event.currentTarget).get('email'))
    setPending(true)
    setProblem(undefined)
    const result = await withProof(() => transferAction({ documentId: id, email }))
    setPending(false)
    if (!result?.ok) return setProblem(result?.message ?? messages.unreachable)
    setAsking(false)
    toast({ tone: 'success', message: messages.transferred(title) })
    router.refresh()
  }

  return (
    <li className="py-2">
      <div className="flex min-h-11 items-center gap-x-3 gap-y-2 max-sm:flex-col max-sm:items-start">
        <div className="min-w-0 grow">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <span className="wrap-anywhere min-w-0 font-medium">{title}</span>
            {isTrashed ? <Badge>{messages.inTrash}</Badge> : null}
          </p>
          <p className="wrap-anywhere text-text-faint text-xs">{about}</p>
        </div>
        <Button
          size="small"
          aria-expanded={asking}
          aria-label={messages.transferOf(title)}
          onClick={() => setAsking(!asking)}
        >
          {messages.transfer}
        </Button>
      </div>
      {asking ? (
        <form
          noValidate
          aria-label={messages.transferOf(title)}
          onSubmit={submit}
          className="mt-2 flex flex-col gap-3 rounded-control border border-line bg-surface p-3"
        >
          <TextField
            label={messages.newOwner}
            name="email"
            type="email"
            autoComplete="off"
            autoFocus
            hint={messages.transferText}
            error={problem}
          />
          <div className="flex justify-end gap-2">
            <Button size="small" onClick={() => setAsking(false)}>
              {messages.cancel}
            </Button>
            <Button size="small" type="submit" tone="danger" pending={pending}>
              {messages.transferNow}
            </Button>
          </div>
        </form>
      ) : null}
    </li>
  )
}
