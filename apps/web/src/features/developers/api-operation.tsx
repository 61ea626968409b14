import { Badge } from '#ui/badge.tsx'
import { messages } from './messages.ts'
import type { ShownOperation } from './shown-operation.ts'

/** One operation: its address, what it takes and what it answers. */
export function ApiOperation({ operation }: { readonly operation: ShownOperation }) {
  const { id, method, path, summary, description, scope, parameters, body, answers } = operation
  return (
    <section aria-labelledby={id} className="border-line border-t py-6">
      <h3 id={id} className="font-semibold text-base">
        {summary}
      </h3>
      <p className="mt-1.5 flex flex-wrap items-center gap-2">
        <Badge tone="accent">{method}</Badge>
        <code className="break-all text-sm">{path}</code>
        <Badge>{scope}</Badge>
      </p>
      {description === undefined ? null : <p className="mt-2 text-pretty text-sm text-text-muted">{description}</p>}
      <dl className="mt-3 grid gap-x-4 gap-y-2 text-sm sm:grid-cols-[6rem_1fr]">
        {parameters.length === 0 && body === null ? null : (
          <>
            <dt className="font-medium">{messages.takes}</dt>
            <dd className="min-w-0">
              {parameters.length === 0 ? null : (
                <ul>
                  {parameters.map(({ name, place, isRequired }) => (
                    <li key={name}>
                      <code>{name}</code>{' '}
                      <span className="text-text-faint">
                        {place}
                        {isRequired ? `, ${messages.required}` : ''}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
              {body === null ? null : <Schema {...body} />}
            </dd>
          </>
        )}
        <dt className="font-medium">{messages.answers}</dt>
        <dd className="min-w-0">
          {answers.map((answer) => (
            <Schema key={answer.label} {...answer} />
          ))}
        </dd>
      </dl>
    </section>
  )
}

function Schema({
  label,
  type,
  schema,
}: {
  readonly label: string
  readonly type: string
  readonly schema: string | null
}) {
  const line = (
    <>
      {label} <span className="text-text-faint">{type}</span>
    </>
  )
  if (schema === null) return <p>{line}</p>
  return (
    <details>
      <summary className="cursor-pointer">{line}</summary>
      {/* It scrolls, so the keyboard has to get there. */}
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls
        tabIndex={0}
        className="mt-1 max-h-96 overflow-auto rounded-control border border-line bg-surface p-3 text-xs"
      >
        {schema}
      </pre>
    </details>
  )
}
