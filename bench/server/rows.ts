import type { Load, Measured } from './load/job.ts'

/** One line of a table. */
export type Row = {
  /** Unique: `typing-10/p50`, `saturation/keys`. */
  readonly id: string
  readonly label: string
  readonly unit: string
  /** The figure, from what a load measured; undefined when there is none. */
  readonly value: (measured: Measured) => number | undefined
  /** null: it says something about the load, and nobody is better. */
  readonly best: 'least' | 'most' | null
}

/** A load that every contender gets in every round, and the rows that come of it. */
export type Step = {
  readonly id: string
  readonly title: string
  readonly load: Load
  readonly rows: readonly Row[]
  /** Whether one round is enough: it takes long, or hardly differs. */
  readonly once?: boolean
}

/** How long things take: a real run, or one that only shows that everything works. */
export type Scale = 'whole' | 'quick'

/** Everything that is measured; opening only when there is a recorded session to open. */
export function stepsOf(scale: Scale, trace: string | null): readonly Step[] {
  const quick = scale === 'quick'
  const times = quick ? { warmUpMs: 300, windowMs: 1_000 } : { warmUpMs: 4_000, windowMs: 5_000 }
  return [
    ...[2, 10, 50, 200].map((sessions) => typingStep(sessions, times)),
    {
      id: 'saturation',
      title: `One document, ${quick ? 50 : 200} sessions, more and more keys`,
      load: {
        kind: 'saturation',
        sessions: quick ? 50 : 200,
        screens: 4,
        keysPerSecond: 200,
        stepMs: quick ? 300 : 2_000,
      },
      rows: [
        row(
          'saturation',
          'keys',
          'highest rate that arrives in time',
          'keys/s',
          ({ saturation }) => saturation,
          'most',
        ),
      ],
    },
    {
      id: 'documents',
      title: `${quick ? 20 : 200} documents, 2 sessions each, 5 keys a second each`,
      load: {
        kind: 'typing',
        documents: quick ? 20 : 200,
        sessions: 2,
        // The other one belongs to the crowd: 400 screens would be more work than their server has.
        screens: 1,
        typists: 2,
        keysPerSecond: 5,
        warmUpKeysPerSecond: maxWarmUpKeys,
        ...times,
      },
      rows: costRows('documents'),
    },
    ...(trace === null ? [] : [openingStep(trace, quick)]),
    {
      id: 'reading',
      title: 'One document, one person who types and pastes, 50 who read',
      once: true,
      load: {
        kind: 'reading',
        sessions: 51,
        screens: 9,
        keysPerSecond: 20,
        pastesPerSecond: 15,
        pasteUnits: 5_000,
        warmUpMs: quick ? 300 : 3_000,
        windowMs: quick ? 700 : 10_000,
      },
      rows: [
        row('reading', 'p99', 'keystroke to screen, p99, all read', 'ms', ({ p99 }) => p99),
        row('reading', 'p99-stopped', 'the same, one has stopped reading', 'ms', ({ p99Stopped }) => p99Stopped),
        row('reading', 'ratio', 'the second for the first', 'times', ({ ratio }) => ratio, null),
        row(
          'reading',
          'growth',
          'server memory (RSS), most then for most before',
          'MB more',
          ({ rssGrowthBytes = Number.NaN }) => rssGrowthBytes / 1e6,
        ),
      ],
    },
    {
      id: 'idle',
      title: 'Sessions that do nothing',
      once: true,
      load: {
        kind: 'idle',
        documents: quick ? 20 : 300,
        sessions: quick ? 20 : 200,
        settleMs: quick ? 200 : 2_000,
        idleMs: quick ? 500 : 10_000,
      },
      rows: [
        row(
          'idle',
          'document',
          'heap for an open document with its session',
          'KB',
          ({ bytesPerDocument = Number.NaN }) => bytesPerDocument / 1e3,
        ),
        row(
          'idle',
          'session',
          'heap for one more session of a document',
          'KB',
          ({ bytesPerSession = Number.NaN }) => bytesPerSession / 1e3,
        ),
        row(
          'idle',
          'cpu',
          'server CPU with all of them, for a second',
          'ms',
          ({ usPerIdleSecond = Number.NaN }) => usPerIdleSecond / 1e3,
        ),
      ],
    },
  ]
}

/** Together, while servers warm up: no more than any of them delivers with ease. */
const maxWarmUpKeys = 400
const maxWarmUpDeliveries = 3_000

/** Screens of a document with many sessions: enough to see when keys arrive, few enough not to be the load. */
const screensOfMany = 10
const many = 10

function openingStep(trace: string, quick: boolean): Step {
  return {
    id: 'opening',
    title: 'Opening a document with a long history',
    load: { kind: 'opening', trace, warmUps: quick ? 2 : 5, times: quick ? 5 : 20 },
    rows: [
      row('opening', 'ms', 'from connecting to the text, median', 'ms', ({ ms }) => ms),
      row('opening', 'cpu', 'server CPU', 'ms', ({ serverMs }) => serverMs),
      row('opening', 'bytes', 'received', 'KB', ({ bytes = Number.NaN }) => bytes / 1e3),
    ],
  }
}

function typingStep(sessions: number, times: { readonly warmUpMs: number; readonly windowMs: number }): Step {
  const screens = sessions > many ? screensOfMany : sessions
  return {
    id: `typing-${sessions}`,
    title: `One document, ${sessions} sessions, 5 keys a second each`,
    load: {
      kind: 'typing',
      documents: 1,
      sessions,
      screens,
      typists: sessions,
      keysPerSecond: 5,
      warmUpKeysPerSecond: Math.min(maxWarmUpKeys, maxWarmUpDeliveries / sessions),
      ...times,
    },
    rows: costRows(`typing-${sessions}`),
  }
}

/** What typing shows: how long it takes, and what it costs. */
function costRows(id: string): Row[] {
  return [
    row(id, 'p50', 'keystroke to screen, p50', 'ms', ({ p50 }) => p50),
    row(id, 'p95', 'p95', 'ms', ({ p95 }) => p95),
    row(id, 'p99', 'p99', 'ms', ({ p99 }) => p99),
    row(id, 'rate', 'keys typed', 'keys/s', ({ keysPerSecond }) => keysPerSecond, null),
    row(id, 'seconds', 'server CPU for 1,000 keys', 's', ({ secondsPerThousandKeys }) => secondsPerThousandKeys),
    row(id, 'key', 'server CPU for a key', 'µs', ({ usPerKey }) => usPerKey),
    row(id, 'delivery', 'server CPU for a delivery', 'µs', ({ usPerDelivery }) => usPerDelivery),
    row(id, 'postgres-key', 'PostgreSQL CPU for a key', 'µs', ({ postgresUsPerKey }) => postgresUsPerKey),
    row(id, 'postgres', 'PostgreSQL CPU for a delivery', 'µs', ({ postgresUsPerDelivery }) => postgresUsPerDelivery),
    row(id, 'rss', 'server memory (RSS)', 'MB', ({ rssBytes = Number.NaN }) => rssBytes / 1e6),
    row(id, 'bytes', 'received for a key and receiver', 'bytes', ({ bytesPerDelivery }) => bytesPerDelivery),
    row(id, 'sent', 'sent for a key by its typist', 'bytes', ({ bytesSentPerKey }) => bytesSentPerKey),
  ]
}

function row(
  step: string,
  id: string,
  label: string,
  unit: string,
  value: Row['value'],
  best: Row['best'] = 'least',
): Row {
  return { id: `${step}/${id}`, label, unit, value, best }
}
