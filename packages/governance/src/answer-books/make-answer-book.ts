import { defineUseCase, type Vault } from '@machimori/application';
import { type Day, dayInJapan, Failure, type Text, text } from '@machimori/kernel';
import { signerOf } from '@machimori/ledger';
import { readCityName } from '../approval/approval-city-store.ts';
import { type LineNow, namesOfLines, readLinesNow } from '../sheet-books/book-line-store.ts';
import { actingFor } from '../sheet-books/book-store.ts';
import {
  fingerprintOf,
  mostAnswers,
  type PortableAnswer,
  writeAnswerBook,
} from './answer-book-file.ts';
import {
  answerBookKeyContext,
  insertAnswerBookKey,
  readAcceptedOwn,
  readAnswerBookKey,
  readAskedKinds,
  readDigests,
  readOrganisationName,
  readTellingNames,
} from './answer-book-store.ts';

const messages = {
  noKey: text('署名の鍵が、まだありません。', 'There is no key to sign with yet.'),
  noKeyNext: text('はじめに、署名の鍵をつくってください。', 'Make the key first.'),
  notAccepted: text(
    '認められた、自分の組織の回答だけを入れられます。',
    'Only accepted answers of your own organisation can go into it.',
  ),
  notAcceptedNext: text(
    'ページを開き直して、選び直してください。',
    'Open the page anew and choose again.',
  ),
} as const satisfies Record<string, Text>;

/** An accepted answer that could go into a book. */
export interface CarriedAnswer extends Omit<PortableAnswer, 'evidence'> {
  readonly line: LineNow;
  /** Names of this town that stand in what was written: to be looked at before it goes out. */
  readonly tells: readonly string[];
}

export interface OwnAnswers {
  /** Of the key that signs; undefined until somebody makes one. */
  readonly fingerprint: string | undefined;
  readonly answers: readonly CarriedAnswer[];
  readonly names: ReadonlyMap<string, Text>;
}

/** Shorter names stand in too many words. */
const shortestTold = 2;

type OwnContext = Parameters<typeof readAcceptedOwn>[0];

async function ownAnswers(context: OwnContext): Promise<Omit<OwnAnswers, 'fingerprint'>> {
  const accepted = await readAcceptedOwn(context);
  const lines = await readLinesNow(
    context,
    accepted.map(({ line }) => line),
  );
  const kinds = await readAskedKinds(
    context,
    [...lines.values()].map(({ kept }) => kept.subject),
  );
  const own = await readOrganisationName(context);
  const telling = [await readCityName(context), ...(await readTellingNames(context))].filter(
    (name) => name !== own && [...name].length >= shortestTold,
  );
  const answers = accepted.flatMap(({ line, acceptedAt }): readonly CarriedAnswer[] => {
    const now = lines.get(line);
    const kind = now && kinds.get(now.kept.subject);
    if (now === undefined || kind === undefined || now.stage !== 'accepted') return [];
    const { values } = now;
    return [
      {
        line: now,
        checkItem: now.kept.checkItem,
        ...kind,
        ...values,
        acceptedOn: dayInJapan(acceptedAt),
        tells: toldIn(`${values.planned}\n${values.statement}`, telling),
      },
    ];
  });
  return { answers, names: await namesOfLines(context, [...lines.values()]) };
}

/** Full and half width, capitals and small letters give away the same. */
const plain = (words: string): string => words.normalize('NFKC').toLowerCase();

function toldIn(words: string, names: readonly string[]): readonly string[] {
  const said = plain(words);
  return names.filter((name) => said.includes(plain(name))).slice(0, 5);
}

/** Accepted answers of one's own organisation, and the key that signs for it. */
export const listOwnAnswers = defineUseCase<null, OwnAnswers>({
  name: 'list-own-answers',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const kept = await readAnswerBookKey(context);
    return {
      output: { ...(await ownAnswers(context)), fingerprint: kept && fingerprintOf(kept.key) },
    };
  },
});

