import type { Diagnostic } from '@machimori/kernel';
import { describe, expect, it } from 'vitest';
import { checkOscal, writeOscal } from '../../src/oscal/index.ts';
import { exampleCity, planOf } from './sample-plans.ts';

// biome-ignore lint/suspicious/noExplicitAny: documents are broken here on purpose
type Any = any;

const good = JSON.stringify(writeOscal(planOf(exampleCity('konohashi/city.yaml'))));

/** A fresh bundle with one thing broken, and what the check says. */
function broken(spoil: (bundle: Any) => void): Diagnostic[] {
  const bundle = JSON.parse(good);
  spoil(bundle);
  return checkOscal(bundle);
}

const catalogOf = (b: Any): Any => b.catalog.catalog;
const profileOf = (b: Any): Any => b.profile.profile;
const sspOf = (b: Any): Any => b['system-security-plan']['system-security-plan'];
const poamOf = (b: Any): Any => b['plan-of-action-and-milestones']['plan-of-action-and-milestones'];
const mappingOf = (b: Any): Any => b['mapping-collection']['mapping-collection'].mappings[0];
const firstControl = (b: Any): Any => catalogOf(b).groups[0].groups[0].controls[0];
const firstRow = (b: Any): Any => sspOf(b)['control-implementation']['implemented-requirements'][0];
const nowhere = '00000000-0000-4000-8000-000000000000';

