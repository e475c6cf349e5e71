import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const alias = {
  '@shared': resolve('src-shared'),
  '@main': resolve('src-main'),
  '@renderer': resolve('src-renderer'),
}

/**
 * The targets are named by hand so that one build runs on the current Electron and on the older one that stands in
 * where the official download is impossible (docs/development.md, "The Electron runtime").
 */
export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      target: 'node20',
      minify: true,
      // Bundled, because each is dozens of files that would be found and read one by one at every start.
      externalizeDeps: { exclude: ['zod', 'yaml'] },
      rollupOptions: { input: { index: resolve('src-main/index.ts') }, output: { format: 'es' } },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      target: 'node20',
      // A sandboxed preload can require nothing but Electron, and cannot be an ES module.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: resolve('src-main/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src-renderer'),
    resolve: { alias },
    plugins: [react(), tailwindcss()],
    build: {
      outDir: resolve('out/renderer'),
      target: 'chrome130',
      minify: true,
      // Everything is a file of our own: the Content-Security-Policy allows no inline script and fonts only from 'self'.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { index: resolve('src-renderer/index.html') },
        output: {
          // What the first page needs is one file. Shared with pages that come later it would be two dozen, and each is a
          // request that the main process answers while it has to start everything else.
          codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
        },
      },
    },
  },
})
