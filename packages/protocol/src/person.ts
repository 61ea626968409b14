import { hueCount } from './hue.ts'
import { maxIdLength, maxNameUnits } from './limits.ts'
import { type SchemaValue, struct, text, uint } from './schema.ts'

/** A person as others see them: never an e-mail address. */
export const person = struct({ id: text(maxIdLength), name: text(maxNameUnits), hue: uint(hueCount - 1) })
export type Person = SchemaValue<typeof person>
