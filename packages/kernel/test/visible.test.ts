import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleLine } from '../src/index.ts';

describe('visible', () => {
  it('shows what would steer a terminal or turn the direction of writing', () => {
    expect(visible('a\u001b[2J\u009b31m\u0007\r\u202eb')).toBe(
      'a\\u001b[2J\\u009b31m\\u0007\\u000d\\u202eb',
    );
    expect(visible('星ヶ渡市 “市” 👨‍👩‍👧 é\n\tx')).toBe('星ヶ渡市 “市” 👨‍👩‍👧 é\n\tx');
  });

  it('leaves JSON the JSON it was', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(visible(json))).toEqual(JSON.parse(json));
      }),
    );
    expect(JSON.parse(visible(JSON.stringify('\u009b\u202e\u2028\ufeff')))).toBe(
      '\u009b\u202e\u2028\ufeff',
    );
  });
});

describe('visibleLine', () => {
  it('keeps a text from beginning a line of its own', () => {
    expect(visibleLine('x\nエラー: y')).toBe('x\\u000aエラー: y');
  });
});
