import { runUseCase } from '@machimori/application';
import type { PersonActor } from '@machimori/authorisation';
import {
  type AnswerField,
  answerFields,
  recordAnswers,
  type WrittenLine,
} from '@machimori/governance';
import { type Id, Ids } from '@machimori/kernel';
import { verifyExport } from '@machimori/ledger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { makeTown, type Town } from '../routes/town.ts';

const organisations = 20;
const linesEach = 12;
/** Acts of each of two people of every organisation; more by MACHIMORI_EDITING_ROUNDS, to be watched for minutes. */
const rounds = Number(process.env['MACHIMORI_EDITING_ROUNDS'] ?? 12);

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  const near = town.city as Id<'city'>;
  await planCityNow(town.world, town.world.planner, near);
  await keepLinesNow(town.world, near);
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

/** Numbers that look like chance and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Firm {
  readonly lines: readonly string[];
  readonly people: readonly PersonActor[];
}

/** A row like one that is there, but for this. */
const like = (table: string, where: string, change: object): Promise<unknown> =>
  town.owner.query(
    `insert into ${table} select (jsonb_populate_record(null::${table}, to_jsonb(t) || $1::jsonb)).*
       from (select * from ${table} where city_id = $2 and ${where} limit 1) t`,
    [JSON.stringify(change), town.city],
  );

/** An organisation with a part of the city of its own, lines about it, and two people who answer them. */
async function firm(number: number, ids: Ids): Promise<Firm> {
  const key = `kaisha-${number}`;
  const part = `buhin-${number}`;
  const organisation = ids.next('organisation');
  const vendor = await town.actorOf('one/contributor');
  if (vendor.kind !== 'person') throw new TypeError('a contributor is a person');
  await like('organisations', 'not promoter', {
    organisation_id: organisation,
    element_key: key,
    name: key,
  });
  await like('elements', `kind = 'components'`, {
    element_key: part,
    owners: [key],
    covered_by: [],
  });
  const lines = Array.from({ length: linesEach }, (_, at) => `service-${at}@${part}`);
  for (const line of lines)
    await like('sheet_lines', 'in_plan', {
      line_id: line,
      subject: part,
      answered_by: key,
      answerer_id: organisation,
      verifier_id: null,
      control_key: null,
    });
  const people: PersonActor[] = [];
  for (const seat of [1, 2]) {
    const person = ids.next('person');
    await town.owner.query(
      `insert into persons (person_id, email, email_key, name, created_at) values ($1, $2, $2, $2, now())`,
      [person, `${seat}@${key}.example`],
    );
    await like('memberships', `'contributor' = any (roles)`, {
      membership_id: ids.next('membership'),
      organisation_id: organisation,
      person_id: person,
      roles: ['contributor'],
    });
    people.push({ ...vendor, person, seat: { city: town.city as Id<'city'>, organisation } });
  }
  return { lines, people };
}

/** What somebody was told is written. */
interface Acknowledged {
  readonly cell: string;
  readonly version: number;
  readonly value: string;
}

/** Writes into lines of the own organisation as they were last seen, and tries those of another each time. */
async function edits(
  { lines, people }: Firm,
  at: number,
  foreign: readonly string[],
): Promise<readonly Acknowledged[]> {
  const actor = people[at];
  if (actor === undefined) throw new TypeError('two people answer for each');
  const pick = dice(lines.length * 7 + at + foreign.length + Number(lines[0]?.split('-').at(-1)));
  const seen = new Map<string, number>();
  const told: Acknowledged[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const chosen = new Set(Array.from({ length: 4 }, () => lines[pick(lines.length)] ?? ''));
    const strange = foreign[pick(foreign.length)] ?? '';
    const given = [...chosen, strange].map((line) => {
      const field = answerFields[pick(answerFields.length)] ?? 'statement';
      const value =
        field === 'state'
          ? (['planned', 'in-progress', 'implemented'][pick(3)] ?? '')
          : `${actor.person.slice(-4)} ${round} ${pick(1_000)}`;
      return { line, cells: { [field]: { seen: seen.get(`${line} ${field}`) ?? 0, value } } };
    });
    const written = await runUseCase(town.world, recordAnswers, actor, { lines: given });
    const refused = written.find(({ line }) => line === strange);
    expect([refused?.failure?.code, refused?.version, refused?.cells]).toEqual([
      'not-found',
      0,
      {},
    ]);
    for (const line of written) note(line, given, seen, told);
  }
  return told;
}

function note(
  { line, cells }: WrittenLine,
  given: readonly { line: string; cells: Record<string, { value: string }> }[],
  seen: Map<string, number>,
  told: Acknowledged[],
): void {
  for (const field of Object.keys(cells) as AnswerField[]) {
    const cell = cells[field];
    const name = `${line} ${field}`;
    if (cell === undefined || cell.verdict === 'refused') continue;
    if (cell.verdict === 'conflict') seen.set(name, cell.theirs?.version ?? 0);
    else seen.set(name, cell.version);
    if (cell.verdict !== 'write') continue;
    const value = given.find((each) => each.line === line)?.cells[field]?.value ?? '';
    told.push({ cell: name, version: cell.version, value });
  }
}

async function verifiedLog() {
  await town.opened.logs.keeper.sequenceAll(
    town.database.database,
    town.city,
    town.world.clock.now(),
  );
  const reader = 'promoter/auditor';
  const { verifierKey } = await town.done(reader, 'GET', '/log/checkpoint');
  const { text } = await town.ask(reader, 'GET', '/log/export');
  const lines = async function* (): AsyncGenerator<string> {
    yield text;
  };
  return verifyExport(lines(), String(verifierKey));
}

describe(`${organisations} organisations that answer at once`, () => {
  it('lose no cell that was acknowledged, see none of another, and the log verifies', async () => {
    const ids = new Ids(town.world.clock, town.world.chance);
    const firms: Firm[] = [];
    for (let number = 1; number <= organisations; number += 1) firms.push(await firm(number, ids));
    const told = (
      await Promise.all(
        firms.flatMap((each, at) => {
          const foreign = firms[(at + 1) % firms.length]?.lines ?? [];
          return [0, 1].map((person) => edits(each, person, foreign));
        }),
      )
    ).flat();
    const { rows } = await town.owner.query<{ cell: string; version: number; value: string }>(
      `select line_id || ' ' || field as cell, version, value from sheet_cells where city_id = $1`,
      [town.city],
    );
    // What was told is there, as it was told; and nothing is there that nobody was told of.
    const order = (a: Acknowledged, b: Acknowledged): number =>
      a.cell < b.cell ? -1 : a.cell > b.cell ? 1 : a.version - b.version;
    expect(rows.toSorted(order)).toEqual(told.toSorted(order));
    expect(told.length).toBeGreaterThan(organisations * rounds);
    // Each cell's versions follow one another: none was written over unseen.
    for (const versions of Map.groupBy(rows, ({ cell }) => cell).values())
      expect(versions.map(({ version }) => version).toSorted((a, b) => a - b)).toEqual(
        versions.map((_, at) => at + 1),
      );
    expect(await verifiedLog()).toMatchObject({ ok: true });
  }, 600_000);
});
