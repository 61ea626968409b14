'use client'
import { ChevronsUpDown, LogOut, Settings, ShieldCheck, UserPlus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Icon } from '#ui/icon.tsx'
import { Menu } from '#ui/menu.tsx'
import { menuMessages as messages } from './menu-messages.ts'
import { useLeave } from './use-leave.tsx'

/** Who is signed in, and the way out. `compact` shows the avatar alone. */
export function AccountMenu({
  id,
  name,
  email,
  hue,
  isAdministrator,
  compact = false,
}: {
  readonly id: string
  readonly name: string
  /** Null for a guest. */
  readonly email: string | null
  readonly hue: number
  /** Whether they administer the instance. */
  readonly isAdministrator: boolean
  readonly compact?: boolean
}) {
  const router = useRouter()
  const { askAndLeave, question } = useLeave()
  return (
    <>
      <Menu
        wide={!compact}
        side={compact ? 'bottom' : 'top'}
        align={compact ? 'end' : 'start'}
        items={[
          { kind: 'heading', label: email ?? messages.guest },
          { kind: 'separator' },
          ...(email === null
            ? [
                {
                  kind: 'action' as const,
                  label: messages.signUp,
                  icon: UserPlus,
                  onSelect: () => router.push(paths.signUp()),
                },
              ]
            : []),
          {
            kind: 'action',
            label: messages.settings,
            icon: Settings,
            onSelect: () => router.push(paths.account),
          },
          ...(isAdministrator
            ? [
                {
                  kind: 'action' as const,
                  label: messages.administration,
                  icon: ShieldCheck,
                  onSelect: () => router.push(paths.admin),
                },
              ]
            : []),
          { kind: 'action', label: messages.signOut, icon: LogOut, onSelect: () => void askAndLeave() },
        ]}
        trigger={(props) => (
          <button
            type="button"
            {...props}
            aria-label={compact ? `${messages.account}: ${name}` : undefined}
            className={
              compact
                ? 'inline-flex size-control items-center justify-center rounded-full'
                : 'flex min-h-11 w-full min-w-0 items-center gap-2.5 rounded-control px-2 text-left transition-colors hover:bg-hover aria-expanded:bg-hover'
            }
          >
            <Avatar name={name} hue={hue} picture={paths.picture(id)} />
            {compact ? null : (
              <>
                <span className="min-w-0 grow">
                  <span className="sr-only">{messages.account}: </span>
                  <span className="block truncate font-medium text-sm">{name}</span>
                  <span className="block truncate text-text-faint text-xs">{email ?? messages.guest}</span>
                </span>
                <Icon shape={ChevronsUpDown} className="shrink-0 text-text-faint" />
              </>
            )}
          </button>
        )}
      />
      {question}
    </>
  )
}
