import { dedupeOff } from './dedupe-off.ts'
import { echoBeforeCommit } from './echo-before-commit.ts'
import { hintTrusted } from './hint-trusted.ts'
import { localRevoke } from './local-revoke.ts'
import { outOfOrder } from './out-of-order.ts'
import type { PlantedBug } from './planted-bug.ts'
import { refusedAcked } from './refused-acked.ts'
import { roleCached } from './role-cached.ts'
import { snapshotDeletes } from './snapshot-deletes.ts'

/** All bugs that can be planted. */
export const plantedBugs: readonly PlantedBug[] = [
  echoBeforeCommit,
  roleCached,
  hintTrusted,
  snapshotDeletes,
  refusedAcked,
  outOfOrder,
  dedupeOff,
  localRevoke,
]
