import { z } from 'zod'

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
