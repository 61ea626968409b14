import 'server-only'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { admits } from './rate-limits.ts'

/** Downloads of one person in a minute: each opens whole documents, of which the server opens few at a time for everybody. */
const downloadsPerPerson = new RateLimiterMemory({ points: 30, duration: 60 })
/** Files that one person brings in ten minutes, a folder's one by one: each becomes documents that stay. */
const uploadsPerPerson = new RateLimiterMemory({ points: 600, duration: 600 })

/** Whether this person may have documents as files now; if so, it counts. */
export function admitDownload(userId: string): Promise<boolean> {
  return admits(downloadsPerPerson, userId)
}

/** Whether this person may bring a file now; if so, it counts. */
export function admitUpload(userId: string): Promise<boolean> {
  return admits(uploadsPerPerson, userId)
}
