import { helloMessage } from './hello.ts'
import { presenceMessage } from './presence.ts'
import { pushMessage } from './push.ts'
import { type SchemaValue, union } from './schema.ts'

/** Everything that a client says. */
export const upstream = union({ hello: helloMessage, push: pushMessage, presence: presenceMessage })
export type Upstream = SchemaValue<typeof upstream>
