import type { Rule } from './rule.ts'

/** What stays small, up, and in motion. */
export const bounds: readonly Rule[] = [
  {
    name: 'bounded',
    promise: 'memory and queues of a node stay below their limits, and no mistake of ours shows in its figures',
    broken: (history) =>
      history.of('gauge').flatMap(({ process, name, value, limit }) => {
        return value <= limit ? [] : [`${name} of ${process} was ${value}, more than ${limit}`]
      }),
  },
  {
    name: 'stays-up',
    promise: 'no node ends by itself',
    broken: (history) =>
      history.of('exit').flatMap(({ process, how, wanted }) => (wanted ? [] : [`${process} ended by itself (${how})`])),
  },
  {
    name: 'goes-on',
    promise: 'after a fault edits are echoed again soon',
    broken: (history) =>
      history.of('stuck').map(({ t, seconds, who }) => {
        return `${Math.round(t / 1000)} s into the run nothing was echoed for ${seconds} s: ${who.join('; ')}`
      }),
  },
  {
    name: 'answered',
    promise: 'who says what no client of ours would is told why',
    broken: (history) =>
      history.of('answer').flatMap(({ to, expected, code }) => {
        return expected.includes(code) ? [] : [`${to} was answered "${code}", not ${expected.join(' or ')}`]
      }),
  },
]
