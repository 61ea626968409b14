import type { Contender } from './contender.ts'

/** Who is measured, in the order of the tables. Each is loaded on its own: nobody runs beside another's code. */
export const contenders = {
  Tandem: { load: () => import('./tandem.ts'), package: null },
  Yjs: { load: () => import('./yjs.ts'), package: 'yjs' },
  Loro: { load: () => import('./loro.ts'), package: 'loro-crdt' },
  Automerge: { load: () => import('./automerge.ts'), package: '@automerge/automerge' },
  'json-joy': { load: () => import('./json-joy.ts'), package: 'json-joy' },
  'json-joy-node': { load: () => import('./json-joy-node.ts'), package: 'json-joy' },
  'diamond-types': { load: () => import('./diamond-types.ts'), package: 'diamond-types-node' },
  'list-positions': { load: () => import('./list-positions.ts'), package: 'list-positions' },
  Collabs: { load: () => import('./collabs.ts'), package: '@collabs/collabs' },
} as const satisfies Record<
  string,
  { readonly load: () => Promise<{ readonly contender: Contender }>; readonly package: string | null }
>

export type ContenderName = keyof typeof contenders

/** All names, Tandem's first. */
export const contenderNames: readonly ContenderName[] = Object.keys(contenders).filter(isContenderName)

export function isContenderName(name: string): name is ContenderName {
  return name in contenders
}

/** Loads a contender's code. */
export async function loadContender(name: ContenderName): Promise<Contender> {
  const { contender } = await contenders[name].load()
  return contender
}
