import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type Built, ensureBuild } from '../build/ensure-build.ts';
import { budgetBytes, firstLoads } from '../build/first-load.ts';

let built: Built;
beforeAll(async () => {
  built = await ensureBuild();
}, 480_000);

const read = (file: string): string => readFileSync(join(built.folder, file), 'utf8');
const scripts = (): string[] => globSync('assets/*.js', { cwd: built.folder });

test('two starts at once build once and agree', async () => {
  const all = await Promise.all([ensureBuild(), ensureBuild()]);
  expect(all).toEqual([built, built].map((each) => ({ ...each, state: 'up-to-date' })));
  expect(existsSync(join(built.folder, '../dist.lock'))).toBe(false);
});

test('every page keeps to the budget of its first load', () => {
  const pages = firstLoads(built.folder);
  expect(pages.length).toBeGreaterThan(8);
  for (const { page, gzipBytes } of pages.slice(0, 3))
    console.log(`${page}: ${gzipBytes} bytes gzip`);
  expect(pages.filter(({ gzipBytes }) => gzipBytes > budgetBytes)).toEqual([]);
});

test('the page has no inline script or style, and nothing from another host', () => {
  const page = read('index.html');
  expect(page).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/);
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, each]) => each);
  expect(addresses.length).toBeGreaterThan(2);
  expect(
    addresses.filter((each) => !/^\/(assets\/[\w-]+-[\w-]{8}\.(js|css|svg))$/.test(each ?? '')),
  ).toEqual([]);
  for (const file of globSync('assets/*.css', { cwd: built.folder })) {
    expect(read(file)).not.toMatch(/url\((?!["']?data:)|@import/);
  }
});

test('scripts neither evaluate words nor carry what belongs to development or to zod', () => {
  expect(scripts().length).toBeGreaterThan(8);
  for (const file of scripts()) {
    expect(read(file), file).not.toMatch(/\beval\(|new Function\(|部品の一覧|ZodError/);
  }
});
