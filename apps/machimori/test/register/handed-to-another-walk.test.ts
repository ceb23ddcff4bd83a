import { execFileSync } from 'node:child_process';
import type { Endpoint } from '@machimori/contract';
import { Failure, type Id } from '@machimori/kernel';
import { openWorkbookSafely } from '@machimori/workbook';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { planCityNow } from '../../src/serve/plan-city-task.ts';
import { routes } from '../../src/serve/routes/index.ts';
import { keepLinesNow } from '../../src/serve/sheet-tasks.ts';
import { entered, fieldsOf } from '../outside/outside-browser.ts';
import { sendsMail } from '../routes/address-examples.ts';
import { smallPicture } from '../routes/approval-examples.ts';
import { expert } from '../routes/outside-examples.ts';
import type { Sent } from '../routes/requester.ts';
import { type AskerName, cityFile, fileOf, makeTown, marks, type Town } from '../routes/town.ts';

// A line goes to another organisation as the city's description comes to name it. Everything that the one before wrote,
// proved, said and was told bears a word of its own; then both walk through all that can be read.

const former = 'one/contributor';
const successor = 'two/contributor';
const officer = 'promoter/contributor';
const approver = 'promoter/approver';
const administrator = 'promoter/cityAdministrator';

/** The answer is a promise to the town, and goes along. */
const answer = 'zqanswer';
/** What belongs to the one before, or was told to it. */
const before = {
  draft: 'zqdraft',
  control: 'zqguard',
  controlSays: 'zqwords',
  piece: 'zqpiece',
  fileName: 'zqfile',
  pieceNote: 'zqnote',
  controlPiece: 'zqproof',
  comment: 'zqcomment',
  told: 'zqtold',
  reason: 'zqreason',
  request: 'zqrequest',
  outsider: 'zqoutsider',
  office: 'zqoffice',
  message: 'zqmessage',
  outsidePiece: 'zqoutsidepiece',
  person: `担当 ${marks.one}`,
};
/** What the new one writes, and the one before is not to read. */
const after = { answer: 'zqnewanswer', comment: 'zqnewcomment', piece: 'zqnewpiece' };

let made: Awaited<ReturnType<typeof makeTown>>;
let town: Town;
let line: string;
/** Values that parameters of paths are tried with, by the name of the parameter. */
const known: Record<string, string[]> = {};
let outside: { readonly at: string; readonly browser: Awaited<ReturnType<typeof entered>> };

const near = () => town.city as Id<'city'>;
async function planned(): Promise<void> {
  await planCityNow(town.world, town.world.planner, near());
  await keepLinesNow(town.world, near());
}
async function describe(text: string): Promise<void> {
  const file = fileOf(text);
  const seen = await town.done(administrator, 'POST', '/city-file/preview', { file });
  expect(seen['diagnostics']).toEqual([]);
  const query = { digest: String(seen['digest']), baseRevision: Number(seen['baseRevision']) };
  await town.done(administrator, 'POST', '/city-file', { file, query });
  await planned();
}
const post = (who: AskerName, path: string, body: unknown, params: Sent['params'] = { line }) =>
  town.done(who, 'POST', path, { params, body });
const read = (who: AskerName) =>
  town.done(who, 'GET', '/sheet/lines/:line', { params: { line } }) as Promise<
    Record<string, unknown> & { version: number; cells: { field: string; version: number }[] }
  >;
async function write(who: AskerName, values: Readonly<Record<string, string>>): Promise<void> {
  const { cells } = await read(who);
  const seen = (field: string) =>
    Math.max(0, ...cells.flatMap((cell) => (cell.field === field ? [cell.version] : [])));
  await post(who, '/sheet/lines/:line/cells', {
    cells: Object.entries(values).map(([field, value]) => ({ field, value, seen: seen(field) })),
  });
}
const file = (who: AskerName, title: string, more: Readonly<Record<string, string>>) =>
  town.done(who, 'POST', '/evidence/files', {
    query: { title, effectiveOn: '2026-04-01', ...more },
    file: smallPicture,
  });
