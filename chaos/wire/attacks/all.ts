import type { Attack } from './attack.ts'
import { connectionAttacks } from './connection-attacks.ts'
import { divergedAttacks } from './diverged-attacks.ts'
import { doorAttacks } from './door-attacks.ts'
import { helloAttacks } from './hello-attacks.ts'
import { presenceAttacks } from './presence-attacks.ts'
import { pushAttacks } from './push-attacks.ts'

/** Everything that somebody hostile does, from the request for a connection on. */
export const attacks: readonly Attack[] = [
  ...doorAttacks,
  ...connectionAttacks,
  ...helloAttacks,
  ...presenceAttacks,
  ...pushAttacks,
  ...divergedAttacks,
]
