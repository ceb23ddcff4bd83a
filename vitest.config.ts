import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps,tools}/*/{src,test}/**/*.test.ts', 'bench/{src,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
