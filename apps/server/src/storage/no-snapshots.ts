import type { Snapshotter } from './snapshotter.ts'

/** Makes no snapshots and has none: of a document there is the log alone. */
export const noSnapshots: Snapshotter = {
  latest: async () => null,
  opened() {},
  grew() {},
  closed() {},
  idle: async () => {},
  close: async () => {},
}
