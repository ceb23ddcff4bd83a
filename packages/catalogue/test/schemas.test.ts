import {
  anchors,
  categories,
  componentKinds,
  contractKinds,
  roleIds,
  serviceDomains,
  views,
} from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import parts from '../../../catalogue/schema/entry-parts.schema.json' with { type: 'json' };
import { catalogueSchemas } from '../src/catalogue-schemas.ts';
import { editionFiles, headerFile } from '../src/edition-files.ts';
import { compileEdition } from '../src/index.ts';
import { draftFiles } from './draft-edition.ts';

type Node = Record<string, unknown>;

const files = [headerFile, ...editionFiles];

/** What the compiler says of one file after a change to its value. */
function after(name: string, change: (value: Node) => void): readonly string[] {
  const value = parse(draftFiles.get(name) ?? '') as Node;
  change(value);
  const { diagnostics } = compileEdition(new Map([[name, stringify(value)]]));
  return diagnostics
    .filter((d) => d.place.file === name)
    .map((d) => `${d.code} ${d.place.path ?? ''}`);
}

const firstRecord = (value: Node): Node => {
  const list = Object.values(value).find((part) => Array.isArray(part)) as Node[] | undefined;
  return list?.[0] ?? value;
};

/** The first text below a value, and its path. */
function firstText(value: unknown, path: string): { text: Node; path: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (typeof (value as Node)['ja'] === 'string') return { text: value as Node, path };
  for (const [key, part] of Object.entries(value)) {
    const step = Array.isArray(value) ? `[${key}]` : path === '' ? key : `.${key}`;
    const found = firstText(part, path + step);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe.each(files.map((file) => [file.name] as const))('the schema of %s', (name) => {
  it('takes the file as it is', () => {
    expect(after(name, () => {})).toEqual([]);
  });

  it('refuses a field that it does not know', () => {
    const found = after(name, (value) => {
      value['surprise'] = 1;
      firstRecord(value)['surprise'] = 1;
    });
    expect(found).toContain('unknown-field surprise');
    expect(found.every((line) => line.startsWith('unknown-field '))).toBe(true);
  });

  it('misses each root key', () => {
    for (const key of Object.keys(parse(draftFiles.get(name) ?? '') as Node)) {
      const found = after(name, (value) => delete value[key]);
      expect(found, key).toContain('missing-field ');
    }
  });
});

const withTexts = files.flatMap((file) => {
  const found = firstText(parse(draftFiles.get(file.name) ?? ''), '');
  return found === undefined ? [] : [[file.name, found.path] as const];
});

describe.each(withTexts)('a text of %s', (name, path) => {
  const say = (change: (text: Node) => void) =>
    after(name, (value) => {
      change(firstText(value, '')?.text ?? {});
    });

  it('has both languages, neither empty nor with blanks around it', () => {
    expect(say((text) => delete text['en'])).toEqual([`missing-field ${path}`]);
    expect(say((text) => Object.assign(text, { en: '' }))).toEqual([`bad-key ${path}.en`]);
    expect(say((text) => Object.assign(text, { ja: ' 前' }))).toEqual([`bad-key ${path}.ja`]);
  });
});

describe('single slips', () => {
  const list = (value: Node, key: string) => value[key] as Node[];

  it.each<[string, (value: Node) => void, string]>([
    [
      'requirements.yaml',
      (v) => Object.assign(list(v, 'requirements')[0] ?? {}, { id: 'CPS. AC-1' }),
      'bad-key requirements[0].id',
    ],
    [
      'requirements.yaml',
      (v) => Object.assign(list(v, 'requirements')[0] ?? {}, { categories: ['assets'] }),
      'unknown-word requirements[0].categories[0]',
    ],
    [
      'requirements.yaml',
      (v) => Object.assign(list(v, 'requirements')[0] ?? {}, { categories: [] }),
      'inconsistent requirements[0].categories',
    ],
    [
      'risks.yaml',
      (v) => Object.assign(list(v, 'risks')[2] ?? {}, { requirements: ['CPS.DS-3', 'CPS.DS-3'] }),
      'duplicate-key risks[2].requirements',
    ],
    [
      'risks.yaml',
      (v) =>
        Object.assign(list(v, 'risks')[2] ?? {}, {
          source: { document: '009', section: '付録B', order: 3, rows: [3] },
        }),
      'bad-key risks[2].source.document',
    ],
    [
      'check-items.yaml',
      (v) => Object.assign(list(v, 'checkItems')[0] ?? {}, { label: 'ガバナンス1-1' }),
      'bad-key checkItems[0].label',
    ],
    [
      'ours/finding-kinds.yaml',
      (v) => Object.assign(list(v, 'findingKinds')[0] ?? {}, { urgency: 4 }),
      'unknown-word findingKinds[0].urgency',
    ],
    [
      'ours/risk-anchors.yaml',
      (v) => Object.assign(list(v, 'anchors')[0] ?? {}, { whenNot: ['wireless'] }),
      'unknown-field anchors[0].whenNot',
    ],
    [
      'ours/risk-anchors.yaml',
      (v) => Object.assign(list(v, 'anchors')[0] ?? {}, { whenAll: ['!wireless'] }),
      'bad-key anchors[0].whenAll[0]',
    ],
    [
      'ours/criteria.yaml',
      (v) => Object.assign(list(v, 'scale')[0] ?? {}, { value: 6 }),
      'bad-number scale[0].value',
    ],
    [
      'roles.yaml',
      (v) => Object.assign(list(v, 'roles')[0] ?? {}, { id: 7 }),
      'unknown-word roles[0].id',
    ],
    [
      'changes-3.0.yaml',
      (v) => Object.assign(list(v, 'changes')[0] ?? {}, { knownFrom: 'text' }),
      'unknown-word changes[0].knownFrom',
    ],
    [
      'references.yaml',
      (v) => Object.assign(list(v, 'references')[0] ?? {}, { asOf: '2021/06' }),
      'bad-key references[0].asOf',
    ],
  ])('%s %#', (name, change, expected) => {
    expect(after(name, change)).toContain(expected);
  });
});

describe('the words of the schemas', () => {
  it('are those of the kernel', () => {
    const words = parts.$defs;
    expect(words.role.enum).toEqual(roleIds);
    expect(words.category.enum).toEqual(categories);
    expect(words.view.enum).toEqual(views);
    expect(words.group.enum).toEqual([...categories, ...views]);
    expect(words.anchor.enum).toEqual(anchors);
    expect(words.componentKind.enum).toEqual(componentKinds);
    expect(words.contractKind.enum).toEqual(contractKinds);
    expect(words.domain.enum).toEqual(serviceDomains);
  });

  it('stand in one schema a file', () => {
    const ids = catalogueSchemas.map((schema) => schema.$id);
    expect(ids.toSorted()).toEqual(
      ['entry-parts.schema.json', ...files.map((file) => file.schema)].toSorted(),
    );
  });
});
