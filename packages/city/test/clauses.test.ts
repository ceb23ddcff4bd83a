import { describe, expect, it } from 'vitest';
import { readCity, readCityWorkbook, writeCity, writeCityWorkbook } from '../src/index.ts';
import { changed } from './small-city.ts';

const term = '    term: { start: 2026-04-01, end: 2027-03-31, renewal: yearly-renewed }\n';
const withClauses = (clauses: string) =>
  readCity({ name: 'city.yaml', text: changed(term, `${term}    clauses: ${clauses}\n`) });

describe('the clauses of a contract', () => {
  it('are words, and say who performs what where they hold more', () => {
    const { city, diagnostics } = withClauses(
      '[{ clause: liability, requirements: [CPS.MA-1] }, audit-right, { clause: data-handling },' +
        ' { clause: incident-notification, performs: firm, requirements: [CPS.CO-3, CPS.AN-1] }]',
    );
    expect(diagnostics).toEqual([]);
    // Words alone come first, so that a file, a workbook and JSON are read as the same city.
    expect(city?.contracts[0]?.clauses).toEqual([
      { clause: 'audit-right', requirements: [] },
      { clause: 'data-handling', requirements: [] },
      { clause: 'liability', requirements: ['CPS.MA-1'] },
      {
        clause: 'incident-notification',
        performs: 'firm',
        requirements: ['CPS.CO-3', 'CPS.AN-1'],
      },
    ]);
  });

  it('stay words in one line where none says more', () => {
    const { city } = withClauses('[audit-right, data-handling]');
    expect(city && writeCity(city)).toContain('    clauses: [audit-right, data-handling]\n');
  });

  it('in a workbook are one cell, and a row each where they say more', async () => {
    const { city } = withClauses(
      '[audit-right, { clause: data-handling, performs: firm, requirements: [CPS.DS-1] }]',
    );
    if (!city) throw new Error('the city is not read');
    const { city: again, diagnostics } = await readCityWorkbook(await writeCityWorkbook(city));
    expect(diagnostics.filter((d) => d.severity === 'error')).toEqual([]);
    expect(again).toEqual(city);
  });

  it.each([
    ['[audit-rihgt]', 'unknown-word', 'contracts[0].clauses[0]'],
    ['[{ clause: audit-rihgt }]', 'unknown-word', 'contracts[0].clauses[0].clause'],
    ['[{ requirements: [CPS.MA-1] }]', 'missing-field', 'contracts[0].clauses[0].clause'],
    [
      '[{ clause: liability, performs: frim, requirements: [CPS.MA-1] }]',
      'unknown-key',
      'contracts[0].clauses[0].performs',
    ],
    ['[{ clause: liability, performs: firm }]', 'inconsistent', 'contracts[0].clauses[0].performs'],
    ['[[audit-right]]', 'wrong-type', 'contracts[0].clauses[0]'],
    ['audit-right', 'wrong-type', 'contracts[0].clauses'],
  ])('that are wrong are told by their place: %s', (clauses, code, path) => {
    expect(withClauses(clauses).diagnostics).toMatchObject([
      { code, severity: 'error', place: { path } },
    ]);
  });

  it('named twice count once, with a word about it', () => {
    const { city, diagnostics } = withClauses('[audit-right, { clause: audit-right }]');
    expect(city?.contracts[0]?.clauses).toHaveLength(1);
    expect(diagnostics).toMatchObject([
      { severity: 'warning', place: { path: 'contracts[0].clauses[1]' } },
    ]);
  });
});

describe('a self-check', () => {
  const check = '    selfCheck: { kind: signed, by: 町長, on: 2026-04-01 }\n';

  it('is recorded at the promoting body', () => {
    const name = '    name: 町役場\n';
    const { city, diagnostics } = readCity({
      name: 'city.yaml',
      text: changed(name, name + check),
    });
    expect(diagnostics).toEqual([]);
    expect(city?.organisations[0]?.selfCheck).toEqual({
      kind: 'signed',
      by: '町長',
      on: '2026-04-01',
    });
  });

  it('of another organisation is not used, and says so', () => {
    const name = '    name: 業者\n';
    const { city, diagnostics } = readCity({
      name: 'city.yaml',
      text: changed(name, name + check),
    });
    expect(city).toBeDefined();
    expect(diagnostics).toMatchObject([
      { severity: 'warning', place: { path: 'organisations[1].selfCheck' } },
    ]);
  });
});
