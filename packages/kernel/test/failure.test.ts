import { describe, expect, it } from 'vitest';
import { Failure, text } from '../src/index.ts';

describe('a failure', () => {
  it('is an error that says in both languages what is wrong, and what to do next', () => {
    const cause = new Error('ENOENT');
    const next = text('確かめる', 'Check it');
    const failure = new Failure('not-found', text('ありません', 'Not there'), { next, cause });
    expect(failure).toBeInstanceOf(Error);
    expect(failure).toMatchObject({ code: 'not-found', message: 'Not there', next, cause });
    expect(failure.text.ja).toBe('ありません');
  });

  it('has no diagnostics, next step or cause unless it is given them', () => {
    const failure = new Failure('internal', text('', ''));
    expect(failure.diagnostics).toEqual([]);
    expect(failure.next).toBeUndefined();
    expect('cause' in failure).toBe(false);
  });
});
