import { describe, expect, it } from 'vitest';
import { editionFiles } from '../src/edition-files.ts';
import { checkEdition, compileEdition, writeEdition } from '../src/index.ts';
import { compiledDraft, draftEdition, draftFiles, editionJson } from './draft-edition.ts';

const withFile = (name: string, text: string) =>
  compileEdition(new Map([...draftFiles, [name, text]]));

describe('compiling the 2.0 draft', () => {
  it('finds nothing wrong with any file', () => {
    expect(compiledDraft.diagnostics).toEqual([]);
  });

  it('gives the committed edition.json, so that an edition never drifts from its files', () => {
    expect(writeEdition(draftEdition()) === editionJson()).toBe(true);
  });

  it('reads back what it wrote', () => {
    expect(JSON.parse(editionJson())).toEqual(draftEdition());
  });

  it('writes the same bytes whatever the order of keys', () => {
    const edition = draftEdition();
    const turned = Object.fromEntries(Object.entries(edition).reverse()) as typeof edition;
    expect(writeEdition(turned)).toBe(writeEdition(edition));
    expect(writeEdition(edition).endsWith('}\n')).toBe(true);
  });
});

describe('a folder that is not whole', () => {
  it('reports every missing file and leaves its lists empty', () => {
    const { edition, diagnostics } = compileEdition(
      new Map([['edition.yaml', draftFiles.get('edition.yaml') ?? '']]),
    );
    expect(diagnostics.map((d) => d.place.file)).toEqual(editionFiles.map((file) => file.name));
    expect(edition?.risks).toEqual([]);
    expect(edition?.requirementLinks).toEqual([]);
  });

  it('names a file that no edition has', () => {
    const { diagnostics } = withFile('extra.yaml', 'a: 1\n');
    expect(diagnostics).toMatchObject([{ code: 'catalogue', place: { file: 'extra.yaml' } }]);
  });

  it('says where YAML breaks, and makes no edition of it', () => {
    const { edition, diagnostics } = withFile('threats.yaml', 'threats:\n  - { id: x\n');
    expect(edition).toBeUndefined();
    expect(diagnostics[0]).toMatchObject({
      code: 'syntax',
      place: { file: 'threats.yaml', line: 3 },
    });
  });

  it('refuses aliases and keys that stand twice', () => {
    const aliased = withFile('threats.yaml', 'threats: &a []\nmore: *a\n');
    expect(aliased.diagnostics.map((d) => d.code)).toContain('alias-refused');
    const twice = withFile('threats.yaml', 'threats: []\nthreats: []\n');
    expect(twice.diagnostics).toMatchObject([{ code: 'syntax', place: { line: 2, column: 1 } }]);
  });

  it('makes no edition where a list is none', () => {
    const { edition, diagnostics } = withFile('threats.yaml', 'threats: 3\n');
    expect(edition).toBeUndefined();
    expect(diagnostics.map((d) => d.code)).toContain('wrong-type');
  });
});

describe('places', () => {
  it('lead from a part of the edition to its line', () => {
    const text = draftFiles.get('risks.yaml') ?? '';
    const lines = text.split('\n');
    const place = compiledDraft.placeOf(['risks', 4, 'requirements']);
    expect(place).toMatchObject({ file: 'risks.yaml', path: 'risks[4].requirements' });
    expect(lines[(place.line ?? 0) - 1]).toContain('CPS.AC-3');
    expect(compiledDraft.placeOf(['requirementLinks', 0])).toMatchObject({
      file: 'ours/requirement-check-items.yaml',
      path: 'links[0]',
    });
  });

  it('stand in the problems of a check', () => {
    const text = (draftFiles.get('risks.yaml') ?? '').replace(
      'threat: threat-01',
      'threat: threat-99',
    );
    const { edition, placeOf } = withFile('risks.yaml', text);
    if (edition === undefined) throw new Error('no edition');
    expect(checkEdition(edition, placeOf)[0]).toMatchObject({
      code: 'catalogue',
      place: { file: 'risks.yaml', path: 'risks[0].threat' },
      message: { en: 'There is no threat threat-99.' },
    });
  });
});
