import { devicePreferences } from '#lib/device-preferences.ts'
import { defaultPreferences, type Preferences, readPreferences } from '#lib/preferences.ts'
import { readAccountRecord, writeAccountRecord } from './account-record.ts'

/** Some preferences, by name. */
export type PreferencePart = Readonly<Record<string, string | number | boolean | null>>

/** Keeps some preferences in the account. False when that did not work. */
export type SavePreferences = (part: PreferencePart) => Promise<boolean>

/** Depends on the screen, so every device has its own. */
const ofDevice: ReadonlySet<string> = new Set(['panelWidth', 'panelOpen'])
/** Somebody who tries sizes out presses a key ten times. */
const pauseMs = 1_000

/**
 * Makes the preferences of this device those of the account, and keeps what is changed here in the account: key by key, the
 * later one wins, and what could not be saved yet is newer than what the account says. An account that has none takes this
 * device's; another person's, left here, go. Does nothing on a device that keeps its own. The returned function ends it.
 */
export function followAccount(
  userId: string,
  account: Readonly<Record<string, unknown>>,
  save: SavePreferences,
): () => void {
  const before = readAccountRecord()
  const record = before?.userId === userId ? before : null
  if (record?.hereOnly) return () => {}
  const isAnothers = before !== null && record === null
  const device = devicePreferences.get()
  const own = isAnothers
    ? readPreferences(Object.fromEntries(Object.entries(device).filter(([key]) => ofDevice.has(key))))
    : device
  const isNew = Object.keys(account).length === 0
  const unsent = new Set(isNew ? changedFrom(defaultPreferences, own).keys() : record?.unsent)
  const taken = Object.entries(account).filter(([key]) => !unsent.has(key) && !ofDevice.has(key))
  let known = readPreferences({ ...own, ...Object.fromEntries(taken) })
  if (changedFrom(device, known).size > 0) devicePreferences.change(known)

  let timer: ReturnType<typeof setTimeout> | undefined
  const note = () => writeAccountRecord({ userId, unsent: [...unsent], hereOnly: false })
  const send = async () => {
    const part = Object.fromEntries(Object.entries(known).filter(([key]) => unsent.has(key)))
    if (!(await save(part))) return
    // What was changed meanwhile waits for its own turn.
    for (const [key, value] of Object.entries(known)) if (part[key] === value) unsent.delete(key)
    note()
  }
  const sendLater = () => {
    note()
    clearTimeout(timer)
    if (unsent.size > 0) timer = setTimeout(() => void send(), pauseMs)
  }
  sendLater()
  const unsubscribe = devicePreferences.subscribe(() => {
    const now = devicePreferences.get()
    const changed = changedFrom(known, now)
    known = now
    if (changed.size === 0 || readAccountRecord()?.hereOnly) return
    for (const key of changed.keys()) unsent.add(key)
    sendLater()
  })
  return () => {
    clearTimeout(timer)
    unsubscribe()
  }
}

function changedFrom(before: Preferences, after: Preferences): ReadonlyMap<string, unknown> {
  const old = new Map<string, unknown>(Object.entries(before))
  return new Map(Object.entries(after).filter(([key, value]) => !ofDevice.has(key) && old.get(key) !== value))
}
