// Runs seeds for another process, which says which.
import { reportOn } from './seed-report.ts'

process.on('message', (seed: number) => {
  void reportOn(seed).then((report) => process.send?.(report))
})
