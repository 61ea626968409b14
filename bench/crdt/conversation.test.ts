import { expect, test } from 'vitest'
import type { Trace, Transaction } from '../trace.ts'
import { conversationOf } from './conversation.ts'

const traceOf = (transactions: readonly Omit<Transaction, 'patches'>[]): Trace => ({
  agents: 3,
  startContent: '',
  endContent: '',
  concurrent: true,
  transactions: transactions.map((each) => ({ ...each, patches: [] })),
})

test('an author hears what the transaction builds on and it lacks, itself never', () => {
  const trace = traceOf([
    { agent: 0, parents: [] },
    { agent: 1, parents: [0] },
    { agent: 2, parents: [0] },
    { agent: 0, parents: [1] },
    { agent: 1, parents: [2, 3] },
    { agent: 0, parents: [4] },
  ])
  expect(conversationOf(trace).steps.map(({ hears }) => hears)).toEqual([[], [0], [0], [1], [2, 3], [2, 4]])
})

test('an agent that forgot what it had typed is refused in words', () => {
  const trace = traceOf([
    { agent: 0, parents: [] },
    { agent: 1, parents: [0] },
    { agent: 0, parents: [0] },
    { agent: 0, parents: [1] },
  ])
  expect(() => conversationOf(trace)).toThrow("transaction 3: agent 0 didn't know what it had typed before")
})
