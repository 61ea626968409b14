import 'server-only'
import { isGuessable } from '@tandem/protocol/guessable-secret'
import { z } from 'zod'

/** A secret; in production none that can be guessed. */
const secret = z
  .string()
  .min(32)
  .refine((text) => process.env.NODE_ENV !== 'production' || !isGuessable(text), {
    error: 'this one can be guessed: make one by chance, as with `openssl rand -base64 32`',
  })

/** Who vouches for people: whoever stands between us and them over plain http could let anybody in as anybody. */
const issuer = z
  .url({ protocol: /^https?$/ })
  .refine((url) => process.env.NODE_ENV !== 'production' || url.startsWith('https:') || isLoopback(new URL(url)), {
    error: 'in production it has to be https: whoever is on the way to it could sign in as anybody',
  })

const schema = z.object({
  /** Where next-auth believes it is: cookies are secure when this is https. */
  NEXTAUTH_URL: z.url().default(`http://localhost:${process.env.PORT ?? 3000}`),
  NEXTAUTH_SECRET: secret,
  /** Shared with the collaboration server, which verifies what the web app mints. */
  TICKET_SECRET: secret,
  /** Where the browser finds the collaboration server. */
  COLLAB_URL: z.url().default(`http://localhost:${process.env.COLLAB_PORT ?? 4000}`),
  /** The mail server, with name and password; empty: messages are written into MAIL_FOLDER. */
  SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/ })]).default(''),
  /** Whom messages come from: an address, or a name and an address in angle brackets. */
  MAIL_FROM: z.string().default(''),
  MAIL_FOLDER: z.string().default(''),
  /** Other providers by which people can come in; each is there when its first variable is set. */
  GITHUB_CLIENT_ID: z.string().default(''),
  GITHUB_CLIENT_SECRET: z.string().default(''),
  GOOGLE_CLIENT_ID: z.string().default(''),
  GOOGLE_CLIENT_SECRET: z.string().default(''),
  OIDC_ISSUER: z.union([z.literal(''), issuer]).default(''),
  OIDC_CLIENT_ID: z.string().default(''),
  OIDC_CLIENT_SECRET: z.string().default(''),
  OIDC_NAME: z.string().default(''),
  /** How many reverse proxies stand in front; 0 means that X-Forwarded-For may be anybody's invention. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
})

/** The settings of the web app, parsed. */
export type Env = z.infer<typeof schema>

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

let parsed: Env | undefined

/** Parses the environment at first use, so that `next build` needs none of it. Throws when a setting is missing or wrong. */
export function env(): Env {
  parsed ??= schema.parse(process.env)
  return parsed
}

/** Whether the site is served over https. */
export function isSecure(): boolean {
  return env().NEXTAUTH_URL.startsWith('https:')
}

/**
 * Whether only addresses count that somebody has shown to be theirs: where mails really go out everybody can show it, so
 * nobody has to be believed.
 */
export function countsProvedOnly(): boolean {
  return env().SMTP_URL !== ''
}
