import 'server-only'
import { Throttle } from './throttle.ts'

const minuteMs = 60_000

/** Guessing at one account. A person who mistypes ten times in a minute waits six seconds for the next try. */
const perAccount = new Throttle({ burst: 10, perMs: minuteMs })
/** One guess at each of many accounts, from one place. */
const perAddress = new Throttle({ burst: 60, perMs: minuteMs })
/** Every try costs a password hash: this many a minute are less than one core's work. */
const perServer = new Throttle({ burst: 600, perMs: minuteMs })
/** Accounts that one address may make, so that nobody fills the table. */
const signUpsPerAddress = new Throttle({ burst: 20, perMs: 10 * minuteMs })

/** Whether this sign-in may be tried now. The account's limit never locks it: it refills while the owner waits. */
export function admitSignIn(email: string, address: string | null): boolean {
  const now = Date.now()
  const account = email.trim().toLowerCase()
  return (
    perServer.admit('', now) &&
    (address === null || perAddress.admit(address, now)) &&
    perAccount.admit(`${account} ${address ?? ''}`, now)
  )
}

/** Whether this account may be made now. */
export function admitSignUp(email: string, address: string | null): boolean {
  const now = Date.now()
  return admitSignIn(email, address) && (address === null || signUpsPerAddress.admit(address, now))
}
