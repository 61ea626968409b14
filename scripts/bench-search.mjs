// npm run bench:search -- [--documents N]: what finding one of a hundred thousand documents takes.
import { command } from './command.mjs'
import { settingNames } from './environment.mjs'
import { setup } from './setup.mjs'
import { tsx } from './tsx.mjs'

await command(async () => {
  await setup({ upTo: 'generate', log: (line) => console.error(line) })
  // It brings its own database: a person's settings must not lead it to theirs.
  for (const name of settingNames) delete process.env[name]
  return (await tsx('bench/search/main.ts', process.argv.slice(2))).code
})