const keep = (name: string, ...ids: readonly unknown[]) => {
  known[name] = [...(known[name] ?? []), ...ids.map(String)];
};

beforeAll(async () => {
  made = await makeTown();
  town = await made.copy();
  sendsMail(town, true);
  await planned();
  const { lines } = (await town.done(former, 'GET', '/sheet/lines', {
    query: { answeredBy: 'gyosha-a', subject: 's-gyosha-a' },
  })) as unknown as { lines: { line: string }[] };
  line = lines[0]?.line ?? '';
  await workOfTheFormer();
  await describe(handedOver());
  await post(officer, '/sheet/lines/:line/talk', { words: 'これからのこと', calls: [] });
}, 480_000);
afterAll(async () => {
  await town?.close();
  await made?.drop();
});

/** The city as it is once the other operates the service. */
const handedOver = (): string => {
  const text = cityFile();
  const at = text.indexOf('- key: s-gyosha-a');
  const end = text.indexOf('- key: s-gyosha-b');
  const service = text.slice(at, end).replaceAll(': gyosha-a', ': gyosha-b');
  return (text.slice(0, at) + service + text.slice(end))
    .replace('contractor: gyosha-a', 'contractor: gyosha-b')
    .replace('performs: gyosha-a', 'performs: gyosha-b');
};

async function workOfTheFormer(): Promise<void> {
  await write(former, { statement: before.draft });
  await write(former, { state: 'implemented', statement: answer });
  const piece = await file(former, before.piece, {
    fileName: `${before.fileName}.png`,
    note: before.pieceNote,
    line,
  });
  const { control } = await post(former, '/applied-controls', {
    name: before.control,
    kind: 'technical',
    state: 'implemented',
    planned: '',
    statement: before.controlSays,
    effectiveOn: '2026-04-01',
    cadenceMonths: 12,
    lines: [line],
  });
  const proof = await file(former, before.controlPiece, { fileName: 'a.png', note: '' });
  await post(
    former,
    '/applied-controls/:control/evidence',
    { evidence: proof['evidence'] },
    { control },
  );
  const said = await post(former, '/sheet/lines/:line/talk', { words: before.comment, calls: [] });
  await post(officer, '/sheet/lines/:line/talk', { words: before.told, calls: [] });
  await town.done(officer, 'POST', '/sheet/requests', {
    body: { lines: [line], words: before.request, due: '2027-03-31' },
  });
  const sent = await town.done(former, 'POST', '/sheet/links', {
    body: {
      ...expert,
      name: before.outsider,
      office: before.office,
      message: before.message,
      lines: [line],
    },
  });
  const at = `/answer/${sent['link']}`;
  const browser = await entered(town, String(sent['url']));
  const page = await browser.get(`${at}/lines/1`);
  const fields = fieldsOf(page.body, /\/lines\/1$/);
  await browser.post(`${at}/lines/1`, { ...fields, go: 'stay', planned: '2027-03-31' });
  const proving = fieldsOf((await browser.get(`${at}/lines/1`)).body, /\/evidence$/);
  delete proving['file'];
  await browser.postFile(
    `${at}/lines/1/evidence`,
    { ...proving, effectiveOn: '2026-04-01', title: before.outsidePiece },
    { name: 'b.png', bytes: smallPicture },
  );
  outside = { at, browser };
  const book = await post(former, '/sheet/books', { answeredBy: 'gyosha-a', language: 'ja' });
  const { bytes } = await town.ask(former, 'GET', '/sheet/books/:number/file', {
    params: { number: book['number'] },
  });
  const { received } = (await town.done(former, 'POST', '/sheet/books/received', {
    file: bytes,
    query: { fileName: 'kaitou.xlsx' },
  })) as { received: { file: string } };
  const { review } = await town.done(administrator, 'POST', '/sheet/reviews', {
    body: { title: '前の点検', heldOn: '2026-04-01', note: '' },
  });
  const { version } = await read(former);
  await post(former, '/sheet/submissions', { answers: [{ line, version }] });
  await post(approver, '/sheet/decisions', {
    answers: [{ line, version: (await read(approver)).version }],
    verdict: 'request-changes',
    reason: before.reason,
  });
  const pieces = (await town.done(former, 'GET', '/evidence')) as {
    evidence: { evidence: string }[];
  };
  const asked = (await town.done(former, 'GET', '/sheet/requests')) as {
    requests: { request: string }[];
  };
  keep('line', line);
  keep('evidence', piece['evidence'], ...pieces.evidence.map(({ evidence }) => evidence));
  keep('control', control);
  keep('thread', said['comment']);
  keep('request', asked.requests[0]?.request);
  keep('link', sent['link']);
  keep('number', book['number'], 1);
  keep('file', received.file);
  keep('review', review);
}

