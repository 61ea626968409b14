import { WebSocket } from 'ws'

// Clients that are made for browsers take the WebSocket that is global there; all of them get the same one here.
Object.assign(globalThis, { WebSocket })
