export { collaboration } from './collaboration.ts'
export type { CollaborationConfig, EditorSession } from './config.ts'
export { locatePeer, type PeerLocation, revealPeer } from './locate-peer.ts'
