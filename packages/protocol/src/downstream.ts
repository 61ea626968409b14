import { documentEvent } from './document-event.ts'
import { echoMessage } from './echo.ts'
import { errorMessage } from './error.ts'
import { heartbeatMessage } from './heartbeat.ts'
import { welcomeMessage } from './hello.ts'
import { presenceUpdate } from './presence.ts'
import { roleMessage } from './role-message.ts'
import { type SchemaValue, union } from './schema.ts'

/** Everything that a server says. */
export const downstream = union({
  welcome: welcomeMessage,
  echo: echoMessage,
  presence: presenceUpdate,
  role: roleMessage,
  document: documentEvent,
  heartbeat: heartbeatMessage,
  error: errorMessage,
})
export type Downstream = SchemaValue<typeof downstream>
