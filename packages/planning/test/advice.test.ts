import type { City, Component } from '@machimori/city';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adviceOn, planCity } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';
import { edition, planOf } from './edition.ts';
import { component, contract, smallCity } from './small-city.ts';

const service = component('app', { kind: 'service', operator: 'firm' });
const devices = component('watches', { kind: 'device-group', operator: 'firm' });
const inUsersHands = (of: Component): Component => ({
  ...of,
  device: { ...(of.device as NonNullable<Component['device']>), managedByUsers: true },
});
const lineOf = (city: City, id: string) => planOf(city).lines.find((line) => line.id === id);

describe('what is said to users', () => {
  it('is asked of the promoter for each service: terms and awareness, whoever runs it', () => {
    const line = lineOf(
      smallCity({ components: [service], contracts: [contract('deal', 'firm', ['app'])] }),
      'governance-2-3@app',
    );
    expect(line).toMatchObject({ per: 'component', answeredBy: 'town', basis: 'category' });
    expect(line?.duty).toMatchObject({ performers: ['town'], selfCheck: true });
    expect(line?.duty.verifier).toBeUndefined();
    expect(adviceOn(edition, 'governance-2-3', 'component')?.asks.ja).toContain('規約');
    expect(adviceOn(edition, 'governance-2-3', 'contract')).toBeUndefined();
  });

  it('is asked of who runs devices that users manage, once, and verified by another', () => {
    const second = inUsersHands({ ...devices, key: 'scales', name: 'scales' });
    const line = lineOf(
      smallCity({ components: [inUsersHands(devices), second] }),
      'asset-2-2@firm',
    );
    expect(line).toMatchObject({ per: 'organisation', answeredBy: 'firm', group: 'asset' });
    expect(line?.duty).toMatchObject({ performers: ['firm'], verifier: 'town' });
  });

  it('is asked of nobody where the devices are not in users’ hands, or out of use', () => {
    expect(lineOf(smallCity({ components: [devices] }), 'asset-2-2@firm')).toBeUndefined();
    const retired = { ...inUsersHands(devices), stage: 'retired' as const };
    expect(lineOf(smallCity({ components: [retired] }), 'asset-2-2@firm')).toBeUndefined();
  });

  it('is told apart from authentication at the devices themselves, which keeps its findings', () => {
    const plan = planOf(
      smallCity({
        components: [inUsersHands(devices)],
        weaknesses: [
          {
            key: 'w',
            kind: 'default-password',
            subject: 'watches',
            affected: 1,
            total: 3,
            foundOn: '2026-09-01',
          },
        ],
      }),
    );
    const at = (id: string) => plan.lines.find((line) => line.id === id);
    expect(at('asset-2-2@watches')?.findings).toEqual(['finding:w']);
    expect(at('asset-2-2@firm')?.findings).toEqual([]);
    expect(at('asset-2-2@firm')?.requirements).toEqual([]);
  });

  it('takes what a city says of it, and the same line stays whatever else there is', () => {
    const answered = smallCity({
      components: [service],
      controls: [
        {
          checkItem: 'ガバナンス②-3',
          subject: 'app',
          state: 'implemented',
          statement: '規約を1枚にした。',
        },
      ],
    });
    expect(lineOf(answered, 'governance-2-3@app')).toMatchObject({
      state: 'implemented',
      statement: '規約を1枚にした。',
    });
  });

  it('stands in any city for each service in use, and changes no scenario, requirement or other line', () => {
    const without = { ...edition, advice: [] };
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        const before = planCity({ city, edition: without, asOf: '2026-11-21', version: '0.0.0' });
        const added = plan.lines.filter(({ id }) => !before.lines.some((line) => line.id === id));
        const services = city.components.filter(
          (c) => c.stage !== 'retired' && (c.kind === 'service' || c.servesResidents === true),
        );
        const advised = new Set(
          city.components.flatMap((c) =>
            c.stage !== 'retired' && c.device?.managedByUsers === true
              ? [c.operator ?? c.owner]
              : [],
          ),
        );
        expect(added.map(({ id }) => id).toSorted()).toEqual(
          [
            ...services.map(({ key }) => `governance-2-3@${key}`),
            ...[...advised].map((key) => `asset-2-2@${key}`),
          ].toSorted(),
        );
        expect(plan.scenarios).toEqual(before.scenarios);
        expect(plan.requirements).toEqual(before.requirements);
        const same = plan.lines
          .filter((line) => !added.includes(line))
          .map(({ priority, ...line }) => line);
        expect(same).toEqual(before.lines.map(({ priority, ...line }) => line));
        for (const { duty } of added)
          if (duty.verifier !== undefined) expect(duty.performers).not.toContain(duty.verifier);
      }),
      { numRuns: 40 },
    );
  });
});