/** Everything that can be read, whatever it is asked of. */
const reading = routes
  .map(({ endpoint }) => endpoint as Endpoint)
  .filter(({ method }) => method === 'GET');

/** Every path with every known value in the place of its parameters; nothing where one of them is not known. */
function paramsFor({ path }: Endpoint): readonly Readonly<Record<string, string>>[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return names.reduce<readonly Readonly<Record<string, string>>[]>(
    (sofar, name) =>
      sofar.flatMap((params) => (known[name] ?? []).map((value) => ({ ...params, [name]: value }))),
    [{}],
  );
}

type Query = Readonly<Record<string, string>>;
const needed: Readonly<Record<string, readonly Query[]>> = {
  '/sheet/report/oscal': [
    { document: 'plan-of-action-and-milestones' },
    { document: 'assessment-results' },
    { document: 'system-security-plan' },
  ],
  '/sheet/whole': [{ language: 'ja' }],
};
/** By what lists are narrowed: most of all by what is not to be found. */
const narrowed = (words: Readonly<Record<string, string>>): readonly Query[] => [
  ...Object.values(words).map((each) => ({ words: each })),
  ...['control', 'link', 'request'].map((name) => ({ [name]: known[name]?.[0] ?? '' })),
];

async function textOf(path: string, bytes: Uint8Array, text: string): Promise<string> {
  try {
    const parts = [...openWorkbookSafely(bytes).values()];
    return parts.map((part) => new TextDecoder().decode(part.bytes)).join('\n');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  if (!path.endsWith('/pdf')) return text;
  try {
    return execFileSync('pdftotext', ['-', '-'], { input: bytes }).toString();
  } catch {
    return text;
  }
}

/** What somebody comes upon who reads all of it: which of the words, and by which routes. */
async function walk(who: AskerName, words: Query): Promise<readonly string[]> {
  const found = new Set<string>();
  const look = (way: string, text: string) => {
    for (const [what, word] of Object.entries(words))
      if (text.includes(word)) found.add(`${what} by ${way}`);
  };
  for (const endpoint of reading) {
    const { path } = endpoint;
    const shape = Object.keys((endpoint.query as { shape?: object } | undefined)?.shape ?? {});
    const isNarrowed = (query: Query) => Object.keys(query).every((name) => shape.includes(name));
    // Reports are written of what the list has.
    const lists = path.includes('/report/') ? [] : narrowed(words).filter(isNarrowed);
    for (const params of paramsFor(endpoint))
      for (const query of [...(needed[path] ?? [{}]), ...lists]) {
        const { bytes, text } = await town.ask(who, 'GET', path, { params, query });
        look(path, await textOf(path, bytes, text));
        const sought = Object.entries(words).find(([, word]) => word === query['words'])?.[0];
        // To be told that words are somewhere is to be told the words.
        if (sought !== undefined && /"(line|evidence|control)":"/.test(text))
          found.add(`${sought} by searching ${path}`);
      }
  }
  await walkBeside(who, look);
  return [...found].sort();
}

/** What is read by other ways than asking for it: books, answer books and calendars that one makes. */
async function walkBeside(
  who: AskerName,
  look: (way: string, text: string) => void,
): Promise<void> {
  const answeredBy = who.startsWith('one') ? 'gyosha-a' : 'gyosha-b';
  const book = await town.ask(who, 'POST', '/sheet/books', {
    body: { answeredBy, language: 'ja' },
  });
  if (book.status < 300) {
    const params = { number: book.json['number'] };
    const { bytes, text } = await town.ask(who, 'GET', '/sheet/books/:number/file', { params });
    look('a book', await textOf('', bytes, text));
  }
  const official = await town.ask(who, 'POST', '/sheet/official', {
    query: { answeredBy, language: 'ja' },
  });
  look('the official sheet', await textOf('', official.bytes, official.text));
  for (const path of ['/sheet/answer-book/file', '/sheet/answer-book/workbook']) {
    await town.ask(who, 'POST', '/sheet/answer-book/key');
    const body = { lines: [line], evidence: true };
    const signed = await town.ask(who, 'POST', path, { body });
    look(path, await textOf('', signed.bytes, signed.text));
  }
  const { json } = await town.ask(who, 'POST', '/sheet/calendars', {
    body: { withNames: true, language: 'ja' },
  });
  if (json['link'] === undefined) return;
  const { pathname } = new URL(String(json['link']));
  look('a calendar', (await town.server.inject({ method: 'GET', url: pathname })).body);
}

const proofsOf = (who: AskerName) =>
  town.done(who, 'GET', '/sheet/lines/:line/evidence', { params: { line } }) as Promise<{
    evidence?: { evidence: string; title: { ja: string } }[];
    handOver?: { evidence: string[] };
    before?: { count: number };
  }>;
it('is walked to the end: whoever sees the whole city comes upon each of these words', async () => {
  const found = await walk(officer, before);
  for (const what of Object.keys(before))
    expect([what, found.some((each) => each.startsWith(`${what} by`))]).toEqual([what, true]);
}, 480_000);

it('shows the new one the answer, and nothing of what the one before knew', async () => {
  expect(await walk(successor, before)).toEqual([]);
  // That there was an answer, how far it came and when.
  expect(await read(successor)).toMatchObject({
    stage: 'changes-requested',
    values: { state: 'implemented', planned: '2027-03-31', statement: answer },
    decided: { at: expect.any(String), note: '' },
    cells: expect.arrayContaining([expect.objectContaining({ field: 'planned', byLink: '' })]),
  });
  expect((await read(successor))['control']).toBeUndefined();
}, 480_000);

it('goes on as the new one’s, and the one before reads nothing of that', async () => {
  await write(successor, { statement: after.answer });
  await post(successor, '/sheet/lines/:line/talk', { words: after.comment, calls: [] });
  await file(successor, after.piece, { fileName: 'c.png', note: '', line });
  expect(await walk(former, after)).toEqual([]);
  // Nor does whoever was asked from outside then.
  for (const path of ['', '/lines', '/lines/1']) {
    const { body } = await outside.browser.get(`${outside.at}${path}`);
    for (const word of Object.values(after))
      expect([path, body.includes(word)]).toEqual([path, false]);
  }
}, 480_000);

it('is not handed over by taking evidence off and putting it on again', async () => {
  const { handOver } = await proofsOf(officer);
  const [evidence = ''] = handOver?.evidence ?? [];
  const params = { evidence, line };
  await town.done(officer, 'DELETE', '/evidence/:evidence/lines/:line', { params });
  await post(officer, '/evidence/:evidence/lines', { lines: [line] }, params);
  expect((await proofsOf(officer)).handOver).toEqual(handOver);
  const titles = (await proofsOf(successor)).evidence?.map(({ title }) => title.ja);
  expect(titles).toEqual([after.piece]);
}, 480_000);

it('brings the evidence that is handed over, and nothing else of before', async () => {
  const { handOver } = await proofsOf(officer);
  await post(officer, '/sheet/lines/:line/evidence/handovers', {
    evidence: handOver?.evidence,
    to: 'gyosha-b',
  });
  const handed = new Set((await walk(successor, before)).map((each) => each.split(' ')[0]));
  expect([...handed].sort()).toEqual(
    ['controlPiece', 'fileName', 'outsidePiece', 'piece', 'pieceNote'].sort(),
  );
}, 480_000);
