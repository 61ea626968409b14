import { type Deed, functions, judgesSignIn, messages, roleless, signedInFunctions } from './deeds.ts'
import { type Answer, expectedAnswer } from './expected.ts'
import { isSignedOut, type Standing, standings } from './standing.ts'
import { webDeeds } from './web-doors.ts'
import { expectedPage, type PageAnswer, type PageAudience, type Visitor, visitors, webPages } from './web-pages.ts'

/** The page that shows people the table: what is tested, cell by cell, and nothing else. */
export function permissionsPage(): string {
  const signedIn = standings.filter((standing) => !isSignedOut(standing))
  return `# Who may do what

Written by \`npm run permissions\` from the table that the tests go through, cell by cell: don't edit it. The rule behind every
cell is one row of [policy.ts](../packages/documents/src/access/policy.ts).

${answers.map(([answer, sign, meaning]) => `- ${sign} ${meaning}${answer === 'allowed' ? '' : ` (\`${answer}\`)`}`).join('\n')}

A *sharing editor* can edit a document whose owners let editors share it, and was not let in by a link. A *stranger* never had access to the document, somebody *removed* had it. *Signed out* is who has no sign-in at all, and with an
*ended sign-in* comes who has one that was ended elsewhere, or has expired. The account of somebody *disabled* was closed by
whoever runs the server.

The last column says what counts while somebody's role is being changed by a transaction that is not committed yet. *Waits*: it
takes the same lock, so it is judged by what the commit leaves. *As before*: it goes by what is committed at that moment. After
the commit every cell is the one of the new role, also for who had another one until then.

## What a client says to the collaboration server

${table(messages, standings)}

Before \`hello\` everything else is refused (\`not_joined\`). Who is in a document and loses the right to be is sent away, with the
answer of this table, without having to say anything. A document in the trash lets nobody in, whatever their role is
(\`document_trashed\`).

## What the collaboration server and the REST API ask of the domain

${table(signedInFunctions, standings)}

## What the web app does for somebody

Pages, server actions and routes ask who is signed in before anything else (\`accountOf\`), so whoever is not is sent to the
sign-in page or refused (\`auth_required\`). Then it is a function of the domain that decides. What changes something judges the
sign-in again behind the lock: one that ends while a request is on its way or waits is good for nothing any more.

${table(functions.filter(judgesSignIn), standings)}

What only reads goes by what was asked before:

${table(
  functions.filter((deed) => !judgesSignIn(deed)),
  signedIn,
)}

These are its server actions and routes that are about one document. To whoever is not signed in each of them answers ⚿.

${table(webDeeds, signedIn)}

## What its pages answer

A *guest* here views the document; an *administrator* has nothing in it, and administers the instance; a *former* one did so until
the commit before. Sign-in pages are there for who has no account, so also for guests. After a commit each cell is the one of what
somebody is now; while one is under way, of what they were.

${pageTable()}

${pageAnswers.map(([answer, sign, meaning]) => `- ${sign} ${meaning}${answer === 'not_found' ? ' (404)' : ''}`).join('\n')}

## What is about no document that somebody has

| function | who may |
| --- | --- |
${Object.entries(roleless)
  .map(([name, who]) => `| \`${name}\` | ${who} |`)
  .join('\n')}
`
}

const answers: readonly (readonly [Answer, sign: string, meaning: string])[] = [
  ['allowed', '✓', 'yes'],
  ['forbidden', '✗', 'no: the role does not allow it'],
  ['not_found', '∅', 'no, by the same answer as for a document that does not exist'],
  ['auth_required', '⚿', 'no: not signed in'],
  ['account_disabled', '⊘', 'no: the account was closed'],
]

const pageAnswers: readonly (readonly [PageAnswer, sign: string, meaning: string])[] = [
  ['shown', '✓', 'it is shown'],
  ['to sign-in', '⚿', 'they are sent to the sign-in page, and from there back'],
  ['to documents', '→', 'they are sent to their documents'],
  ['not_found', '∅', 'there is no such page'],
]

function pageTable(): string {
  const signOf = (visitor: Visitor, audience: PageAudience) =>
    pageAnswers.find(([answer]) => answer === expectedPage(audience, visitor))?.[1] ?? ''
  return [
    rowOf(['', 'for', ...visitors]),
    rowOf(['---', '---', ...visitors.map(() => ':-:')]),
    ...Object.entries(webPages).map(([address, audience]) =>
      rowOf([`\`${address}\``, audience, ...visitors.map((visitor) => signOf(visitor, audience))]),
    ),
  ].join('\n')
}

const rowOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`

function table(deeds: readonly Deed[], columns: readonly Standing[]): string {
  const signOf = (standing: Standing, deed: Deed) =>
    answers.find(([answer]) => answer === expectedAnswer(standing, deed.action))?.[1] ?? ''
  return [
    rowOf(['', 'action', ...columns, 'during a change']),
    rowOf(['---', '---', ...columns.map(() => ':-:'), '---']),
    ...deeds.map((deed) =>
      rowOf([
        `\`${deed.name}\``,
        deed.action,
        ...columns.map((standing) => signOf(standing, deed)),
        deed.whileChanging,
      ]),
    ),
  ].join('\n')
}
