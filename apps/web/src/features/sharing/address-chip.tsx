import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { Icon } from '#ui/icon.tsx'
import { messages } from './messages.ts'

/** One of the addresses that are to be invited. Pressing it takes it away. */
export function AddressChip({
  email,
  isWrong,
  onRemove,
}: {
  readonly email: string
  readonly isWrong: boolean
  readonly onRemove: () => void
}) {
  return (
    <li className="max-w-full">
      <button
        type="button"
        aria-label={messages.removeAddress(email)}
        onClick={onRemove}
        className={clsx(
          'inline-flex h-control-sm max-w-full items-center gap-1 rounded-control border px-2 text-sm hover:bg-hover',
          isWrong ? 'border-danger text-danger' : 'border-line-strong',
        )}
      >
        <span className="truncate">{email}</span>
        <Icon shape={X} className="shrink-0" />
      </button>
    </li>
  )
}
