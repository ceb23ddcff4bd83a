import { describe, expect, it } from 'vitest';
import { PlanScan } from '../src/scan-plan.ts';

const bounds = { depth: 3, values: 20, containers: 5, fields: 4, textBytes: 10 };
const scan = (given: string, piece = given.length): unknown => {
  const plan = new PlanScan(bounds);
  const bytes = new TextEncoder().encode(given);
  for (let at = 0; at < bytes.length; at += piece) {
    const excess = plan.push(bytes.subarray(at, at + piece));
    if (excess !== undefined) return excess;
  }
  return undefined;
};

describe('PlanScan', () => {
  it.each([
    ['{"a":[{"b":"[[[{{{,,"}]}', undefined],
    ['\ufeff {"a":1,"b":2,"c":3,"d":4}', undefined],
    ['{"a":"\\"\\\\","b":[]}', undefined],
    ['["a"]', 'shape'],
    ['{"a":[{"b":[]}]}', 'depth'],
    ['{"a":1,"b":2,"c":3,"d":4,"e":5}', 'values'],
    [`{"a":[${'1,'.repeat(30)}1]}`, 'values'],
    ['{"a":[[],[],[],[],[]]}', 'values'],
    ['{"a":"12345678901"}', 'text'],
    ['{"a":12345678901}', 'text'],
  ] as const)('%s: %s, however it is cut', (given, excess) => {
    expect(scan(given)).toBe(excess);
    expect(scan(given, 1)).toBe(excess);
  });
});
