import type { Metadata } from 'next'
import { PlainPage } from '#features/brand/plain-page.tsx'
import { ApiOperation } from '#features/developers/api-operation.tsx'
import { messages } from '#features/developers/messages.ts'
import { showOperations } from '#features/developers/show-operations.ts'
import { paths } from '#lib/paths.ts'
import { apiCodes, statuses, titleOf } from '#server/api/api-error.ts'

export const metadata: Metadata = { title: messages.title }

export default function DevelopersPage() {
  const operations = showOperations()
  const tags = [...new Set(operations.map(({ tag }) => tag))]
  return (
    <PlainPage className="mx-auto w-full max-w-3xl px-4 pb-24">
      <h1 className="font-semibold text-2xl tracking-[-0.022em]">{messages.title}</h1>
      <p className="mt-1 text-text-muted">
        {messages.text}{' '}
        <a href={paths.api('/openapi.json')} className="link">
          {messages.machine}
        </a>
      </p>
      <nav aria-label={messages.operations} className="mt-6">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {tags.map((tag) => (
            <li key={tag}>
              <a href={`#${tag}`} className="link">
                {tag}
              </a>
            </li>
          ))}
          <li>
            <a href="#failures" className="link">
              {messages.codes}
            </a>
          </li>
        </ul>
      </nav>
      {tags.map((tag) => (
        <section key={tag} aria-labelledby={tag} className="mt-10">
          <h2 id={tag} className="mb-3 font-semibold text-lg">
            {tag}
          </h2>
          {operations
            .filter((operation) => operation.tag === tag)
            .map((operation) => (
              <ApiOperation key={operation.id} operation={operation} />
            ))}
        </section>
      ))}
      <section aria-labelledby="failures" className="mt-10">
        <h2 id="failures" className="font-semibold text-lg">
          {messages.codes}
        </h2>
        <p className="mt-1 mb-3 text-pretty text-sm text-text-muted">{messages.codesText}</p>
        <table className="w-full text-left text-sm">
          <thead>
            <tr>
              <th className="py-1 pr-4 font-medium">{messages.code}</th>
              <th className="py-1 font-medium">{messages.status}</th>
            </tr>
          </thead>
          <tbody>
            {apiCodes.map((code) => (
              <tr key={code} id={code} className="border-line border-t">
                <td className="py-1 pr-4">
                  <code>{code}</code> <span className="text-text-faint">{titleOf(code)}</span>
                </td>
                <td className="py-1 tabular-nums">{statuses[code]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </PlainPage>
  )
}
