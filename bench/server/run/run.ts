import type { Figures } from '../../figures.ts'
import type { ContenderName } from '../contenders.ts'
import type { Outcome } from '../load/job.ts'
import type { Step } from '../rows.ts'
import { type Ground, perform } from './perform.ts'

/** What a run needs, and where it puts what it finds. */
export type Run = Ground & {
  readonly contenders: readonly ContenderName[]
  readonly rounds: number
  readonly figures: Figures<ContenderName>
  /** What has to be said about figures, each sentence once. */
  readonly remarks: Set<string>
  readonly log: (line: string) => void
}

/**
 * Does a step: in each round, every contender in turn, beginning with another one each time, so that what else the machine
 * does meets all of them alike. False when something failed, or Tandem lost a session; a peer that is overwhelmed is no failure.
 */
export async function runStep(run: Run, step: Step): Promise<boolean> {
  let isSound = true
  const { contenders } = run
  const rounds = step.once ? 1 : run.rounds
  for (let round = 0; round < rounds; round++) {
    const turn = round % contenders.length
    for (const contender of [...contenders.slice(turn), ...contenders.slice(0, turn)]) {
      run.signal.throwIfAborted()
      const startedAt = performance.now()
      const outcome = await perform(run, contender, step.load)
      record(run, step, contender, outcome)
      isSound &&= outcome.kind !== 'failed' && !(outcome.kind === 'lost' && contender === 'Tandem')
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      run.log(`${step.id} ${contender}, ${round + 1}/${rounds}: ${told(outcome)} (${seconds} s)`)
    }
  }
  return isSound
}

function record({ figures, remarks }: Run, step: Step, contender: ContenderName, outcome: Outcome): void {
  for (const row of step.rows) {
    const value = outcome.kind === 'measured' ? row.value(outcome.values) : undefined
    if (outcome.kind !== 'measured')
      figures.add(row.id, contender, { ...outcome, kind: outcome.kind === 'lost' ? 'failed' : outcome.kind })
    else if (value === undefined || Number.isNaN(value))
      figures.add(row.id, contender, { kind: 'unsupported', reason: 'it has no such figure' })
    else figures.add(row.id, contender, value)
  }
  if (outcome.kind === 'failed' || outcome.kind === 'lost')
    remarks.add(
      `${step.id}, ${contender}: ${outcome.kind === 'lost' ? 'a session was lost' : 'failed'}: ${outcome.reason}`,
    )
  if (outcome.kind === 'measured')
    for (const remark of outcome.remarks) remarks.add(`${step.id}, ${contender}: ${remark}`)
}

function told(outcome: Outcome): string {
  if (outcome.kind !== 'measured') return `${outcome.kind}: ${outcome.reason}`
  const values = Object.entries(outcome.values).map(([name, value]) => `${name} ${value.toPrecision(3)}`)
  return [...values, ...outcome.remarks].join(', ')
}
