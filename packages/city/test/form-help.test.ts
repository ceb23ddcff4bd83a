import { expect, it } from 'vitest';
import type { Fields } from '../src/field.ts';
import { formHelp } from '../src/form-help.ts';
import { cityFields } from '../src/format.ts';

it('speaks of no keys, codes or words of a file where people choose and tick', () => {
  const said: string[] = [];
  const collect = (fields: Fields): void => {
    for (const [name, field] of Object.entries(fields)) {
      const { type } = field;
      if ((type.is === 'object' || type.is === 'objects') && type.fields !== undefined)
        collect(type.fields);
      if (name !== 'key' && type.is !== 'aliases') said.push(formHelp(field).ja);
    }
  };
  collect(cityFields);
  expect(said.length).toBeGreaterThan(80);
  expect(said.filter((each) => /キー|2文字|「はい」|unknown|CPS/.test(each))).toEqual([]);
  expect(said.filter((each) => !each.endsWith('。'))).toEqual([]);
});
