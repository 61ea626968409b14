import { clsx } from 'clsx'
import { columns } from './document-row.tsx'
import type { View } from './listed-query.ts'
import { messages } from './messages.ts'
import type { Listed } from './place.ts'
import { timeColumn } from './time-shown.ts'

/** The names of the columns, where there are columns. Every cell says its own name to a screen reader. */
export function ListHead({ place, view }: { readonly place: Listed['place']; readonly view: View }) {
  const { title, owner, role, people } = messages.columns
  const time = messages.columns[timeColumn(place, view.sort)]
  const names =
    place === 'mine' ? [title, people, time] : place === 'trash' ? [title, time] : [title, owner, role, time]
  return (
    <div
      aria-hidden
      className={clsx(
        'hidden h-8 items-center gap-x-4 border-line border-b pr-1 pl-3 text-text-faint text-xs lg:grid',
        columns[place],
      )}
    >
      <span />
      {names.map((name) => (
        <span key={name} className="truncate">
          {name}
        </span>
      ))}
    </div>
  )
}
