import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps,tools}/*/{src,test}/**/*.test.ts', 'bench/{src,test}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/fixtures/**'],
    // Most of our tests wait for other processes: every core may work.
    maxWorkers: '100%',
    // Programs that tests start load what is compiled already, as those that ./machimori starts do.
    env: {
      NODE_COMPILE_CACHE:
        process.env['NODE_COMPILE_CACHE'] ?? join(import.meta.dirname, '.machimori/compile-cache'),
    },
    // What is polled for takes as long as a busy machine needs: a second is a measure of the machine.
    expect: { poll: { timeout: 60_000, interval: 100 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
