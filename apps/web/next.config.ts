import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

// Names this build to the service worker. Processes that the build starts inherit it.
process.env.NEXT_PUBLIC_BUILD ??= Date.now().toString(36)

const root = fileURLToPath(new URL('../..', import.meta.url))

// Headers that are the same for every response. The Content-Security-Policy carries a nonce, so `src/proxy.ts` sets it.
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
]

// What browsers never use of Socket.IO, which can't be told so in another way. The keys are how it imports them itself.
const withoutUnused = {
  './transports/index.js': { browser: './socket-io/transports.ts' },
  './transports/polling-xhr.js': { browser: './socket-io/transports.ts' },
  './transports/polling-xhr.node.js': { browser: './socket-io/transports.ts' },
  'socket.io-parser': { browser: './socket-io/parser.ts' },
}

export default {
  turbopack: { root, resolveAlias: withoutUnused },
  outputFileTracingRoot: root,
  transpilePackages: [
    '@tandem/client',
    '@tandem/codemirror',
    '@tandem/crdt',
    '@tandem/db',
    '@tandem/documents',
    '@tandem/protocol',
  ],
  serverExternalPackages: ['@prisma/client', '@prisma/adapter-pg', 'pg', '@node-rs/argon2'],
  typescript: { ignoreBuildErrors: true }, // `turbo run check-types` checks every package, this one included
  images: { unoptimized: true }, // there are no photographs, so no image service is needed at run time
  poweredByHeader: false,
  devIndicators: false,
  headers: async () => [{ source: '/:path*', headers }],
} satisfies NextConfig
