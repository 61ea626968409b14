import { Star } from 'lucide-react'
import { paths } from '#lib/paths.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Icon } from '#ui/icon.tsx'
import type { DocumentSummary } from './document-summary.ts'
import { messages } from './messages.ts'

/** What stands behind a title: your star, and who is there. */
export function DocumentMarks({ starred, here }: Pick<DocumentSummary, 'starred' | 'here'>) {
  const names = here.map(({ name }) => name)
  return (
    <>
      {starred ? (
        <span className="shrink-0 text-warning">
          <Icon shape={Star} className="fill-current" />
          <span className="sr-only">{messages.isStarred}</span>
        </span>
      ) : null}
      {here.length > 0 ? (
        <span className="relative z-1 flex shrink-0 -space-x-1" title={messages.here(names)}>
          {here.map(({ id, name, hue }) => (
            <Avatar key={id} name={name} hue={hue} picture={paths.picture(id)} size="small" />
          ))}
          <span className="sr-only">{messages.here(names)}</span>
        </span>
      ) : null}
    </>
  )
}
