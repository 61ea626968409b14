// npm run db -- <arguments of the Prisma CLI>
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { setup } from './setup.mjs'

const needsNoDatabase = new Set(['generate', 'format', 'validate', 'version', '--version', '-v', '--help', '-h'])

await command(async () => {
  const args = process.argv.slice(2)
  const environment = readEnvironment()
  const [verb] = args
  const { prisma } = await import('./prisma-cli.mjs')
  if (verb === undefined || needsNoDatabase.has(verb)) {
    await setup({ upTo: 'install' })
    return (await prisma(verb === undefined ? ['--help'] : args)).code
  }
  await setup({ upTo: 'generate' })
  const { openDatabase } = await import('./database.mjs')
  const database = await openDatabase(environment)
  try {
    return (await prisma(args, { databaseUrl: database.url })).code
  } finally {
    await database.close()
  }
})
