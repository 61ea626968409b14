'use client'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Icon } from '#ui/icon.tsx'
import { Menu } from '#ui/menu.tsx'
import type { MenuItem } from '#ui/menu-item.ts'
import { removePersonAction } from './actions.ts'
import { MakeOwner } from './make-owner.tsx'
import { messages } from './messages.ts'
import type { Person } from './person.ts'
import { type GivenRole, givenRoles } from './sharing.ts'

/** One person, their role, and what may be done about it. */
export function PersonRow({
  documentId,
  person,
  busy,
  mayChange,
  owns,
  problem,
  onRole,
  onRemove,
  onBlock,
  onHandOver,
}: {
  readonly documentId: string
  readonly person: Person
  /** Whether their role is on its way to the server. */
  readonly busy: boolean
  readonly mayChange: boolean
  /** Whether who looks owns the document. */
  readonly owns: boolean
  readonly problem: string | undefined
  readonly onRole: (role: GivenRole | 'owner') => void
  readonly onRemove: () => void
  readonly onBlock: () => void
  readonly onHandOver: () => void
}) {
  const [asking, setAsking] = useState<'leave' | 'owner' | null>(null)
  const { id, name, email, hue, role, byLink, isYou } = person
  const label = messages.roles[role]

  const items: MenuItem[] = []
  if (mayChange && !isYou) {
    for (const choice of givenRoles.toReversed())
      items.push({
        kind: 'choice',
        label: messages.roles[choice],
        hint: messages.roleHints[choice],
        checked: role === choice,
        onSelect: () => role === choice || onRole(choice),
      })
    items.push({ kind: 'separator' })
    // A guest can't sign in again: nothing can be theirs alone.
    if (owns && email !== null)
      items.push({ kind: 'action', label: messages.makeOwner, onSelect: () => setAsking('owner') })
    items.push({ kind: 'action', label: messages.remove, danger: true, onSelect: onRemove })
    if (owns) items.push({ kind: 'action', label: messages.block, danger: true, onSelect: onBlock })
  }
  if (isYou && role !== 'owner')
    items.push({ kind: 'action', label: messages.leave, danger: true, onSelect: () => setAsking('leave') })

  return (
    <li>
      <div className="flex min-h-12 items-center gap-2.5">
        <Avatar name={name} hue={hue} picture={paths.picture(id)} />
        <div className="min-w-0 grow">
          <p className="truncate text-sm">
            <span className="font-medium">{name}</span>
            {isYou ? <span className="text-text-faint"> {messages.you}</span> : null}
          </p>
          <p className="truncate text-text-faint text-xs empty:hidden">
            {[email, byLink ? messages.byLink : null].filter((part) => part !== null).join(' · ')}
          </p>
        </div>
        {items.length === 0 ? (
          <span className="shrink-0 text-sm text-text-muted">{label}</span>
        ) : (
          <div className="flex shrink-0">
            <Menu
              items={items}
              trigger={(props) => (
                <Button
                  {...props}
                  tone="quiet"
                  size="small"
                  pending={busy}
                  className="-mr-2"
                  aria-label={messages.roleOf(isYou ? messages.you : name, label)}
                >
                  {label}
                  <Icon shape={ChevronDown} />
                </Button>
              )}
            />
          </div>
        )}
      </div>
      <p role="alert" className="pb-2 pl-9.5 text-danger text-sm empty:hidden">
        {problem}
      </p>
      {asking === 'leave' ? <Leave documentId={documentId} userId={person.id} onStay={() => setAsking(null)} /> : null}
      {asking === 'owner' ? (
        <MakeOwner
          name={name}
          isOwner={role === 'owner'}
          onCancel={() => setAsking(null)}
          onOwner={() => {
            setAsking(null)
            onRole('owner')
          }}
          onHandOver={onHandOver}
        />
      ) : null}
    </li>
  )
}

/** Nobody can undo this alone, so it asks. */
function Leave({
  documentId,
  userId,
  onStay,
}: {
  readonly documentId: string
  readonly userId: string
  readonly onStay: () => void
}) {
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const leave = async () => {
    setPending(true)
    const result = await removePersonAction({ documentId, userId }).catch(() => null)
    // A full load: the open document goes away with everything that belongs to it.
    if (result?.ok) return window.location.assign(paths.shared)
    setPending(false)
    setProblem(result?.message ?? messages.unreachable)
  }
  return (
    <section aria-label={messages.leave} className="mb-2 rounded-control border border-line bg-surface p-3 text-sm">
      <p className={problem ? 'text-danger' : undefined}>{problem ?? messages.leaveQuestion}</p>
      <div className="mt-3 flex justify-end gap-2">
        <Button size="small" autoFocus onClick={onStay}>
          {messages.stay}
        </Button>
        <Button size="small" tone="danger" pending={pending} onClick={() => void leave()}>
          {messages.leaveConfirm}
        </Button>
      </div>
    </section>
  )
}
