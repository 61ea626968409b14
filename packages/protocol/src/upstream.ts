import { divergedMessage } from './diverged.ts'
import { helloMessage } from './hello.ts'
import { maxDivergedBytes, maxFrameBytes, maxHelloBytes, maxPresenceBytes } from './limits.ts'
import { presenceMessage } from './presence.ts'
import { pushMessage } from './push.ts'
import { type SchemaValue, union } from './schema.ts'

const messages = { hello: helloMessage, push: pushMessage, presence: presenceMessage, diverged: divergedMessage }

/** Everything that a client says. */
export const upstream = union(messages)
export type Upstream = SchemaValue<typeof upstream>

/** What a frame of each kind may be large, in the order of their tags. */
export const upstreamKinds: readonly { readonly kind: Upstream['kind']; readonly maxBytes: number }[] = [
  { kind: 'hello', maxBytes: maxHelloBytes },
  { kind: 'push', maxBytes: maxFrameBytes },
  { kind: 'presence', maxBytes: maxPresenceBytes },
  { kind: 'diverged', maxBytes: maxDivergedBytes },
]
