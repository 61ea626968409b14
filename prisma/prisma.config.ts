import { defineConfig } from 'prisma/config'

/** Read by Prisma's command line (`npm run db -- …`). The application itself connects through `src/client.ts`. */
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
})
