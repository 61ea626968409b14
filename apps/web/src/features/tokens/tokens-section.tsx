import 'server-only'
import { database, listTokens, tokenDays, tokenScopes } from '@tandem/documents'
import Link from 'next/link'
import { paths } from '#lib/paths.ts'
import { messages } from './messages.ts'
import { TokenList } from './token-list.tsx'

/** A person's tokens, and the way to make one. */
export async function TokensSection({ userId }: { readonly userId: string }) {
  const tokens = await listTokens(database(), userId)
  return (
    <section aria-labelledby="tokens" className="mt-10">
      <h2 id="tokens" className="font-semibold text-lg">
        {messages.title}
      </h2>
      <p className="mt-1 mb-3 text-pretty text-sm text-text-muted">
        {messages.text}{' '}
        <Link href={paths.developers} className="link">
          {messages.description}
        </Link>
      </p>
      <TokenList
        now={Date.now()}
        tokens={tokens.map(({ id, name, scopes, expiresAt, lastUsedAt }) => ({
          id,
          name,
          may: scopes.map((scope) => messages.scopeNames[scope]),
          expiresAt: expiresAt.getTime(),
          lastUsedAt: lastUsedAt?.getTime() ?? null,
        }))}
        choices={{
          scopes: tokenScopes.map((value) => ({ value, label: messages.scopeNames[value] })),
          days: tokenDays,
        }}
      />
    </section>
  )
}
