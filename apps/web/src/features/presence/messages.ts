import type { PersonState } from './people.ts'

/** Every word about who is here. */
export const messages = {
  people: (count: number) => (count === 1 ? '1 person here' : `${count} people here`),
  more: (count: number) => `+${count}`,
  showAll: (count: number) => `Show all ${count} people`,
  state: { editing: 'editing', viewing: 'viewing', idle: 'idle' } satisfies Record<PersonState, string>,
  you: '(you)',
  devices: (count: number) => `×${count}`,
  onDevices: (count: number) => `on ${count} devices`,
  line: (line: number) => `line ${new Intl.NumberFormat('en').format(line)}`,
  /** "Alice, editing, line 128, on 2 devices" */
  describe: (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(', '),
  nowhere: (name: string) => `${name} has no cursor in the text`,
  jump: (name: string) => `Go to ${name}`,
} as const
