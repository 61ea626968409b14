/** Your tags on a document. */
export function DocumentTags({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null
  return (
    <ul className="flex min-w-0 shrink gap-1 overflow-hidden">
      {tags.map((tag) => (
        <li
          key={tag}
          className="max-w-32 shrink-0 truncate rounded-sm border border-line px-1.5 text-text-muted text-xs leading-5"
        >
          {tag}
        </li>
      ))}
    </ul>
  )
}
