import { defineUseCase } from '@machimori/application';
import { dayInJapan } from '@machimori/kernel';
import {
  answerersOf,
  letLookAnewAt,
  linkLines,
  readProvedLines,
} from '../evidence/evidence-line-store.ts';
import {
  findCheckEvidence,
  insertEvidence,
  reviseRow,
  touchCheck,
} from '../evidence/evidence-store.ts';
import { automaticChecks, type CheckWorld, ownElement } from './automatic-check.ts';
import { readPromoter } from './promoter-store.ts';

const mostLines = 1_000;

/** Somebody wants to see how the program itself stands, now rather than tomorrow. */
export const askForChecks = defineUseCase<null, null>({
  name: 'ask-for-checks',
  action: 'evidence:check',
  kind: 'command',
  async handle({ scope }) {
    const city = scope.inCity;
    return {
      output: null,
      events: [{ type: 'checks.asked', aggregate: city, payload: {} }],
    };
  },
});

/**
 * Judges what the program saw of itself, and keeps it as evidence: a new revision where something is otherwise than
 * the last time, else the moment alone. Lines that are asked of the program itself get it by themselves.
 */
export const keepCheckResults = defineUseCase<
  { readonly seen: CheckWorld },
  { readonly outcomes: Readonly<Record<string, string>> }
>({
  name: 'keep-check-results',
  action: 'evidence:keep-check',
  kind: 'command',
  async handle(context, { seen }) {
    const { ids, now } = context;
    const outcomes: Record<string, string> = {};
    const promoter = await readPromoter(context);
    if (promoter === undefined) return { output: { outcomes }, content: {} };
    for (const check of automaticChecks) {
      const { outcome, facts } = check.run(seen);
      outcomes[check.id] = outcome;
      const words = { title: check.title.ja, note: '', effectiveOn: dayInJapan(now) };
      const content = { check: { outcome, facts, at: now } };
      const known = await findCheckEvidence(context, check.id);
      const row = known ?? {
        evidence: ids.next('evidence'),
        organisation: promoter,
      };
      if (known === undefined)
        await insertEvidence(context, {
          ...row,
          kind: 'check',
          check: check.id,
          words,
          content,
          now,
        });
      else if (isSame(known.latest, { outcome, facts })) await touchCheck(context, known, now);
      else {
        const at = await letLookAnewAt(context, known.evidence, now);
        await reviseRow(context, known, { words, content, now: at });
      }
      const wanted = check.supports.map(({ checkItem }) => `${checkItem}@${ownElement}`);
      const there = [...(await answerersOf(context, wanted)).keys()];
      const proved = await readProvedLines(context, row.evidence, mostLines);
      const fresh = there.filter((line) => !proved.some((each) => each.line === line));
      await linkLines(context, row, fresh, { via: '', now });
    }
    return { output: { outcomes }, content: { outcomes } };
  },
});

const isSame = (
  a: { readonly outcome: unknown; readonly facts: unknown },
  b: { readonly outcome: unknown; readonly facts: unknown },
): boolean => a.outcome === b.outcome && textOf(a.facts) === textOf(b.facts);

/** Facts in one order: the database keeps none. */
const textOf = (facts: unknown): string =>
  JSON.stringify(Object.entries(facts ?? {}).sort(([one], [other]) => (one < other ? -1 : 1)));
