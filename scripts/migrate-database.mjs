// Brings the database that DATABASE_URL names up to date, for where the launcher does not run: see docker-compose.yml.
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { migrate } from './migrate.mjs'

await command(async () => {
  const { databaseUrl } = readEnvironment()
  if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set: it names the PostgreSQL to bring up to date')
  const applied = await migrate(databaseUrl)
  console.log(applied.length > 0 ? `Applied: ${applied.join(', ')}` : 'The database is up to date')
})