export interface AnswerBookPorts {
  readonly vault: Vault;
}

/** Makes the key by which an organisation signs its answer books; where there is one it stays. */
export const makeAnswerBookKey = defineUseCase<
  null,
  { readonly fingerprint: string },
  AnswerBookPorts
>({
  name: 'make-answer-book-key',
  action: 'sheet:sign-answers',
  kind: 'command',
  async handle(context) {
    const { chance, now, ports, scope } = context;
    const organisation = actingFor(context);
    const secret = chance.bytes(32);
    const { key } = signerOf(`machimori/answers/${organisation}`, secret);
    const sealed = ports.vault.seal(secret, answerBookKeyContext(scope.inCity, organisation));
    await insertAnswerBookKey(context, key, sealed, now);
    const kept = await readAnswerBookKey(context);
    const fingerprint = fingerprintOf(kept?.key ?? key);
    return { output: { fingerprint }, subjects: [organisation], content: { fingerprint } };
  },
});

/**
 * A signed book of the answers that were chosen; `evidence`: with the digests of the files that prove them;
 * `edition`: by whose check items the town goes.
 */
export const signAnswerBook = defineUseCase<
  { readonly lines: readonly string[]; readonly evidence: boolean; readonly edition: string },
  { readonly bytes: Uint8Array; readonly vendor: string; readonly madeOn: Day },
  AnswerBookPorts
>({
  name: 'sign-answer-book',
  action: 'sheet:sign-answers',
  kind: 'sensitive-query',
  async handle(context, { lines, evidence, edition }) {
    const { now, ports, scope } = context;
    const organisation = actingFor(context);
    const kept = await readAnswerBookKey(context);
    if (kept === undefined)
      throw new Failure('conflict', messages.noKey, { next: messages.noKeyNext });
    const { answers } = await ownAnswers(context);
    const byLine = new Map(answers.map((answer) => [answer.line.kept.id, answer]));
    const chosen = [...new Set(lines)].map((line) => byLine.get(line));
    if (chosen.length === 0 || chosen.length > mostAnswers || chosen.includes(undefined))
      throw new Failure('conflict', messages.notAccepted, { next: messages.notAcceptedNext });
    const digests = evidence ? await readDigests(context, lines) : new Map<string, string[]>();
    const vendor = await readOrganisationName(context);
    const madeOn = dayInJapan(now);
    const secret = ports.vault.open(kept.sealed, answerBookKeyContext(scope.inCity, organisation));
    const bytes = await writeAnswerBook(
      {
        vendor,
        edition,
        madeOn,
        answers: withoutDoubles(
          chosen.flatMap((answer): readonly PortableAnswer[] => {
            if (answer === undefined) return [];
            const { line, tells: _, ...portable } = answer;
            return [{ ...portable, evidence: digests.get(line.kept.id) ?? [] }];
          }),
        ),
      },
      signerOf(kept.key.name, secret),
    );
    return {
      output: { bytes, vendor, madeOn },
      subjects: [organisation],
      content: { book: 'answers', lines: chosen.length, fingerprint: fingerprintOf(kept.key) },
    };
  },
});

/** What is said of several things of a kind alike goes out once, as it was accepted last. */
export function withoutDoubles(answers: readonly PortableAnswer[]): readonly PortableAnswer[] {
  const known = new Map<string, PortableAnswer>();
  for (const answer of answers) {
    const { checkItem, about, product, state, planned, statement } = answer;
    const same = JSON.stringify([checkItem, about, product, state, planned, statement]);
    const before = known.get(same);
    const evidence = [...new Set([...(before?.evidence ?? []), ...answer.evidence])].slice(0, 50);
    const later = before === undefined || answer.acceptedOn > before.acceptedOn ? answer : before;
    known.set(same, { ...later, evidence });
  }
  return [...known.values()];
}
