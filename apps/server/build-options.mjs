/**
 * How the server and the snapshot thread's program are bundled.
 * @type {import('esbuild').BuildOptions}
 */
export const buildOptions = {
  entryPoints: { main: 'src/main.ts', 'snapshot-worker': 'src/storage/snapshot-worker.ts' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [
    {
      // Our own packages are TypeScript source and go into the bundle; everything else is resolved at run time.
      name: 'external-dependencies',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@tandem/') ? undefined : { path, external: true },
        )
      },
    },
  ],
}
