import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { command } from '../scripts/command.mjs'
import { machine } from './machine.ts'
import { toMarkdown } from './markdown.ts'
import { writeResults } from './results.ts'

/** What e2e/bench measured in a browser, as it writes it down. */
const measured = z.object({
  about: z.string(),
  tables: z.tuple([z.array(z.array(z.string())), z.array(z.array(z.string()))]),
})

/** Prints what was measured in a browser, and puts it into RESULTS.md unless `--print` asks for no more. */
await command(async () => {
  const [file = '', option] = process.argv.slice(2)
  const {
    about,
    tables: [contenders, product],
  } = measured.parse(JSON.parse(readFileSync(file, 'utf8')))
  const { commit, cpu, date, load } = machine('packages', 'apps/web')
  const text = [
    '# The editor in a browser, and another one',
    '',
    'Written by `npm run bench:web`; README.md says what is measured and how.',
    `Commit ${commit}; ${cpu}; ${about}; ${date} UTC; load average ${load}.`,
    '',
    '## CodeMirror with a binding, and nothing around it',
    '',
    toMarkdown(contenders),
    '',
    '## The application, with its server',
    '',
    toMarkdown(product),
    '',
  ].join('\n')
  console.log(text)
  if (option !== '--print') writeResults(text)
})
