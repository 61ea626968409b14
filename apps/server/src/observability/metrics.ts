import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What the server counts, for Prometheus. */
export type Metrics = {
  readonly registry: Registry
  readonly connections: Gauge
  readonly rooms: Gauge
  /** Changes in one commit. */
  readonly commits: Histogram
  /** From the moment the oldest change of a commit was pushed to the moment its echo was sent. */
  readonly echoSeconds: Histogram
  readonly roomFailures: Counter
  /** Errors that nobody caught. */
  readonly uncaught: Counter
  readonly refusals: Counter<'code'>
  readonly badFrames: Counter
  readonly nodeMessagesRefused: Counter
  /** Sign-ins that ended while they were in use here. */
  readonly signInsEnded: Counter<'code'>
  /** Without a look that goes well nothing is shown. */
  readonly accessLooksFailed: Counter
  readonly snapshotSeconds: Histogram
  readonly snapshotFailures: Counter
  readonly snapshotsDamaged: Counter
  readonly divergences: Counter
}

/** Metrics of one server, in a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    connections: new Gauge({ name: 'tandem_connections', help: 'Open connections', registers }),
    rooms: new Gauge({ name: 'tandem_rooms', help: 'Open documents', registers }),
    commits: new Histogram({
      name: 'tandem_commit_changes',
      help: 'Changes in one commit',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 512],
      registers,
    }),
    echoSeconds: new Histogram({
      name: 'tandem_echo_seconds',
      help: 'From the push of the oldest change of a commit to its echo',
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    roomFailures: new Counter({ name: 'tandem_room_failures', help: 'Rooms given up after an error', registers }),
    uncaught: new Counter({ name: 'tandem_uncaught_errors', help: 'Errors that nobody caught', registers }),
    refusals: new Counter({ name: 'tandem_refusals', help: 'Refused changes', labelNames: ['code'], registers }),
    badFrames: new Counter({ name: 'tandem_bad_frames', help: 'Frames that are no message', registers }),
    nodeMessagesRefused: new Counter({
      name: 'tandem_node_messages_refused',
      help: "Messages on the bus that are no other node's",
      registers,
    }),
    signInsEnded: new Counter({
      name: 'tandem_sign_ins_ended',
      help: 'Sign-ins that ended while in use',
      labelNames: ['code'],
      registers,
    }),
    accessLooksFailed: new Counter({
      name: 'tandem_access_looks_failed',
      help: 'Looks at who may be here that failed',
      registers,
    }),
    snapshotSeconds: new Histogram({ name: 'tandem_snapshot_seconds', help: 'Making a snapshot', registers }),
    snapshotFailures: new Counter({ name: 'tandem_snapshot_failures', help: 'Snapshots not made', registers }),
    divergences: new Counter({
      name: 'tandem_divergences',
      help: 'Sessions that showed something else than the log',
      registers,
    }),
    snapshotsDamaged: new Counter({
      name: 'tandem_snapshots_damaged',
      help: 'Stored snapshots found damaged',
      registers,
    }),
  }
}

/** How often the event loop's delay is measured: each time wakes an idle processor up. */
const delayPrecisionMs = 100

/** Adds the figures of the process itself: memory, event-loop delay, garbage collection. */
export function addProcessMetrics(metrics: Metrics): void {
  collectDefaultMetrics({ register: metrics.registry, eventLoopMonitoringPrecision: delayPrecisionMs })
}
