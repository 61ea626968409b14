import { parseArgs } from 'node:util'
import { seed, seedPassword } from './seed/seed.ts'
import { database } from './src/client.ts'

// `npm run seed`: a pleasant development database, in the Postgres that DATABASE_URL names.

const { values } = parseArgs({ options: { production: { type: 'boolean', default: false } } })
if (process.env.NODE_ENV === 'production' && !values.production) {
  console.error('This would add people whose password everybody knows. If you want that in production: --production')
  process.exitCode = 1
} else {
  const db = database()
  try {
    const { emails, people, documents } = await seed(db)
    console.log(`Added ${people} people and ${documents} documents.`)
    console.log(`Sign in as ${emails.join(', ')}`)
    console.log(`with the password: ${seedPassword}`)
  } finally {
    await db.close()
  }
}
