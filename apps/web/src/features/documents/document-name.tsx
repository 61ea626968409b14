import type { DocumentActions } from './document-menu.ts'
import type { DocumentSummary } from './document-summary.ts'
import { DocumentTitle, type Renaming } from './document-title.tsx'

/** What a row or a card calls its document: a way to it that can be renamed, or in the trash only its title. */
export function DocumentName({
  document,
  isTrash,
  renaming: { link, renaming, start, end },
  actions,
}: {
  readonly document: DocumentSummary
  readonly isTrash: boolean
  readonly renaming: Renaming
  readonly actions: DocumentActions
}) {
  if (isTrash) return <span className="block truncate text-text-muted">{document.title}</span>
  return (
    <DocumentTitle
      document={document}
      link={link}
      renaming={renaming}
      onRename={start}
      onDone={(next, left) => {
        end(left)
        if (next !== null) actions.onRename(document, next)
      }}
    />
  )
}
