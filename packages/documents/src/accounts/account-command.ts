import { type Database, database } from '@tandem/db'
import { setAdministrator } from '../administration/administrators.ts'
import { accountWithEmail, disableAccount, enableAccount } from './accounts.ts'
import { dropSecondFactor } from './second-factor/second-factor.ts'
import { endAllSignIns } from './sign-ins.ts'

// `npm run account`: what whoever runs the server does to an account.

const actions: Readonly<Record<string, (db: Database, userId: string) => Promise<void>>> = {
  disable: disableAccount,
  enable: enableAccount,
  'sign-out': endAllSignIns,
  'second-factor-off': dropSecondFactor,
  'make-admin': (db, userId) => setAdministrator(db, userId, true),
  'unmake-admin': (db, userId) => setAdministrator(db, userId, false),
}

const [verb, email] = process.argv.slice(2)
const action = Object.entries(actions).find(([name]) => name === verb)?.[1]
if (!action || !email) {
  console.error(`Usage: npm run account -- ${Object.keys(actions).join('|')} <e-mail address>`)
  process.exitCode = 1
} else {
  const db = database()
  try {
    const account = await accountWithEmail(db, email)
    if (account) {
      await action(db, account.id)
      console.log(`Done: ${verb} ${account.email}`)
    } else {
      console.error('Nobody has signed up with that e-mail address.')
      process.exitCode = 1
    }
  } finally {
    await db.close()
  }
}
