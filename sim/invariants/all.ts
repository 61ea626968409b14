import { durability } from './i01-durability.ts'
import { visibleIsDurable } from './i02-visible-is-durable.ts'
import { idempotence } from './i03-idempotence.ts'
import { convergence } from './i04-convergence.ts'
import { noLoss } from './i05-no-loss.ts'
import { permission } from './i06-permission.ts'
import { snapshot } from './i07-snapshot.ts'
import { liveness } from './i08-liveness.ts'
import { causality } from './i09-causality.ts'
import { inOrder } from './i09-in-order.ts'
import { authorship } from './i10-authorship.ts'
import { rescue } from './i11-rescue.ts'
import { intention } from './i12-intention.ts'
import { bounded } from './i13-bounded.ts'
import { administration } from './i14-administration.ts'
import type { Invariant } from './invariant.ts'

/** Everything that is always true. */
export const invariants: readonly Invariant[] = [
  durability,
  visibleIsDurable,
  idempotence,
  convergence,
  noLoss,
  permission,
  snapshot,
  causality,
  inOrder,
  authorship,
  rescue,
  intention,
  bounded,
  administration,
  liveness,
]