const spoilt: readonly (readonly [
  what: string,
  code: Diagnostic['code'],
  path: RegExp,
  spoil: (b: Any) => void,
])[] = [
  [
    'a party that is not there',
    'unknown-key',
    /party-uuids$/,
    (b) => {
      sspOf(b).metadata['responsible-parties'][0]['party-uuids'] = [nowhere];
    },
  ],
  [
    'a role that is not defined',
    'unknown-key',
    /role-id$/,
    (b) => {
      firstRow(b)['by-components'][0]['responsible-roles'][0]['role-id'] = 'stranger';
    },
  ],
  [
    'a component that is not there',
    'unknown-key',
    /component-uuid$/,
    (b) => {
      firstRow(b)['by-components'][0]['component-uuid'] = nowhere;
    },
  ],
  [
    'a component named where a party belongs',
    'unknown-key',
    /party-uuids$/,
    (b) => {
      sspOf(b).metadata['responsible-parties'][0]['party-uuids'] = [
        sspOf(b)['system-implementation'].components[0].uuid,
      ];
    },
  ],
  [
    'an inventory item of no component',
    'unknown-key',
    /component-uuid$/,
    (b) => {
      sspOf(b)['system-implementation']['inventory-items'][0]['implemented-components'][0][
        'component-uuid'
      ] = nowhere;
    },
  ],
  [
    'a control that the catalog lacks',
    'unknown-key',
    /control-id$/,
    (b) => {
      firstRow(b)['control-id'] = 'CPS.XX-1';
    },
  ],
  [
    'a control that the profile does not select',
    'unknown-key',
    /control-id$/,
    (b) => {
      profileOf(b).imports[0]['include-controls'].pop();
    },
  ],
  [
    'a selection of a control that is not there',
    'unknown-key',
    /with-ids$/,
    (b) => {
      profileOf(b).imports[0]['include-controls'][0]['with-ids'].push('CPS.XX-1');
    },
  ],
  [
    'a mapping to an item that is not there',
    'unknown-key',
    /targets\[0\]\.id-ref$/,
    (b) => {
      mappingOf(b).maps[0].targets[0]['id-ref'] = 'service-99';
    },
  ],
  [
    'a finding about a statement that is not there',
    'unknown-key',
    /target-id$/,
    (b) => {
      poamOf(b).findings[0].target['target-id'] = 'nothing_smt';
    },
  ],
  [
    'a finding about an implementation that is not there',
    'unknown-key',
    /implementation-statement-uuid$/,
    (b) => {
      poamOf(b).findings[0]['implementation-statement-uuid'] = nowhere;
    },
  ],
  [
    'an observation about a component that is not there',
    'unknown-key',
    /subject-uuid$/,
    (b) => {
      poamOf(b).observations[0].subjects[0]['subject-uuid'] = nowhere;
    },
  ],
  [
    'an item with a risk that is not there',
    'unknown-key',
    /risk-uuid$/,
    (b) => {
      poamOf(b)['poam-items'][0]['related-risks'][0]['risk-uuid'] = nowhere;
    },
  ],
  [
    'an item with an observation that is not there',
    'unknown-key',
    /observation-uuid$/,
    (b) => {
      poamOf(b)['poam-items'][0]['related-observations'][0]['observation-uuid'] = nowhere;
    },
  ],
  [
    'an item with a finding that is not there',
    'unknown-key',
    /finding-uuid$/,
    (b) => {
      poamOf(b)['poam-items'][0]['related-findings'][0]['finding-uuid'] = nowhere;
    },
  ],
  [
    'a tool that is not there',
    'unknown-key',
    /actor-uuid$/,
    (b) => {
      poamOf(b)['poam-items'][0].origins[0].actors[0]['actor-uuid'] = nowhere;
    },
  ],
  [
    'a risk row that the catalog lacks',
    'unknown-key',
    /props\[\d+\]\.value$/,
    (b) => {
      const rows = sspOf(b)['control-implementation']['implemented-requirements'].flatMap(
        (r: Any) => r['by-components'],
      );
      rows.flatMap((r: Any) => r.props).find((p: Any) => p.name === 'risk-rows').value = 'risk-999';
    },
  ],
  [
    'a link to nothing',
    'unknown-key',
    /links\[1\]\.href$/,
    (b) => {
      firstControl(b).links[1].href = '#risk-999';
    },
  ],
  [
    'a reference that is no resource',
    'unknown-key',
    /links\[0\]\.href$/,
    (b) => {
      firstControl(b).links[0].href = '#CPS.AC-2';
    },
  ],
  [
    'a link to a file that is not there',
    'unknown-key',
    /links\[0\]\.href$/,
    (b) => {
      firstControl(b).links[0].href = 'other.json#x';
    },
  ],
  [
    'a link into a file where it leads nowhere',
    'unknown-key',
    /links\[0\]\.href$/,
    (b) => {
      firstControl(b).links[0].href = 'profile.json#x';
    },
  ],
  [
    'an import of a document that is not there',
    'unknown-key',
    /import-profile\.href$/,
    (b) => {
      sspOf(b)['import-profile'].href = 'elsewhere.json';
    },
  ],
  [
    'an import through a resource that is not there',
    'unknown-key',
    /import-ssp\.href$/,
    (b) => {
      poamOf(b)['import-ssp'].href = `#${nowhere}`;
    },
  ],
  [
    'a mapping of a document that is not there',
    'unknown-key',
    /source-resource\.href$/,
    (b) => {
      mappingOf(b)['source-resource'].href = 'elsewhere.json';
    },
  ],
  [
    'one UUID for two things',
    'duplicate-key',
    /components\[1\]\.uuid$/,
    (b) => {
      const { components } = sspOf(b)['system-implementation'];
      components[1].uuid = components[0].uuid;
    },
  ],
  [
    'one UUID for two kinds of things in two documents',
    'duplicate-key',
    /uuid$/,
    (b) => {
      poamOf(b).risks[0].uuid = sspOf(b).metadata.parties[0].uuid;
    },
  ],
  [
    'one id for two controls',
    'duplicate-key',
    /controls\[1\]\.id$/,
    (b) => {
      catalogOf(b).groups[0].groups[0].controls[1].id = firstControl(b).id;
    },
  ],
  [
    'one id for a control and a part',
    'duplicate-key',
    /\.id$/,
    (b) => {
      firstControl(b).parts[0].id = 'CPS.AC-2';
    },
  ],
  [
    'one id for two roles',
    'duplicate-key',
    /roles\[1\]\.id$/,
    (b) => {
      const { roles } = sspOf(b).metadata;
      roles[1].id = roles[0].id;
    },
  ],
  [
    'one component twice for a control',
    'duplicate-key',
    /component-uuid$/,
    (b) => {
      const list = firstRow(b)['by-components'];
      list.push({ ...list[0], uuid: nowhere });
    },
  ],
  [
    'one role twice',
    'duplicate-key',
    /role-id$/,
    (b) => {
      const list = firstRow(b)['by-components'][0]['responsible-roles'];
      list.push(list[0]);
    },
  ],
  [
    'a control that is implemented nowhere',
    'missing-field',
    /by-components$/,
    (b) => {
      delete firstRow(b)['by-components'];
    },
  ],
  [
    'a time without its zone',
    'bad-date',
    /last-modified$/,
    (b) => {
      sspOf(b).metadata['last-modified'] = '2026-11-21T00:00:00';
    },
  ],
  [
    'a day that does not exist',
    'bad-date',
    /collected$/,
    (b) => {
      poamOf(b).observations[0].collected = '2026-02-30T00:00:00+09:00';
    },
  ],
  [
    'a day where a time belongs',
    'bad-date',
    /deadline$/,
    (b) => {
      poamOf(b).risks[0].deadline = '2026-11-21';
    },
  ],
  [
    'a UUID of version 7',
    'bad-key',
    /uuid$/,
    (b) => {
      profileOf(b).uuid = '0190a5b8-9c3e-7b1a-8f00-000000000000';
    },
  ],
  [
    'an empty list',
    'missing-field',
    /links$/,
    (b) => {
      firstControl(b).links = [];
    },
  ],
  [
    'a null',
    'missing-field',
    /remarks$/,
    (b) => {
      sspOf(b).metadata.remarks = null;
    },
  ],
  [
    'a property that ends in a full-width space',
    'wrong-type',
    /value$/,
    (b) => {
      firstControl(b).props[0].value = '要件　';
    },
  ],
  [
    'a property of two lines',
    'wrong-type',
    /value$/,
    (b) => {
      firstControl(b).props[0].value = '一行目\n二行目';
    },
  ],
  [
    'a document under another name',
    'missing-field',
    /^profile$/,
    (b) => {
      b.profile = { catalog: {} };
    },
  ],
];

