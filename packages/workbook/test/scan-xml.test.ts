import { describe, expect, test } from 'vitest';
import { attributeOf, attributesOf, escapeXml, scanTags, textBetween } from '../src/index.ts';

const tagsOf = (xml: string): readonly string[] =>
  Array.from(scanTags(xml), ({ kind, prefix, name }) => `${kind} ${prefix}${name}`);
const firstTag = (xml: string) => {
  for (const tag of scanTags(xml)) return tag;
  throw new Error('no tag');
};

describe('scanning tags', () => {
  test('names without prefix, kinds, and positions that give the text back', () => {
    const xml = '<x:a n="1"><b/>t</x:a >';
    expect(Array.from(scanTags(xml), (t) => [t.name, xml.slice(t.start, t.end)])).toEqual([
      ['a', '<x:a n="1">'],
      ['b', '<b/>'],
      ['a', '</x:a >'],
    ]);
  });

  test('comments, instructions and CDATA hold no tags', () => {
    expect(tagsOf('<?x <a>?><r><!-- <b> --><![CDATA[<c>]]></r>')).toEqual(['open r', 'close r']);
  });

  test('a sign inside a quoted value ends no tag', () => {
    expect(tagsOf(`<a n=">" m='/>'><b/></a>`)).toEqual(['open a', 'empty b', 'close a']);
  });

  test('a declaration is refused, and a torn tag ends the text', () => {
    expect(() => tagsOf('<!DOCTYPE a><a/>')).toThrow(
      expect.objectContaining({ code: 'input-unreadable' }),
    );
    for (const xml of ['<a><b n="', '<a><b', '<a><!-- ', '<a><', '<a><?'])
      expect(tagsOf(xml)).toEqual(['open a']);
  });

  test('attributes in either quotes, by their whole name, entities resolved', () => {
    const xml = `<c xr="A9" r = 'B2' t="&lt;&#x3042;&amp;&#65;&#0;&no;"/>`;
    expect(attributeOf(xml, firstTag(xml), 'r')).toBe('B2');
    expect(attributeOf(xml, firstTag(xml), 't')).toBe('<あ&A&no;');
    expect(attributeOf(xml, firstTag(xml), 'none')).toBeUndefined();
    expect([...attributesOf(xml, firstTag(xml)).keys()]).toEqual(['xr', 'r', 't']);
  });

  test('text resolves entities outside CDATA alone, and escaping leads back', () => {
    const xml = 'a&amp;b<![CDATA[<&amp;>]]>&quot;';
    expect(textBetween(xml, 0, xml.length)).toBe('a&b<&amp;>"');
    const hard = `<"&'>&amp;`;
    expect(textBetween(escapeXml(hard), 0, escapeXml(hard).length)).toBe(hard);
  });
});
