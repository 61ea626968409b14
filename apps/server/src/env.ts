import { isGuessable } from '@tandem/protocol/guessable-secret'
import { z } from 'zod'
import { parseLimits } from './limits/limit-overrides.ts'
import { UnsafeConfiguration } from './preflight.ts'

const variables = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  COLLAB_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** The address to listen on. */
  COLLAB_HOST: z.string().default('127.0.0.1'),
  /** Shared with the web app, which mints the tickets. */
  TICKET_SECRET: z.string().min(32, 'at least 32 characters, made by chance'),
  /** The sites that may connect, separated by commas: exact origins, no patterns. */
  WEB_ORIGIN: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(
      z
        .array(
          z
            .string()
            .refine(isOrigin, { error: ({ input }) => `"${input}" is no origin, as https://tandem.example.com is` }),
        )
        .min(1),
    ),
  /** Where operators ask for health and figures. 0: any free port. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** The Redis that several nodes share. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'a Redis address begins with redis:// or rediss://' }).optional(),
  /** Whether this is the only collaboration server on its database. Unset: it is, unless there is a Redis. */
  CLUSTER: z.enum(['one', 'many']).optional(),
  NODE_ENV: z.string().default('development'),
  /** How many proxies of our own are in front: so many entries of `X-Forwarded-For` are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Other limits than the usual ones: `name=value`, separated by commas; the names are in limits/server-limits.ts. */
  COLLAB_LIMITS: z
    .string()
    .default('')
    .transform((text, context) => {
      try {
        return parseLimits(text)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        context.addIssue({ code: 'custom', message: error.message })
        return z.NEVER
      }
    }),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
})

const schema = variables.transform(({ CLUSTER, ...rest }, context) => {
  if (CLUSTER === 'one' && rest.REDIS_URL) {
    const message = 'one node needs no Redis: take REDIS_URL away, or set CLUSTER to many'
    context.addIssue({ code: 'custom', path: ['CLUSTER'], message })
  }
  if (rest.NODE_ENV === 'production' && isGuessable(rest.TICKET_SECRET)) {
    const message = 'this one can be guessed: make one by chance, as with `openssl rand -base64 32`'
    context.addIssue({ code: 'custom', path: ['TICKET_SECRET'], message })
  }
  return { ...rest, CLUSTER: CLUSTER ?? (rest.REDIS_URL ? ('many' as const) : ('one' as const)) }
})

/** The server's configuration. */
export type Env = z.infer<typeof schema>

/**
 * Reads the configuration; an empty variable is one that is not set. Throws UnsafeConfiguration, which names every
 * variable that is missing or wrong.
 */
export function parseEnv(environment: Readonly<Record<string, string | undefined>>): Env {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = schema.safeParse(set)
  if (result.success) return result.data
  throw new UnsafeConfiguration(result.error.issues.map((issue) => `${issue.path[0]?.toString()}: ${issue.message}`))
}

/** A scheme, a host and a port, in the words in which browsers say it, and nothing behind. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && !text.includes('*')
}
