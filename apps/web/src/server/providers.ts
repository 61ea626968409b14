import 'server-only'
import type { ProviderIdentity } from '@tandem/documents'
import type { Account, Profile } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { type Env, env } from './env.ts'

/** Another provider by which people can come in, as pages show it. */
export type ProviderName = { readonly id: string; readonly name: string }

/**
 * What a provider is called where it is kept who somebody is there. With OpenID Connect of an address that is configured it is
 * that address: whoever another one knows by the same subject is somebody else.
 */
export function storedProvider(id: string): string {
  return id === 'oidc' ? withoutSlash(env().OIDC_ISSUER) : id
}

/** The providers that are configured: none, unless somebody set their variables. */
export function providerNames(): readonly ProviderName[] {
  return providers(env()).map(({ id, name }) => ({ id, name }))
}

/** The same, as next-auth wants them. */
export function providers(settings: Env): OAuthConfig<Claims>[] {
  const { GITHUB_CLIENT_ID, GITHUB_CLIENT_SECRET, GOOGLE_CLIENT_ID, GOOGLE_CLIENT_SECRET } = settings
  const { OIDC_ISSUER, OIDC_NAME, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = settings
  const google = { clientId: GOOGLE_CLIENT_ID, clientSecret: GOOGLE_CLIENT_SECRET }
  const other = { clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET }
  return [
    ...(GITHUB_CLIENT_ID ? [github({ clientId: GITHUB_CLIENT_ID, clientSecret: GITHUB_CLIENT_SECRET })] : []),
    ...(GOOGLE_CLIENT_ID ? [openId('google', 'Google', 'https://accounts.google.com', google)] : []),
    ...(OIDC_ISSUER ? [openId('oidc', OIDC_NAME || 'Single sign-on', OIDC_ISSUER, other)] : []),
  ]
}

/** Who somebody is at a provider, after next-auth verified what it said. */
export function identityOf(account: Account, profile: Profile | undefined): ProviderIdentity {
  const { email, email_verified, name, auth_time } = claims.parse(profile ?? {})
  return {
    provider: storedProvider(account.provider),
    subject: account.providerAccountId,
    email: email ?? null,
    emailVerified: email_verified === true,
    name: name ?? '',
    signedInAt: auth_time === undefined ? null : new Date(auth_time * 1000),
  }
}

type Claims = Record<string, unknown>
type Client = { readonly clientId: string; readonly clientSecret: string }

/** The last moment that a `Date` knows. */
const maxSeconds = 8_640_000_000_000

const claims = z.object({
  email: z.string().nullish(),
  email_verified: z.unknown(),
  name: z.string().nullish(),
  /** In seconds. Whoever is asked with `max_age` has to tell it. */
  auth_time: z.number().min(0).max(maxSeconds).optional().catch(undefined),
})

function openId(id: string, name: string, issuer: string, client: Client): OAuthConfig<Claims> {
  return {
    ...client,
    id,
    name,
    type: 'oauth',
    wellKnown: `${withoutSlash(issuer)}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    profile: ({ sub }) => ({ id: String(sub) }),
  }
}

function withoutSlash(issuer: string): string {
  return issuer.replace(/\/$/, '')
}

const gitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

/** Not OpenID Connect: who it is says one address, and whether it is theirs another. */
function github(client: Client): OAuthConfig<Claims> {
  return {
    ...client,
    id: 'github',
    name: 'GitHub',
    type: 'oauth',
    authorization: { url: 'https://github.com/login/oauth/authorize', params: { scope: 'read:user user:email' } },
    token: 'https://github.com/login/oauth/access_token',
    userinfo: {
      url: 'https://api.github.com/user',
      async request({ client, tokens }) {
        const token = tokens.access_token ?? ''
        const [user, answer] = await Promise.all([
          client.userinfo(token),
          fetch('https://api.github.com/user/emails', {
            headers: { Authorization: `Bearer ${token}` },
            signal: AbortSignal.timeout(10_000),
          }),
        ])
        const emails = answer.ok ? gitHubEmails.parse(await answer.json()) : []
        const email = emails.find(({ primary, verified }) => primary && verified)?.email
        const known = {
          ...user,
          name: user.name ?? String(user.login),
          email: email ?? '',
          email_verified: email !== undefined,
        }
        return known
      },
    },
    checks: ['pkce', 'state'],
    profile: ({ id }) => ({ id: String(id) }),
  }
}
