import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { type City, readCity } from '@machimori/city';
import { planCity } from '@machimori/planning';
import { describe, expect, it } from 'vitest';
import { carryCity } from '../src/carry-city.ts';
import { exitCodes } from '../src/exit-codes.ts';
import { Terminal } from '../src/terminal.ts';
import { endedItem, fixtureEdition, presentEdition, renumberedItem } from './fixture-edition.ts';
import { machimori, root, temporaryFolder } from './run-program.ts';

const konohashi = 'examples/konohashi/city.yaml';
const day = ['--as-of', '2026-11-21'];

/** A terminal, and what was said on it. */
function listening(): { readonly terminal: Terminal; readonly said: string[] } {
  const said: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      said.push(String(chunk));
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  return { terminal: new Terminal('ja', stream, stream), said };
}

const sample = readCity({
  name: 'city.yaml',
  text: readFileSync(join(root, konohashi), 'utf8'),
}).city as City;
const subject = sample.components.find(({ kind }) => kind === 'service')?.key ?? '';
const answered: City = {
  ...sample,
  controls: [renumberedItem.from, endedItem].map((checkItem) => ({
    checkItem,
    subject,
    state: 'implemented',
  })),
};

describe('a city planned by another edition', () => {
  it('takes its answers along under their new numbers, and says what ends', () => {
    const { terminal, said } = listening();
    const city = carryCity(answered, presentEdition, fixtureEdition, terminal);
    expect(city.controls.map(({ checkItem }) => checkItem)).toEqual([renumberedItem.to]);
    expect(said.join('')).toContain(fixtureEdition.id);
    expect(said.join('')).toContain(`答え1件は、入っていません: ${endedItem}@${subject}`);
    const plan = planCity({ city, edition: fixtureEdition, asOf: '2026-11-21', version: 'test' });
    const line = plan.lines.find(({ id }) => id === `${renumberedItem.to}@${subject}`);
    expect(line?.state).toBe('implemented');
    expect(plan.lines.some(({ checkItem }) => checkItem === endedItem)).toBe(false);
  });

  it('is untouched, and silent, by the present one', () => {
    const { terminal, said } = listening();
    expect(carryCity(answered, presentEdition, presentEdition, terminal)).toBe(answered);
    expect(said).toEqual([]);
  });

  it('is refused, with the places, where it does not hold there', () => {
    const [kind, ...others] = presentEdition.findingKinds;
    const without = { ...fixtureEdition, findingKinds: others };
    const weak: City = {
      ...sample,
      weaknesses: [
        { key: 'weak', kind: kind?.id ?? '', subject, affected: 1, foundOn: '2026-11-01' },
      ],
    };
    expect(() => carryCity(weak, presentEdition, without, listening().terminal)).toThrow(
      expect.objectContaining({ code: 'input-invalid', diagnostics: [expect.anything()] }),
    );
  });
});

describe('machimori plan --edition', () => {
  it('plans by the edition that is named, by its whole id or its number alone', () => {
    const [plain, named] = [[], ['--edition', '2.0-draft']].map(
      (args) => machimori(['plan', konohashi, ...day, '--format', 'json', ...args]).out,
    );
    expect(named).toBe(plain);
  });

  it('names the editions there are where one is not, and writes nothing', () => {
    const out = join(temporaryFolder(), 'plan');
    const ran = machimori(['plan', konohashi, '--edition', '9.9', '--out', out, ...day]);
    expect(ran.code).toBe(exitCodes['not-found']);
    expect(ran.err).toContain('「9.9」という版はありません');
    expect(ran.err).toContain(presentEdition.id);
    expect(() => readFileSync(join(out, 'plan.json'))).toThrow('ENOENT');
    const away = machimori(['plan', konohashi, '--edition', '../../package', ...day]);
    expect(away.code).toBe(exitCodes['not-found']);
  });
});
