// npm run account -- disable|enable|sign-out|make-admin|unmake-admin <e-mail address>: what whoever runs the server does
// to an account, in the database of a running `npm start`, or in the data folder.
import { command } from './command.mjs'
import { readEnvironment } from './environment.mjs'
import { setup } from './setup.mjs'

await command(async () => {
  const environment = readEnvironment()
  await setup({ upTo: 'generate' })
  const { openDatabase } = await import('./database.mjs')
  const { tsx } = await import('./tsx.mjs')
  const database = await openDatabase(environment)
  try {
    return (
      await tsx('packages/documents/src/accounts/account-command.ts', process.argv.slice(2), {
        DATABASE_URL: database.url,
      })
    ).code
  } finally {
    await database.close()
  }
})
