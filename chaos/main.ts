import { randomInt } from 'node:crypto'
import { command } from '../scripts/command.mjs'
import { readArguments, usage } from './arguments.ts'
import { faults } from './faults/all.ts'
import { plantedBugs } from './planted/all.ts'
import { hunt } from './planted/hunt.ts'
import { shake } from './shake.ts'

await command(main)

async function main(): Promise<number> {
  const known = { faults: faults.map(({ name }) => name), planted: plantedBugs.map(({ name }) => name) }
  const args = readArguments(process.argv.slice(2), known, () => 1 + randomInt(2 ** 31 - 2))
  if (args === 'help') {
    console.log(usage)
    return 0
  }
  if (args === 'list') {
    for (const { id, name } of faults) console.log(`${id.padEnd(5)}${name}`)
    console.log('\nTo be planted:')
    for (const { name, does } of plantedBugs) console.log(`     ${name.padEnd(28)}${does}`)
    return 0
  }
  if (args.planted === null) return shake(args)
  return hunt(
    args,
    plantedBugs.filter(({ name }) => args.planted?.includes(name)),
  )
}
