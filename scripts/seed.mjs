// npm run seed: people and documents to try things with, in the database of a running `npm start`, or in the data folder.
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  const environment = readEnvironment()
  await setup({ upTo: 'generate' })
  const { openDatabase } = await import('./database.mjs')
  const { migrate } = await import('./migrate.mjs')
  const { tsx } = await import('./tsx.mjs')
  const database = await openDatabase(environment)
  try {
    await migrate(database.url)
    return (await tsx('prisma/seed.ts', process.argv.slice(2), { DATABASE_URL: database.url })).code
  } finally {
    await database.close()
  }
})
