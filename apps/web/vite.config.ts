import optimizeLocales from '@react-aria/optimize-locales-plugin';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The browser's application. `node build.ts` makes it; `npx vite apps/web` serves it while one writes. */
export default defineConfig(({ command, mode }) => ({
  root: import.meta.dirname,
  plugins: [
    react(),
    tailwindcss(),
    { ...optimizeLocales.vite({ locales: ['ja-JP', 'en-US'] }), enforce: 'pre' },
  ],
  define: {
    // The page of all components: while one writes, and in the build that its test looks at.
    __COMPONENT_PAGE__: JSON.stringify(command === 'serve' || mode === 'components'),
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // No inlined data: addresses, so that the content security policy names our own host alone.
    assetsInlineLimit: 0,
    target: ['chrome120', 'edge120', 'firefox121', 'safari17'],
    // Which chunk needs which: the budget is measured by it.
    manifest: 'chunks.json',
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': 'http://localhost:8080' } },
}));
