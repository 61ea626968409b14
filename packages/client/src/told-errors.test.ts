import { type ErrorCode, errorCodes } from '@tandem/protocol'
import { describe, expect, test } from 'vitest'
import { type Reaction, reactionTo } from './error-reaction.ts'
import { patienceMs } from './pusher.ts'
import { settle } from './testing/settle.ts'
import { Author, ownRowOf, Stage } from './testing/stage.ts'

/** A live session with a change that has no echo, and the bytes of that change. */
async function withUnsaved() {
  const stage = new Stage()
  await stage.join()
  stage.type('kept')
  const [change] = await stage.pushed()
  if (!change) throw new Error('nothing was pushed')
  return { stage, change }
}

/** What a session with unsaved work does, for each reaction. The document here shows "kept" until the server's is known. */
const does: Record<Reaction, (code: ErrorCode, rseq: number) => Promise<void>> = {
  async close(code, rseq) {
    const { stage } = await withUnsaved()
    stage.error(code, rseq)
    expect(stage.session.state).toEqual({ phase: 'closed', reason: { code, message: `because of ${code}` } })
    expect(stage.session.writable).toBe(false)
    expect(stage.of('rescued')).toMatchObject([{ changes: [{ rseq: 1 }], code }])
    stage.clock.turn(60_000)
    await settle()
    expect(stage.transport.connections).toHaveLength(1)
  },

  async 'give-up-outbox'(code, rseq) {
    const { stage } = await withUnsaved()
    stage.error(code, rseq)
    expect(stage.of('rescued')).toMatchObject([{ changes: [{ rseq: 1 }], code }])
    expect(stage.session.unsaved.count).toBe(0)
    const hello = await stage.join()
    expect(hello).toMatchObject({ lastSeq: null, newReplicas: 1, replicaTickets: [] })
    expect(stage.text).toBe('')
    // What is written from here on is as good as ever.
    stage.type('later')
    expect(await stage.pushed()).toHaveLength(1)
  },

  async pause(code, rseq) {
    const { stage, change } = await withUnsaved()
    stage.error(code, rseq)
    expect(stage.session.state.phase).toBe('live')
    expect(stage.session.hindrance).toBe(code)
    expect(await stage.pushed()).toEqual([])
    stage.clock.turn(patienceMs)
    expect(await stage.pushed()).toEqual([change])
    stage.echo(1, new Author(9).type('others get through'))
    expect(stage.session.hindrance).toBe(code)
    stage.echo(2, ownRowOf(change))
    expect(stage.session.unsaved.count).toBe(0)
    expect(stage.of('hindered')).toEqual([code, null])
    expect(stage.transport.connections).toHaveLength(1)
  },

  async 'reconnect-now'(code, rseq) {
    const { stage, change } = await withUnsaved()
    stage.clock.turn(2_000)
    stage.error(code, rseq)
    expect(stage.of('hindered')).toEqual([])
    await stage.join()
    expect(stage.transport.connections).toHaveLength(2)
    expect(await stage.pushed()).toEqual([change])
    expect(stage.of('rescued')).toEqual([])
  },

  async 'reconnect-later'(code, rseq) {
    const { stage, change } = await withUnsaved()
    stage.error(code, rseq)
    await settle()
    expect(stage.transport.connections).toHaveLength(1)
    const { state } = stage.session
    if (state.phase !== 'waiting') throw new Error(state.phase)
    expect(state.retryAt).toBeGreaterThan(stage.clock.now())
    stage.clock.turn(state.retryAt - stage.clock.now())
    expect(stage.session.hindrance).toBe(code)
    await stage.join()
    expect(stage.of('hindered')).toEqual([code, null])
    expect(await stage.pushed()).toEqual([change])
    expect(stage.of('rescued')).toEqual([])
  },
}

describe('R1 a session does what the table says, and loses nothing of what was not saved', () => {
  for (const code of errorCodes) {
    for (const [about, rseq] of [
      ['the session', 0],
      ['a push', 1],
    ] as const) {
      const reaction = reactionTo({ code, message: '', rseq }, { doubts: 1, reauthenticated: false })
      test(`${code} about ${about}: ${reaction}`, () => does[reaction](code, rseq))
    }
  }
})
