import { mutants } from './all.ts'
import { equivalents } from './equivalents.ts'
import type { Finding } from './finding.ts'
import { type HuntOptions, hunt } from './hunt.ts'
import type { Mutant } from './mutant.ts'

/** Bugs that are hunted at the same time. */
const hunters = 2

const unmutated: Mutant = { name: 'the code as it is', does: 'nothing wrong', edits: [] }

/**
 * Hunts every bug, or those of these names, with so many seeds each at most, and tells what found it. Returns the exit code: 0
 * when each was found, and nothing where there is none.
 */
export async function huntAll(names: readonly string[], options: HuntOptions): Promise<number> {
  const chosen = names.length === 0 ? [unmutated, ...mutants] : mutants.filter(({ name }) => names.includes(name))
  const unknown = names.filter((name) => !chosen.some((mutant) => mutant.name === name))
  if (unknown.length > 0) throw new Error(`there is no mutant of the name ${unknown.join(', ')}`)
  console.log(line('mutant', 'found by', 'seed', 'what it does'))
  const wrong: string[] = []
  const waiting = [...chosen]
  const goOn = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const finding = await hunt(mutant, options)
      console.log(line(mutant.name, finding?.invariant ?? 'nothing', String(finding?.seed ?? ''), mutant.does))
      if ((finding === null) !== (mutant === unmutated)) wrong.push(inWords(mutant, finding))
    }
  }
  await Promise.all(Array.from({ length: hunters }, goOn))
  console.log('\nNo mutants, because nobody can see them:')
  for (const { name, does, because } of equivalents) console.log(`  ${name}: ${does}; ${because}`)
  for (const words of wrong) console.log(`\n${words}`)
  console.log(`\n${chosen.length - wrong.length} of ${chosen.length} as it should be`)
  return wrong.length === 0 ? 0 : 1
}

const line = (mutant: string, foundBy: string, seed: string, does: string) =>
  `${mutant.padEnd(36)}${foundBy.padEnd(30)}${seed.padStart(6)}  ${does}`

function inWords({ name, does }: Mutant, finding: Finding | null): string {
  return finding
    ? `${name} broke ${finding.invariant} with seed ${finding.seed}: ${finding.what}`
    : `NOT FOUND: ${name} (${does})`
}
