/** Everybody who is measured, in the order of the tables. */
export const contenderNames = ['Tandem', 'Hocuspocus', 'y-websocket', 'ShareDB', 'Socket.IO', 'batch relay'] as const
export type ContenderName = (typeof contenderNames)[number]

/** Whether somebody is called so. */
export function isContenderName(name: string): name is ContenderName {
  return contenderNames.some((known) => known === name)
}

/** A contender's parts. */
export type Contender = {
  /** A peer merges what people type; a floor only passes it on. */
  readonly role: 'ours' | 'peer' | 'floor'
  /** The program of its server, by its name among the entries; null: Tandem's own. */
  readonly server: string | null
  readonly usesPostgres: boolean
  /** Its packages, for their versions. */
  readonly packages: readonly string[]
}

export const contenders: Readonly<Record<ContenderName, Contender>> = {
  Tandem: { role: 'ours', server: null, usesPostgres: true, packages: [] },
  Hocuspocus: {
    role: 'peer',
    server: 'hocuspocus',
    usesPostgres: false,
    packages: ['@hocuspocus/server', '@hocuspocus/provider', 'yjs'],
  },
  'y-websocket': {
    role: 'peer',
    server: 'y-websocket',
    usesPostgres: false,
    packages: ['@y/websocket-server', 'y-websocket', 'yjs', 'ws'],
  },
  ShareDB: { role: 'peer', server: 'sharedb', usesPostgres: false, packages: ['sharedb', 'ws'] },
  'Socket.IO': { role: 'floor', server: 'socket-io', usesPostgres: false, packages: ['socket.io'] },
  'batch relay': {
    role: 'floor',
    server: 'batch-relay',
    usesPostgres: true,
    packages: ['socket.io', 'socket.io-msgpack-parser', 'pg'],
  },
}
