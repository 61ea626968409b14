'use client'
import { Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { Result } from '#lib/result.ts'
import { useProof } from '#lib/use-proof.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import type { MenuItem } from '#ui/menu-item.ts'
import { toast } from '#ui/toast.tsx'
import { endSignInsAction, setDisabledAction } from './actions.ts'
import { messages } from './messages.ts'

/** Somebody with an account, as the list shows them. */
export type AccountLine = {
  readonly id: string
  readonly name: string
  /** Null for a guest. */
  readonly email: string | null
  readonly isVerified: boolean
  readonly isAdministrator: boolean
  readonly isDisabled: boolean
  readonly isYou: boolean
  /** In words: when they joined, when they signed in, what they own. */
  readonly about: string
}

/** Sends somebody a link for another password. */
export type SendReset = (input: { userId: string }) => Promise<Result>

/** One account, and what may be done about it. */
export function AccountRow({ account, sendReset }: { readonly account: AccountLine; readonly sendReset: SendReset }) {
  const router = useRouter()
  const withProof = useProof()
  const { id, name, email, isDisabled, isYou } = account
  const run = async (work: () => Promise<Result>, done: string) => {
    const result = await withProof(work)
    if (result?.ok) toast({ tone: 'success', message: done })
    else toast({ tone: 'danger', message: result?.message ?? messages.unreachable })
    router.refresh()
  }
  const items: MenuItem[] = []
  if (email !== null && !isDisabled)
    items.push({
      kind: 'action',
      label: messages.reset,
      onSelect: () => void run(() => sendReset({ userId: id }), messages.resetSent(name)),
    })
  if (!isDisabled)
    items.push({
      kind: 'action',
      label: messages.endSignIns,
      onSelect: () => void run(() => endSignInsAction({ userId: id }), messages.signInsEnded(name)),
    })
  if (!isYou)
    items.push({
      kind: 'action',
      label: isDisabled ? messages.enable : messages.disable,
      danger: !isDisabled,
      onSelect: () =>
        void run(
          () => setDisabledAction({ userId: id, disabled: !isDisabled }),
          isDisabled ? messages.enabledNow(name) : messages.disabledNow(name),
        ),
    })
  return (
    <li className="flex min-h-14 items-center gap-3 py-2">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          <span className="wrap-anywhere min-w-0 font-medium">{name}</span>
          {isYou ? <span className="text-text-faint">{messages.you}</span> : null}
          {account.isAdministrator ? <Badge tone="accent">{messages.administrator}</Badge> : null}
          {isDisabled ? <Badge tone="warning">{messages.disabled}</Badge> : null}
          {email === null ? <Badge>{messages.guest}</Badge> : null}
          {email !== null && !account.isVerified ? <Badge>{messages.unverified}</Badge> : null}
        </p>
        <p className="wrap-anywhere text-text-faint text-xs">
          {[email, account.about].filter((part) => part !== null).join(' · ')}
        </p>
      </div>
      {items.length > 0 ? (
        <Menu
          items={items}
          trigger={(props) => <IconButton {...props} icon={Ellipsis} label={messages.optionsOf(name)} />}
        />
      ) : null}
    </li>
  )
}
