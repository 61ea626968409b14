import { defineConfig } from 'vitest/config'

const folders = '{apps,packages,prisma,bench,chaos,scripts}/**'
const onPostgres = [`${folders}/*.pg.test.{ts,mjs}`]

/** The suffix says where a test runs: `.test` and `.fuzz.test` anywhere, `.pg.test` on a real PostgreSQL. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/*.test.{ts,tsx,mjs}`],
          exclude: ['**/node_modules/**', '**/.next/**', ...onPostgres],
        },
      },
      {
        test: {
          name: 'pg',
          include: onPostgres,
          exclude: ['**/node_modules/**', '**/.next/**'],
          globalSetup: ['scripts/vitest-postgres.mjs'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
})
