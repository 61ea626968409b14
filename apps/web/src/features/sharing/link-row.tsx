'use client'
import { Check, Copy, Ellipsis, Link2 } from 'lucide-react'
import { useState } from 'react'
import { formatAgo, formatMoment } from '#lib/dates.ts'
import type { Result } from '#lib/result.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu } from '#ui/menu.tsx'
import { useCopied } from '#ui/use-copied.ts'
import { removeLinkAction, renewLinkAction, setLinkApprovalAction } from './link-actions.ts'
import { messages } from './link-messages.ts'
import { LinkSettingsForm } from './link-settings-form.tsx'
import type { LinkSummary } from './share-link.ts'

type Links = { readonly links: readonly LinkSummary[] }

/** One link, what came of it, and what may be done about it. */
export function LinkRow({
  documentId,
  link,
  onChanged,
}: {
  readonly documentId: string
  readonly link: LinkSummary
  /** The links are others now, and this is why. */
  readonly onChanged: (links: readonly LinkSummary[], what: string) => void
}) {
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { copied, copy } = useCopied(messages.copyFailed)
  const name = link.name || messages.unnamed

  const change = async (work: Promise<Result<Links>>, what: string) => {
    setProblem(undefined)
    const result = await work.catch(() => null)
    if (result?.ok) onChanged(result.links, what)
    else setProblem(result?.message ?? messages.unreachable)
  }
  const named = { documentId, linkId: link.id }

  return (
    <li>
      <div className="flex min-h-12 items-center gap-2.5">
        <Icon shape={Link2} className="mx-1.5 shrink-0 text-text-faint" />
        <div className="min-w-0 grow">
          <p className="truncate text-sm">
            <span className="font-medium">{name}</span>
            <span className="text-text-faint"> · {messages.roles[link.role]}</span>
          </p>
          <p className="text-pretty text-text-faint text-xs">{describe(link)}</p>
        </div>
        <div className="-mr-1 flex shrink-0 gap-1">
          <IconButton
            size="small"
            icon={copied ? Check : Copy}
            label={copied ? messages.copied : messages.copy(name)}
            onClick={() => void copy(link.url)}
          />
          <Menu
            items={[
              { kind: 'action', label: messages.settings, onSelect: () => setEditing(true) },
              {
                kind: 'action',
                label: link.approval ? messages.letIn : messages.ask,
                onSelect: () =>
                  void change(
                    setLinkApprovalAction({ ...named, approval: !link.approval }),
                    link.approval ? messages.letInNow : messages.asksNow,
                  ),
              },
              {
                kind: 'action',
                label: messages.renew,
                onSelect: () => void change(renewLinkAction(named), messages.renewed),
              },
              { kind: 'separator' },
              {
                kind: 'action',
                label: messages.remove,
                danger: true,
                onSelect: () => void change(removeLinkAction(named), messages.removed(name)),
              },
            ]}
            trigger={(props) => <IconButton {...props} size="small" icon={Ellipsis} label={messages.optionsOf(name)} />}
          />
        </div>
        <span role="status" className="sr-only">
          {copied ? messages.copied : ''}
        </span>
      </div>
      <p role="alert" className="pb-2 pl-9.5 text-danger text-sm empty:hidden">
        {problem}
      </p>
      {editing ? (
        <LinkSettingsForm
          documentId={documentId}
          link={link}
          name={name}
          onDone={(links) => {
            setEditing(false)
            if (links) onChanged(links, messages.settingsOf(name))
          }}
        />
      ) : null}
    </li>
  )
}

function describe({ uses, lastUsedAt, expiresAt, hasPassword, approval, open }: LinkSummary): string {
  if (!open && expiresAt) return messages.over(formatMoment(new Date(expiresAt)))
  const parts = [
    uses === 0 ? messages.unused : messages.uses(uses),
    lastUsedAt === null ? null : messages.lastUsed(formatAgo(new Date(lastUsedAt), new Date())),
    expiresAt === null ? null : messages.until(formatMoment(new Date(expiresAt))),
    hasPassword ? messages.locked : null,
    approval ? messages.asks : null,
  ]
  return parts.filter((part) => part !== null).join(', ')
}
