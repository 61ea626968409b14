'use client'
import type { AccountDeletion } from '@tandem/documents'
import Link from 'next/link'
import { useCallback, useEffect, useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Button } from '#ui/button.tsx'
import { LoadFailed } from '#ui/load-failed.tsx'
import { accountDeletionAction } from './delete-account-actions.ts'
import { DeleteAccountForm } from './delete-account-form.tsx'
import { messages } from './messages.ts'

type State =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'known'; readonly deletion: AccountDeletion }

/** Says what goes with the account, and what has to be seen to first. */
export function DeleteAccountDialog({ onCancel }: { readonly onCancel: () => void }) {
  const [state, setState] = useState<State>({ kind: 'loading' })
  const load = useCallback(async () => {
    setState({ kind: 'loading' })
    const answer = await accountDeletionAction().catch(() => null)
    if (answer?.ok) setState({ kind: 'known', deletion: answer })
    else setState({ kind: 'failed', message: answer?.message ?? messages.offline })
  }, [])
  useEffect(() => void load(), [load])

  switch (state.kind) {
    case 'loading':
      return <p className="text-sm text-text-muted">{messages.lookingAtDocuments}</p>
    case 'failed':
      return <LoadFailed message={state.message} again={messages.tryAgain} onAgain={() => void load()} />
    case 'known': {
      const { inTheWay } = state.deletion
      if (inTheWay.length === 0) {
        return <DeleteAccountForm deletion={state.deletion} onCancel={onCancel} onInTheWay={() => void load()} />
      }
      return (
        <>
          <p className="text-pretty text-sm">{messages.inTheWay(inTheWay.length)}</p>
          <ul className="my-3 flex flex-col">
            {inTheWay.map(({ id, title }) => (
              <li key={id}>
                <Link
                  href={paths.document(id)}
                  className="link inline-flex min-h-8 items-center text-sm pointer-coarse:min-h-11"
                >
                  <span className="truncate">{title}</span>
                </Link>
              </li>
            ))}
          </ul>
          <div className="flex justify-end">
            <Button onClick={onCancel}>{messages.cancel}</Button>
          </div>
        </>
      )
    }
  }
}
