'use client'
import { useEffect, useState } from 'react'
import { Checkbox } from '#ui/checkbox.tsx'
import { readAccountRecord, writeAccountRecord } from './account-record.ts'
import { messages } from './messages.ts'

/** Whether this device keeps preferences of its own. */
export function HereOnly({ userId }: { readonly userId: string }) {
  const [hereOnly, setHereOnly] = useState(false)
  // Only the device knows.
  useEffect(() => setHereOnly(ownRecord(userId).hereOnly), [userId])
  const change = (wanted: boolean) => {
    writeAccountRecord({ ...ownRecord(userId), hereOnly: wanted })
    setHereOnly(wanted)
    // Taking the account's up again is what a page does when it is loaded.
    if (!wanted) location.reload()
  }
  return <Checkbox label={messages.hereOnly} hint={messages.hereOnlyHint} checked={hereOnly} onCheck={change} />
}

function ownRecord(userId: string) {
  const record = readAccountRecord()
  return record?.userId === userId ? record : { userId, unsent: [], hereOnly: false }
}
