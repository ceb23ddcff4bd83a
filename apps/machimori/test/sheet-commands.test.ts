import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkbookSafely, rewritePackage } from '@machimori/workbook';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../src/exit-codes.ts';
import { machimori, root, temporaryFolder } from './run-program.ts';

const konohashi = join(root, 'examples/konohashi/city.yaml');
const official = join(root, 'packages/documents/test/fixtures/official-imitation.xlsx');

/** The official sheet's copy with another table in the place of its own, and settings of columns before it. */
function sheetOf(rows: readonly (readonly string[])[], settings = ''): Uint8Array {
  const cell = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const table = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('');
  const parts = openWorkbookSafely(new Uint8Array(readFileSync(official)));
  const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${settings}<sheetData>${table}</sheetData></worksheet>`;
  return rewritePackage(
    parts,
    new Map([['xl/worksheets/sheet1.xml', new TextEncoder().encode(xml)]]),
  );
}

/** A folder with the plan of the small town. */
function planned(): { folder: string; plan: string } {
  const folder = temporaryFolder();
  const out = join(folder, 'plan');
  machimori(['plan', konohashi, '--out', out, '--as-of', '2026-11-20', '--documents', 'sheet']);
  return { folder, plan: join(out, 'plan.json') };
}

const head = ['項目', '実装予定時期', '実装方法', '状態', '対応ID'];

describe('sheet fill', () => {
  it('writes beside the file under a name that says so, and over nothing that stands there', () => {
    const { folder, plan } = planned();
    const source = join(folder, '公式.xlsx');
    copyFileSync(official, source);
    for (const name of ['公式（記入）.xlsx', '公式（記入2）.xlsx']) {
      const ran = machimori(['sheet', 'fill', source, '--plan', plan]);
      expect(ran.code).toBe(0);
      expect(ran.out).toContain(name);
      expect(existsSync(join(folder, name))).toBe(true);
    }
    const macros = join(folder, '公式.xlsm');
    copyFileSync(official, macros);
    machimori(['sheet', 'fill', macros, '--plan', plan]);
    expect(existsSync(join(folder, '公式（記入）.xlsm'))).toBe(true);
  });

  it('refuses a hostile book with a plain sentence, as reading does, and writes nothing', () => {
    const { folder, plan } = planned();
    const hostile = join(folder, 'x.xlsx');
    for (const settings of [
      '<col min="9" max="9"/>'.repeat(20_000),
      '<!DOCTYPE w [<!ENTITY a "b">]>',
    ]) {
      writeFileSync(hostile, sheetOf([head, ['サービス①-1']], settings));
      const before = readdirSync(folder);
      for (const command of ['fill', 'read']) {
        const ran = machimori([
          ...['sheet', command, hostile, '--plan', plan],
          ...(command === 'read' ? ['--out', join(folder, 'out.json')] : []),
        ]);
        expect([exitCodes['limit-exceeded'], exitCodes['input-unreadable']]).toContain(ran.code);
        expect(ran.err).toMatch(/^エラー: .+。\n→ .+\n$/u);
      }
      expect(readdirSync(folder)).toEqual(before);
    }
  });
});

describe('sheet read', () => {
  it('says labels and names, tells of answers that have no line, and drops none in silence', () => {
    const { folder, plan } = planned();
    const [first, second] = [join(folder, 'a.xlsx'), join(folder, 'b.xlsx')];
    writeFileSync(
      first,
      sheetOf([
        head,
        ['サービス②-3', '実施済み', '', ''],
        ['サービス②-4', '', '委託していない', '対象外', 'service-2-4#tram'],
      ]),
    );
    writeFileSync(second, sheetOf([head, ['サービス②-3', '令和9年度末まで', '', '']]));
    const out = join(folder, 'answers.json');
    const ran = machimori(['sheet', 'read', first, second, '--plan', plan, '--out', out]);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('サービス②-3 実装予定時期: 「実施済み」（a.xlsx 別紙1 B2）');
    expect(ran.out).toMatch(/サービス②-3（.+） {2}実施済み/);
    expect(ran.out).toContain('行のない項目への答えが1件');
    expect(ran.out).toContain('サービス②-4（tram）  対象外 / 委託していない  a.xlsx 別紙1 A3');
    expect(ran.out).not.toMatch(/service-\d|implemented|not-applicable/);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      notInPlan: ['service-2-4#tram'],
    });
  });
});
