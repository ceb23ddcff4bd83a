import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { refusedWords } from '@machimori/catalogue';
import { describe, expect, it } from 'vitest';
import { root } from './run-program.ts';

/** String literals of a source file, without its comments. */
function stringsOf(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
  return [...withoutComments.matchAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)].map((m) => m[0]);
}

const sources = globSync('{packages,apps}/*/src/**/*.ts', { cwd: root }).filter(
  (path) => !path.endsWith('check-texts.ts'),
);

describe('what people read', () => {
  it('is found in the source at all', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(
      sources.some((path) =>
        stringsOf(readFileSync(join(root, path), 'utf8')).some((s) =>
          s.includes('担当が決まっていません'),
        ),
      ),
    ).toBe(true);
  });

  it('has none of the words that an officer would not say', () => {
    // What officers write is taken as they write it; only what they read is held to the list.
    const read = sources.filter((path) => !path.endsWith('/everyday-words.ts'));
    const found = read.flatMap((path) =>
      stringsOf(readFileSync(join(root, path), 'utf8')).flatMap((s) =>
        refusedWords
          .filter(({ word }) => s.includes(word) && /[ぁ-んァ-ヶ一-龠]/.test(s))
          .map(({ word, instead }) => `${path}: ${word} → ${instead} in ${s.slice(0, 60)}`),
      ),
    );
    expect(found).toEqual([]);
  });

  it('has an English word for one wherever something is counted', () => {
    // `{count} lines` says “1 lines”: `{count} {count|line|lines}` does not. Limits are never one.
    const counted = /\{(?!most|least|n\b|name|organisation)[a-zA-Z]+\} (?:[a-z]+ )?([a-z]{2,}s)\b/g;

    const found = sources.flatMap((path) =>
      stringsOf(readFileSync(join(root, path), 'utf8')).flatMap((s) =>
        s.startsWith('`')
          ? []
          : [...s.matchAll(counted)]
              .filter(([, word = '']) => countedNouns.has(word))
              .map(([phrase]) => `${path}: ${phrase}`),
      ),
    );
    expect(found).toEqual([]);
  });
});

/** What is counted in our words. */
const countedNouns: ReadonlySet<string> = new Set(
  `accounts administrators answers cells changes characters checkpoints columns components contracts days degrees
   devices editions elements entries evidence files findings flows hours inhabitants items kinds laws letters lines
   links logs measures members messages minutes months notes organisations pages people pieces places points proposals
   records requests requirements reviews revisions risks roles rows scenarios services sessions sheets systems tables
   things threats times types values views vulnerabilities weaknesses weeks words years`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
