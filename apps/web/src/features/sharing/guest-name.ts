/** Animals that nobody minds being. */
const animals = [
  'Badger',
  'Beaver',
  'Bison',
  'Crane',
  'Dolphin',
  'Egret',
  'Falcon',
  'Finch',
  'Fox',
  'Gecko',
  'Heron',
  'Ibis',
  'Jackdaw',
  'Kestrel',
  'Koala',
  'Lemur',
  'Lynx',
  'Magpie',
  'Marten',
  'Newt',
  'Ocelot',
  'Otter',
  'Panda',
  'Puffin',
  'Quail',
  'Raven',
  'Robin',
  'Seal',
  'Sparrow',
  'Swift',
  'Tapir',
  'Toucan',
  'Vole',
  'Walrus',
  'Wombat',
  'Wren',
] as const

/** What to call somebody who has not said how: "Anonymous Otter". `random` is in [0, 1). */
export function guestName(random: number): string {
  return `Anonymous ${animals[Math.floor(random * animals.length)]}`
}