describe('the check of references', () => {
  it('has nothing to say of a sound bundle', () => {
    expect(broken(() => {})).toEqual([]);
  });

  it.each(spoilt)('finds %s', (_what, code, path, spoil) => {
    const found = broken(spoil);
    expect(found.map((d) => [d.code, d.place.path])).toContainEqual([
      code,
      expect.stringMatching(path),
    ]);
    for (const d of found) {
      expect(d.severity).toBe('error');
      expect(d.message.ja).not.toMatch(/\{[a-z]+\}/);
      expect(d.message.en).not.toMatch(/\{[a-z]+\}/);
    }
  });

  it('names a missing import once, not everything that it would have held', () => {
    expect(
      broken((b) => {
        profileOf(b).imports[0].href = 'elsewhere.json';
      }).map((d) => d.place.path),
    ).toEqual(['profile.imports[0].href']);
  });

  it('bears documents of any shape', () => {
    for (const shape of [
      null,
      1,
      'x',
      [],
      {},
      { catalog: null },
      { catalog: { catalog: { groups: [null, 1, [[]]] } } },
    ])
      expect(() =>
        checkOscal(shape === null || typeof shape !== 'object' ? {} : (shape as Any)),
      ).not.toThrow();
  });

  it('stops at a bearable number of problems', () => {
    expect(
      broken((b) => {
        delete sspOf(b).metadata.parties;
      }).length,
    ).toBeLessThanOrEqual(200);
  });
});
