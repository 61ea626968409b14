import { z } from 'zod'
import { parseLimits } from './limits/limit-overrides.ts'

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  COLLAB_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** The address to listen on. */
  COLLAB_HOST: z.string().default('127.0.0.1'),
  /** Shared with the web app, which mints the tickets. */
  TICKET_SECRET: z.string().min(32),
  /** The sites that may connect, separated by commas: exact origins, no patterns. */
  WEB_ORIGIN: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .pipe(z.array(z.url()).min(1)),
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

/** The server's configuration. */
export type Env = z.infer<typeof schema>

/** Reads the configuration. Throws an Error that names every variable that is missing or wrong. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const result = schema.safeParse(variables)
  if (result.success) return result.data
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The configuration is not complete:\n${lines.join('\n')}`)
}
