import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { retryDelayMs } from '@machimori/database';
import { testType, webhookTypeNames, webhookTypes } from '@machimori/governance';
import { expect, it } from 'vitest';

const document = readFileSync(
  join(import.meta.dirname, '..', '..', '..', '..', 'docs/webhooks.md'),
  'utf8',
);

// Others build on these names: one that changes or goes breaks what they made.
it('docs/webhooks.md tells of every type, with the fields that it has', () => {
  const rows = [...document.matchAll(/^\| `([a-z]+\.[a-z]+)` \|.*\|(.*)\|$/gm)].map(
    ([, type, fields = '']) => [type, [...fields.matchAll(/`(\w+)`/g)].map(([, field]) => field)],
  );
  expect(Object.fromEntries(rows)).toEqual({
    ...Object.fromEntries(webhookTypeNames.map((type) => [type, webhookTypes[type].fields])),
    [testType]: [],
  });
});

it('docs/webhooks.md tells how often it is tried', () => {
  const delays: number[] = [];
  for (let attempt = 1; ; attempt += 1) {
    const delay = retryDelayMs(attempt);
    if (delay === undefined) break;
    delays.push(delay / 60_000);
  }
  expect(delays).toEqual([1 / 6, 1, 5, 20, 60, 180, 480, 1440]);
  expect(document).toContain(
    '10秒、1分、5分、20分、1時間、3時間、8時間、24時間おいて、あわせて九回まで',
  );
});
