import { roles } from '@tandem/protocol'
import { z } from 'zod'

/** What several operations take or answer. */

/** An id as requests name it: what it may be, the domain knows. */
export const id = z.string().max(64)
/** A time, in UTC. */
export const time = z.iso.datetime()
/** A role that somebody has. */
export const role = z.enum(roles, 'There is no such role.')
/** A role that is given with access: an owner is made on purpose. */
export const givenRole = role.exclude(['owner'], 'There is no such role.')
/** A person, as others see them. */
export const person = z.strictObject({ id, name: z.string() })

/** A whole number in a query. */
export function queryNumber(min: number, max: number) {
  return z
    .string()
    .regex(/^\d{1,16}$/, 'That is not a whole number.')
    .transform(Number)
    .pipe(z.int().min(min, `At least ${min}.`).max(max, `At most ${max}.`))
}

/** A time as it is answered. */
export function timeOf(date: Date): string {
  return date.toISOString()
}

/** A time that may not be there, as it is answered. */
export function timeOrNull(date: Date | null): string | null {
  return date && timeOf(date)
}
