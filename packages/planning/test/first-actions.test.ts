import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../src/index.ts';
import { arbitraryCity } from './arbitrary-city.ts';
import { edition, exampleCity, planOf } from './edition.ts';

const town = planOf(exampleCity('konohashi/city.yaml'));
const stages = edition.firstStepStages.map((s) => s.id);
const stageOf = new Map(edition.firstSteps.map((s) => [s.checkItem, s.stage]));
const itemsOf = (plan: Plan): string[] =>
  plan.actions.filter((a) => a.kind === 'line').map((a) => a.id.replace('item:', ''));

describe('first steps', () => {
  it('are there for every check item, in one or two short sentences', () => {
    expect(new Set(edition.firstSteps.map((s) => s.checkItem)).size).toBe(55);
    for (const { checkItem, step } of edition.firstSteps) {
      const sentences = step.ja.split('。').filter((s) => s !== '');
      expect(sentences.length, checkItem).toBeLessThanOrEqual(2);
      for (const s of sentences) expect([...s].length, checkItem).toBeLessThanOrEqual(60);
      expect(step.ja.endsWith('ます。'), checkItem).toBe(true);
      expect(step.en.split('. ').length, checkItem).toBeLessThanOrEqual(2);
    }
  });

  it('are carried by every action that is not a step itself', () => {
    for (const action of town.actions) {
      if (action.kind === 'line')
        expect(action.firstStep).toEqual(
          edition.firstSteps.find((s) => `item:${s.checkItem}` === action.id)?.step,
        );
      if (action.kind === 'finding') expect(action.firstStep).toBeUndefined();
      expect(action.firstStep !== undefined || action.kind !== 'duty').toBe(true);
    }
  });

  it('begin with whom to call and what there is, and leave no stage out', () => {
    const taken = itemsOf(town).map((item) => stageOf.get(item));
    expect(taken.slice(0, 3)).toEqual(['know', 'know', 'know']);
    expect(new Set(taken)).toEqual(new Set(['know', 'close', 'recover', 'settle']));
    expect(itemsOf(town)[0]).toBe('incident-response-2');
  });

  it('stand in the order of the stages, and the first three are due this week', () => {
    fc.assert(
      fc.property(arbitraryCity, (city) => {
        const plan = planOf(city);
        for (const { rank, horizon } of plan.actions) if (rank <= 3) expect(horizon).toBe('week');
        const places = itemsOf(plan)
          .slice(0, 3)
          .map((item) => stages.indexOf(stageOf.get(item) ?? ''));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { numRuns: 20 },
    );
  });

  it('name a check item as readers of English do', () => {
    const item = town.actions.find((a) => a.id === 'item:asset-2-2');
    expect(item?.title).toEqual({
      ja: '認証機能を実装する（アセット②-2）',
      en: 'Implement authentication (Asset ②-2)',
    });
  });
});
