import { dayInJapan } from '@machimori/kernel';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importAnew, mayor, smallPicture } from '../routes/approval-examples.ts';
import type { Sent } from '../routes/requester.ts';
import { type AskerName, makeTown, type Town } from '../routes/town.ts';

// Everybody is everything at first, so that nothing but the separation of duties stands in the way.
const everything = ['cityAdministrator', 'approver', 'contributor'];
const maker = 'promoter/cityAdministrator';
const people = [
  maker,
  'promoter/approver',
  'promoter/contributor',
  'one/approver',
] as const satisfies readonly AskerName[];
type Who = (typeof people)[number];

/** One mailbox as its owner, or somebody who wants to deceive, may write it. */
const spellings: readonly ((address: string) => string)[] = [
  (address) => address,
  (address) => address.toUpperCase(),
  (address) => address.replace('@', '＠'),
  (address) => address.replace('@', '+betsu@'),
  (address) => address.replace('@', '\u{fe0f}@'),
  (address) =>
    ` ${address.replace(/[a-z]/, (first) => String.fromCodePoint((first.codePointAt(0) ?? 0) + 0xfee0))} `,
];

type Step =
  | { readonly act: 'import'; readonly who: Who; readonly byToken: boolean }
  | { readonly act: 'roles'; readonly who: Who; readonly roles: readonly string[] }
  | { readonly act: 'seat'; readonly who: Who; readonly at: 'promoter' | 'one' }
  | {
      readonly act: 'request' | 'withdraw' | 'approve' | 'send-back' | 'self-check';
      readonly who: Who;
    }
  | { readonly act: 'allow'; readonly selfChecks: boolean }
  | {
      readonly act: 'link';
      readonly who: Who;
      readonly to: Who | undefined;
      readonly spelling: number;
    }
  | { readonly act: 'follow'; readonly link: number; readonly signedIn: Who | undefined }
  | { readonly act: 'paper'; readonly who: Who; readonly signed: Who | undefined };

const who = fc.constantFrom(...people);
const perhaps = fc.option(who, { nil: undefined, freq: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('import'), who, byToken: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('roles'),
      who,
      roles: fc.subarray(everything, { minLength: 1 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('seat'),
      who,
      at: fc.constantFrom('promoter', 'promoter', 'promoter', 'one'),
    }),
  },
  { weight: 6, arbitrary: fc.record({ act: fc.constant('request'), who }) },
  { weight: 8, arbitrary: fc.record({ act: fc.constant('approve'), who }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constantFrom('withdraw', 'send-back', 'self-check'), who }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('allow'), selfChecks: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constant('link'),
      who,
      to: perhaps,
      spelling: fc.nat(spellings.length - 1),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('follow'), link: fc.nat(9), signedIn: perhaps }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('paper'), who, signed: perhaps }) },
) as fc.Arbitrary<Step>;

/** What this test knows of its own: never asked of the program. */
class Play {
  readonly town: Town;
  readonly names = new Map<Who, string>();
  /** Who recorded a revision, whatever name the act went under. */
  readonly recordedBy = new Map<number, Who>([[1, maker]]);
  readonly links: {
    readonly token: string;
    readonly link: string;
    readonly owner: Who | undefined;
  }[] = [];
  /** Who was at the browser when a link decided, and who signed a paper, by approval. */
  readonly deciders = new Map<string, readonly (Who | undefined)[]>();
  #population = 7_000;

  constructor(town: Town) {
    this.town = town;
  }

  async begin(): Promise<void> {
    const { town } = this;
    for (const [i, each] of people.entries()) {
      this.names.set(each, `担当${i}番`);
      const { person } = town.person(each);
      await town.owner.query('update persons set name = $2 where person_id = $1', [
        person,
        `担当${i}番`,
      ]);
      // A seat in each of two organisations.
      for (const at of ['promoter', 'one'] as const)
        await town.owner.query(
          `insert into memberships (city_id, membership_id, organisation_id, person_id, roles, since)
           values ($1, $2, $3, $4, $5, now())
           on conflict (city_id, organisation_id, person_id) do update set roles = excluded.roles`,
          [town.city, `mem_${at}${i}`, town.organisations[at], person, everything],
        );
      await this.sit(each, 'promoter');
    }
  }

