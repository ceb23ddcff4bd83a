import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paperBytes } from '@machimori/governance';
import { limits } from '@machimori/kernel';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const document = read('docs/security-decisions.md');
const section = (heading: string): string =>
  document.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';
const sources = globSync(['packages/*/src/**/*.ts', 'apps/machimori/src/**/*.ts'], { cwd: root })
  .filter((path) => !path.startsWith('packages/testkit/'))
  .map((path) => ({ path: path.replaceAll('\\', '/'), text: read(path) }));

it('says what files are taken in', () => {
  const files = section('受け取るファイル');
  const megabytes = (bytes: number): string => `${bytes / 1024 / 1024} MB`;
  expect(files).toContain(
    `| ${megabytes(limits.cityFileBytes)}。xlsx は ${megabytes(limits.workbookBytes)}、展開 ${megabytes(limits.workbookInflatedBytes)}、部品 ${limits.workbookEntries.toLocaleString('en')} /`,
  );
  expect(files).toContain(`| ${megabytes(paperBytes)} |`);
});

it('lists each algorithm that the code asks for', () => {
  const asked = new Set(
    sources.flatMap(({ text }) =>
      [
        ...text.matchAll(
          /create(?:Hash|Hmac|Cipheriv|Decipheriv)\(\s*'([\w-]+)'|hkdfSync\(\s*'([\w-]+)'|namedCurve: '([\w-]+)'|algorithm: '([\w-]+)'/g,
        ),
      ].map((match) => match.slice(1).find((each) => each !== undefined && each !== '') ?? ''),
    ),
  );
  // Names of layouts and the like are no algorithms.
  const words: Readonly<Record<string, string>> = {
    sha256: 'SHA-256',
    'aes-256-gcm': 'AES-256-GCM',
    'P-256': 'P-256',
    SHA1: 'HMAC-SHA-1',
  };
  expect([...asked].filter((each) => words[each] === undefined)).toEqual([]);
  for (const each of asked) expect(section('鍵と暗号')).toContain(words[each]);
});

it('lists each way out of the program', () => {
  const out = /from '(?:node:https?|node:tls|node:dgram|nodemailer|openid-client)'|\bfetch\(/;
  const found = sources.filter(({ text }) =>
    text.split('\n').some((line) => out.test(line) && !/^import type|^\s*(?:\/\/|\*)/.test(line)),
  );
  expect(found.map(({ path }) => path).sort()).toEqual([
    // The one guarded way, the protocol that goes by it, and mail.
    'apps/machimori/src/serve/mail-transport.ts',
    'packages/application/src/outbound.ts',
    'packages/identity/src/provider-exchange.ts',
  ]);
});
