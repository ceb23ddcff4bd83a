import { loggedActions } from '@machimori/authorisation';
import { describe, expect, it } from 'vitest';
import { actionsOf, decidedKindOf, kindOfRecord, recordKinds } from '../src/log/retention-rules.ts';

describe('kinds of record', () => {
  it('are decided for every action that a log may name', () => {
    expect(loggedActions.filter(([action]) => decidedKindOf(action) === undefined)).toEqual([]);
    const sorted = recordKinds.flatMap(actionsOf);
    expect(sorted.toSorted()).toEqual(loggedActions.map(([action]) => action).toSorted());
  });

  it.each([
    ['session:open', 'signIn'],
    ['sample:sign-in', 'signIn'],
    ['log:read', 'log'],
    ['log:export', 'log'],
    ['provider:change', 'accounts'],
    ['member:change', 'accounts'],
    ['approval:decide', 'city'],
    ['approval:decide-by-link', 'city'],
    ['approval:self-check', 'city'],
    ['approval:change-policy', 'city'],
    ['register:import', 'city'],
  ])('%s leaves a record of %s', (action, kind) => {
    expect(kindOfRecord(action)).toBe(kind);
  });

  it('keeps what was decided about the log longer than who read it', () => {
    for (const action of ['log:retain', 'log:expire', 'log:open', 'log:close'])
      expect(kindOfRecord(action)).toBe('city');
  });

  it('keeps what it does not know any more', () => {
    expect(kindOfRecord('gone:by')).toBe('city');
    expect(decidedKindOf('gone:by')).toBeUndefined();
    expect(decidedKindOf('constructor:x')).toBeUndefined();
  });
});
