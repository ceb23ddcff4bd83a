import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps,tools}/*/{src,test}/**/*.test.ts', 'bench/{src,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**'],
    // Most of our tests wait for other processes: every core may work.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
