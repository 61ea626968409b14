/** What this device knows of somebody's preferences in their account. */
export type AccountRecord = {
  readonly userId: string
  /** Changed here, and not in the account yet. */
  readonly unsent: readonly string[]
  /** Whether this device keeps its own, whatever the account says. */
  readonly hereOnly: boolean
}

const key = 'tandem-account-preferences'

/** The record of whoever was signed in here last; null when nobody was. */
export function readAccountRecord(): AccountRecord | null {
  try {
    return recordOf(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

/** Keeps the record, where the browser keeps anything: otherwise what was not sent yet is not sent after a reload. */
export function writeAccountRecord(record: AccountRecord): void {
  try {
    localStorage.setItem(key, JSON.stringify(record))
  } catch {
    // The page goes on: its own tabs have the preferences, and the account has what was sent.
  }
}

function recordOf(value: unknown): AccountRecord | null {
  if (typeof value !== 'object' || value === null || !('userId' in value) || typeof value.userId !== 'string')
    return null
  const unsent = 'unsent' in value && Array.isArray(value.unsent) ? value.unsent : []
  return {
    userId: value.userId,
    unsent: unsent.filter((each) => typeof each === 'string'),
    hereOnly: 'hereOnly' in value && value.hereOnly === true,
  }
}