  async sit(each: Who, at: 'promoter' | 'one'): Promise<void> {
    await this.town.owner.query('update sessions set seat_organisation = $2 where person_id = $1', [
      this.town.person(each).person,
      this.town.organisations[at],
    ]);
  }

  async take(step: Step): Promise<void> {
    const { town } = this;
    switch (step.act) {
      case 'import':
        return this.#import(step.who, step.byToken);
      case 'roles':
        await town.owner.query('update memberships set roles = $2 where person_id = $1', [
          town.person(step.who).person,
          step.roles,
        ]);
        return;
      case 'seat':
        return this.sit(step.who, step.at);
      case 'allow':
        await this.#ask(maker, 'PUT', '/approval-policy', {
          body: { selfCheck: step.selfChecks, version: await this.#policyVersion() },
        });
        return;
      case 'request': {
        const { rows } = await town.owner.query(
          'select max(revision) as latest from change_sets where city_id = $1',
          [town.city],
        );
        const body = { subjectKind: 'revision', subject: String(rows[0].latest), note: '' };
        await this.#ask(step.who, 'POST', '/approvals', { body });
        return;
      }
      default:
        return this.#decide(step);
    }
  }

  /** A machine's token records nothing today; what one had recorded would count as its maker's. */
  async #import(each: Who, byToken: boolean): Promise<void> {
    const { town } = this;
    const owner = byToken ? maker : each;
    const before = await this.#revision();
    await importAnew(town, ++this.#population, owner).catch(() => undefined);
    const after = await this.#revision();
    if (after === before) return;
    this.recordedBy.set(after, owner);
    if (byToken)
      await town.owner.query(
        `update change_sets set actor =
           (select token_id from api_tokens where city_id = $1 order by token_id limit 1)
         where city_id = $1 and revision = $2`,
        [town.city, after],
      );
  }

  async #decide(step: Exclude<Step, { act: 'import' | 'roles' | 'seat' | 'allow' | 'request' }>) {
    const waiting = await this.#waiting();
    if (waiting === undefined) return;
    const { approval, digest } = waiting;
    const params = { approval };
    switch (step.act) {
      case 'withdraw':
        await this.#ask(step.who, 'DELETE', '/approvals/:approval', { params });
        return;
      case 'approve':
      case 'send-back': {
        const body = { verdict: step.act, reason: '理由', digest };
        const sent = { params, body };
        if ((await this.#ask(step.who, 'POST', '/approvals/:approval/decision', sent)) === 204)
          this.deciders.set(approval, [step.who]);
        return;
      }
      case 'self-check':
        await this.#ask(step.who, 'POST', '/approvals/:approval/self-check', {
          params,
          body: { reason: '一人', digest },
        });
        return;
      case 'paper': {
        const name =
          step.signed === undefined ? mayor.name : ` ${this.names.get(step.signed)}\u{e0100}`;
        const query = {
          name,
          office: '役場',
          on: dayInJapan(new Date()),
          fileName: 'a.png',
          digest,
        };
        const sent = { params, query, file: smallPicture };
        if ((await this.#ask(step.who, 'POST', '/approvals/:approval/paper', sent)) === 204)
          this.deciders.set(approval, [step.signed]);
        return;
      }
      case 'link': {
        const address = step.to === undefined ? mayor.email : this.town.person(step.to).email;
        const email = spellings[step.spelling]?.(address) ?? address;
        const answer = await this.town.ask(step.who, 'POST', '/approvals/:approval/links', {
          params,
          body: { ...mayor, email },
        });
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 200) return;
        const token = String(answer.json['url']).split('#')[1] ?? '';
        this.links.push({ token, link: String(answer.json['link']), owner: step.to });
        return;
      }
      case 'follow':
        return this.#follow(step.link, step.signedIn, waiting);
    }
  }

  async #follow(
    at: number,
    signedIn: Who | undefined,
    { approval, digest }: { approval: string; digest: string },
  ) {
    const link = this.links.at(-1 - (at % Math.max(1, this.links.length)));
    if (link === undefined) return;
    const cookies = signedIn === undefined ? [] : [...this.town.person(signedIn).requester.cookies];
    const answer = await this.town.server.inject({
      method: 'POST',
      url: '/decide',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'http://localhost:8080',
        ...(cookies.length === 0
          ? {}
          : { cookie: cookies.map((pair) => pair.join('=')).join('; ') }),
      },
      remoteAddress: `192.0.2.${1 + (this.links.length % 250)}`,
      payload: new URLSearchParams({
        link: link.token,
        verdict: 'approve',
        myself: 'yes',
        digest,
      }).toString(),
    });
    expect(answer.statusCode).toBeLessThan(500);
    if (answer.statusCode === 200) this.deciders.set(approval, [link.owner, signedIn]);
  }

  async #ask(each: AskerName, method: string, path: string, sent: Sent): Promise<number> {
    const { status } = await this.town.ask(each, method, path, sent);
    expect(status).toBeLessThan(500);
    return status;
  }

  async #policyVersion(): Promise<unknown> {
    return (await this.town.ask(maker, 'GET', '/approval-policy')).json['version'] ?? 0;
  }

  async #revision(): Promise<number> {
    const { rows } = await this.town.owner.query(
      'select coalesce(max(revision), 0) as revision from change_sets where city_id = $1',
      [this.town.city],
    );
    return Number(rows[0].revision);
  }

  async #waiting(): Promise<{ approval: string; digest: string } | undefined> {
    const { rows } = await this.town.owner.query(
      `select approval_id as approval, digest from approvals where city_id = $1 and state = 'waiting'
       order by requested_at desc limit 1`,
      [this.town.city],
    );
    return rows[0];
  }

  /** Of every approved revision: who recorded or asked, and who decided. Says how many there are. */
  async expectSeparate(): Promise<number> {
    const { rows } = await this.town.owner.query(
      `select approval_id as approval, subject_id::int as revision, requested_by, state, way from approvals
       where city_id = $1 order by decided_at`,
      [this.town.city],
    );
    let base = 0;
    let approved = 0;
    for (const { approval, revision, requested_by, state, way } of rows) {
      expect(state === 'self-checked').toBe(way === 'self-check');
      if (state !== 'approved') continue;
      approved++;
      const recorders = new Set<Who | undefined>();
      for (let each = base + 1; each <= revision; each++) recorders.add(this.recordedBy.get(each));
      for (const each of people)
        if (this.town.person(each).person === requested_by) recorders.add(each);
      const deciders = this.deciders.get(approval) ?? [];
      expect(deciders.length).toBeGreaterThan(0);
      for (const each of deciders)
        expect(each !== undefined && recorders.has(each), `${each} decided on their own`).toBe(
          false,
        );
      base = Math.max(base, revision);
    }
    return approved;
  }
}

describe('whatever people do', () => {
  let made: Awaited<ReturnType<typeof makeTown>>;
  beforeAll(async () => {
    made = await makeTown();
  }, 480_000);
  afterAll(() => made?.drop());

  it('nobody approves what they recorded themselves', { timeout: 300_000 }, async () => {
    let approved = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 60, maxLength: 90 }), async (steps) => {
        const town = await made.copy();
        try {
          const play = new Play(town);
          await play.begin();
          for (const each of steps) await play.take(each);
          approved += await play.expectSeparate();
        } finally {
          await town.close();
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
    // A play in which nothing is ever approved would show nothing.
    expect(approved).toBeGreaterThan(0);
  });
});
