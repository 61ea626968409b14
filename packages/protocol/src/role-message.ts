import { roles } from './role.ts'
import { oneOf, type SchemaValue, struct } from './schema.ts'

/** Server → client: your role changed while you were here. */
export const roleMessage = struct({ role: oneOf(roles) })
export type RoleMessage = SchemaValue<typeof roleMessage>
