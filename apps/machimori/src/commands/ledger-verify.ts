import { verifyWithNode } from '@machimori/database';
import { Failure, fill, type Locale, type Text, text } from '@machimori/kernel';
import {
  asHandedOut,
  type ExportReport,
  type LogFinding,
  type LogFindingCode,
  type Removal,
  readCheckpoint,
  readRemoval,
  requireKey,
  sameBytes,
  type VerifierKey,
  verifyExport,
  verifyRemoval,
} from '@machimori/ledger';
import { type Call, type Command, formatOption, padTo } from '../command.ts';
import { exitCodes } from '../exit-codes.ts';
import { readBytes, readPieces } from '../files.ts';

const messages = {
  noKey: text(
    '--key に、検証用の鍵（machimori/ で始まる一行）か、それを書いたファイルを指定してください。',
    'Give the verifier key (a line that begins with machimori/), or a file that holds it, with --key.',
  ),
  noKeyFile: text(
    '「{given}」は検証用の鍵ではなく、その名のファイルもありません。',
    '“{given}” is no verifier key, and there is no file of that name.',
  ),
  noKeyNext: text(
    '鍵は、街守りの「記録」のページか、記録を預ける人から、書き出しとは別の道で受け取ってください。',
    'Get the key from the page of the log or from whoever keeps it, by another way than the export.',
  ),
  noSince: text(
    '「{path}」は、チェックポイントの形ではありません。',
    '“{path}” is not a checkpoint.',
  ),
  noSinceNext: text(
    '「machimori/」で始まる一行目から、「— 」で始まる署名の行まで、受け取ったままを入れてください。',
    'It holds all of what was handed out, from the line that begins with “machimori/” to the line of the signature.',
  ),
  read: text('{size} MBまで確かめました…', 'Verified {size} MB …'),
  log: text('記録', 'Log'),
  stream: text('流れ', 'Stream'),
  selection: text('抜き出し（一部の記録）', 'a selection of entries'),
  entries: text('件数', 'Entries'),
  entriesOf: text(
    '{entries}件（うち内容を示すもの {opened}件）',
    '{entries} ({opened} with contents)',
  ),
  withheld: text('内容のない記録', 'Without their content'),
  withheldOf: text(
    '{count}件。いつ、だれが、何をしたかは確かめました。内容は、残す期間が過ぎて消されたか、この書き出しから外されています',
    '{count}; who did what and when is verified. The content was erased when its time was over, or left out of this export',
  ),
  epoch: text('区切り{epoch}', 'Epoch {epoch}'),
  epochOf: text(
    '{entries}件。チェックポイント{matched}個と合い、最後のものは{size}件、根 {root}',
    '{entries}; {matched} {matched|checkpoint|checkpoints} {matched|matches|match}, the last of {size} {size|entry|entries} with root {root}',
  ),
  restored: text('{shown}。復元 {id}（{at}）で始まった', '{shown}; begun by restore {id} at {at}'),
  epochNone: text(
    '{entries}件。合うチェックポイントがありません',
    '{entries}; no checkpoint matches',
  ),
  keys: text('鍵', 'Keys'),
  keysOf: text('{count}本（引きつぎ {handOvers}回）', '{count} ({handOvers} hand-overs)'),
  closed: text('閉じた記録', 'Closed'),
  closedOf: text('この記録は、閉じたと述べています', 'the log says that it was closed'),
  since: text('控えたチェックポイント', 'Checkpoint kept'),
  holds: text('書き足されただけで、続いています', 'the log only grew since'),
  broken: text('続いていません', 'the log does not continue it'),
  'not-checked': text(
    'この書き出しからは確かめられません。記録の全体を書き出してください',
    'cannot be told from this export; export the whole log',
  ),
  good: text(
    '結果: 書きかえ、抜け、入れかえは見つかりませんでした。',
    'Result: nothing changed, missing or moved was found.',
  ),
  goodPart: text(
    '結果: 示された記録に、書きかえは見つかりませんでした。',
    'Result: no entry that is shown was changed.',
  ),
  bad: text(
    '結果: 確かめられません。{count}件の問題があります。',
    'Result: NOT verified. {count} {count|finding|findings}.',
  ),
  line: text('{line}行目', 'line {line}'),
  more: text('ほか{count}件', '{count} more'),
  notice: text('お知らせ', 'notice'),
  limit: text(
    '鍵を持つ人が、はじめからすべて書き直したかどうかは、この書き出しだけではわかりません。前に控えたチェックポイントがあれば、--since で比べてください。',
    'Whether whoever holds the key has written all of it anew cannot be seen from an export alone. Where you kept a checkpoint, compare it with --since.',
  ),
  failed: text(
    '「{path}」は、渡された鍵では確かめられません。',
    '“{path}” does not verify under the key given.',
  ),
  failedNext: text(
    'ファイルと鍵を、別の道でもう一度受け取って確かめてください。それでも同じなら、このファイルを保管し、記録を預ける人に説明を求めてください。',
    'Get the file and the key again by another way. If it stays so, keep this file and ask whoever keeps the log for an explanation.',
  ),
  removed: text('取りのぞかれた記録', 'A log that was removed'),
  removedAt: text('取りのぞいた日時', 'Removed at'),
  why: text('理由', 'Reason'),
  last: text('最後のチェックポイント', 'Last checkpoint'),
  lastOf: text('{size}件、根 {root}', '{size} {size|entry|entries}, root {root}'),
  removedGood: text(
    '結果: 記録が取りのぞかれたことを、記録の鍵が署名しています。',
    'Result: the key of the log signed that it was removed.',
  ),
  removedBad: text(
    '結果: 確かめられません。署名が、渡された鍵のものではありません。',
    'Result: NOT verified. The signature is not that of the key given.',
  ),
  'sample-removed': text('見本の都市を取りのぞいた', 'the sample city was removed'),
  'city-removed': text('都市を取りのぞいた', 'the city was removed'),
  'retention-ended': text('保存の期間が終わった', 'the time to keep it was over'),
};

/** What kind of thing was found, in a word. */
const kinds: Readonly<Record<LogFindingCode, Text>> = {
  unreadable: text('読めない', 'unreadable'),
  changed: text('書きかえ', 'changed'),
  removed: text('抜け', 'missing'),
  reordered: text('入れかえ', 'moved'),
  repeated: text('重なり', 'repeated'),
  foreign: text('別の記録', 'foreign'),
  checkpoint: text('チェックポイント', 'checkpoint'),
  signature: text('署名', 'signature'),
  'hand-over': text('鍵の引きつぎ', 'hand-over'),
  epoch: text('区切り', 'epoch'),
  lost: text('復元での損失', 'lost in a restore'),
  'other-history': text('別の歴史', 'other history'),
  content: text('内容', 'content'),
  proof: text('証明', 'proof'),
  truncated: text('途中で切れている', 'cut off'),
  uncovered: text('署名のない終わり', 'end not signed'),
  history: text('過去との食い違い', 'history'),
  'open-end': text('続きは不明', 'open end'),
};

const smallBytes = 64 * 1024;
const firstLineBytes = 1024 * 1024;

export const ledgerVerify: Command = {
  name: 'ledger verify',
  summary: text(
    '書き出した記録が、書きかえられず、抜けもないことを、公開鍵だけで確かめます。',
    'Verifies with the public key alone that an exported log was neither changed nor cut.',
  ),
  takes: ['FILE'],
  options: {
    key: {
      type: 'string',
      value: 'PUBLIC-KEY',
      help: text(
        '検証用の鍵の一行、またはそのファイル',
        'The verifier key, or a file that holds it',
      ),
    },
    since: {
      type: 'string',
      value: 'CHECKPOINT-FILE',
      help: text('前に控えたチェックポイントのファイル', 'A checkpoint that was kept from before'),
    },
    ...formatOption,
  },
  async run(call) {
    const [path = ''] = call.positionals;
    const key = await keyOf(call.option('key'));
    const since = await sinceOf(call.option('since'));
    const file = progressing(path, call);
    let ok: boolean;
    try {
      const { first, pieces } = await peek(file);
      const removal = readRemoval(first);
      ok =
        removal === undefined
          ? await verifyLog(pieces, key, since, call)
          : await verifyStub(removal, key, since, call);
    } finally {
      // What was not read to its end is closed, too.
      await file.return(undefined);
    }
    if (ok) return 0;
    if (call.option('format') === 'json') return exitCodes['not-verified'];
    throw new Failure('not-verified', fill(messages.failed, { path }), {
      next: messages.failedNext,
    });
  },
};

async function keyOf(given: string | undefined): Promise<VerifierKey> {
  if (given === undefined) throw new Failure('usage', messages.noKey, { next: messages.noKeyNext });
  if (/^machimori\//.test(given.trim())) return requireKey(given);
  // Neither a key nor a file: a key that was not copied from its start, most often.
  const written = await readBytes(given, smallBytes).catch((cause: unknown) => {
    throw new Failure('input-unreadable', fill(messages.noKeyFile, { given }), {
      next: messages.noKeyNext,
      cause,
    });
  });
  return requireKey(new TextDecoder().decode(written));
}

async function sinceOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined;
  const note = asHandedOut(new TextDecoder().decode(await readBytes(path, smallBytes)));
  if (readCheckpoint(note) === undefined)
    throw new Failure('input-invalid', fill(messages.noSince, { path }), {
      next: messages.noSinceNext,
    });
  return note;
}

/** The pieces of a file of any size; says how far it has come. */
async function* progressing(path: string, { terminal, locale }: Call): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  let said = 0;
  for await (const piece of readPieces(path, Number.MAX_SAFE_INTEGER)) {
    yield piece;
    bytes += piece.length;
    const size = Math.floor(bytes / 16_777_216) * 16;
    if (size === said) continue;
    said = size;
    terminal.progress(fill(messages.read, { size })[locale]);
  }
  terminal.clear();
}

/** The first line, and all pieces as if nobody had looked. */
async function peek(
  pieces: AsyncGenerator<Uint8Array>,
): Promise<{ readonly first: string; readonly pieces: AsyncGenerator<Uint8Array> }> {
  const held: Uint8Array[] = [];
  for (let bytes = 0; bytes < firstLineBytes; ) {
    const { value, done } = await pieces.next();
    if (done === true) break;
    held.push(value);
    bytes += value.length;
    if (value.includes(0x0a)) break;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* held;
    yield* pieces;
  }
  const [first = ''] = Buffer.concat(held).toString('utf8').split('\n');
  return { first, pieces: all() };
}

async function verifyLog(
  pieces: AsyncIterable<Uint8Array>,
  key: VerifierKey,
  since: string | undefined,
  call: Call,
): Promise<boolean> {
  const report = await verifyExport(pieces, key, {
    verifySignature: verifyWithNode,
    ...(since === undefined ? {} : { since }),
  });
  const { terminal, locale } = call;
  if (call.option('format') === 'json') terminal.print(JSON.stringify(report, null, 1));
  else for (const line of reportLines(report, locale)) terminal.print(line);
  return report.ok;
}

const row = (name: Text, value: string, locale: Locale): string =>
  `${padTo(name[locale], 26)}${value}`;
const shown = (count: number): string => count.toLocaleString('en');

/** A report as an auditor reads it. */
export function reportLines(report: ExportReport, locale: Locale): readonly string[] {
  const { entries, opened, withheld, keys, findings, findingCount } = report;
  const wrong = findings.filter(({ severity }) => severity === 'wrong');
  const said = (message: Text, values: Record<string, string | number> = {}): string =>
    fill(message, values)[locale];
  const part =
    report.kind === 'selection' ? said(messages.selection) : report.stream && `“${report.stream}”`;
  const lines = [
    row(messages.log, report.name, locale),
    ...(part ? [row(messages.stream, part, locale)] : []),
    row(
      messages.entries,
      said(messages.entriesOf, { entries: shown(entries), opened: shown(opened) }),
      locale,
    ),
    ...(withheld > 0
      ? [row(messages.withheld, said(messages.withheldOf, { count: shown(withheld) }), locale)]
      : []),
    ...report.epochs.map(({ epoch, last, restore, checkpointsMatched, ...each }) => {
      const values = { entries: shown(each.entries), matched: checkpointsMatched || 1 };
      const of =
        last === undefined
          ? said(messages.epochNone, values)
          : said(messages.epochOf, { ...values, size: shown(last.size), root: last.root });
      const whole = restore === undefined ? of : said(messages.restored, { shown: of, ...restore });
      return row(fill(messages.epoch, { epoch }), whole, locale);
    }),
    row(
      messages.keys,
      said(messages.keysOf, { count: keys.length, handOvers: Math.max(0, keys.length - 1) }),
      locale,
    ),
    ...(report.closed ? [row(messages.closed, said(messages.closedOf), locale)] : []),
    ...(report.since ? [row(messages.since, said(messages[report.since]), locale)] : []),
    '',
  ];
  const count = findingCount - (findings.length - wrong.length);
  if (!report.ok) lines.push(said(messages.bad, { count: shown(count) }));
  else lines.push(said(report.kind === 'selection' ? messages.goodPart : messages.good));
  lines.push(...findings.map((finding) => findingLine(finding, locale)));
  const hidden = findingCount - findings.length;
  if (hidden > 0) lines.push(`  ${said(messages.more, { count: shown(hidden) })}`);
  if (report.ok && report.since === undefined) lines.push('', said(messages.limit));
  return lines;
}

function findingLine({ code, severity, line, message }: LogFinding, locale: Locale): string {
  const place = line === undefined ? '' : fill(messages.line, { line })[locale];
  const notice = severity === 'notice' ? `${messages.notice[locale]}: ` : '';
  return `  ${padTo(place, 12)}${padTo(`${kinds[code][locale]}`, 18)}${notice}${message[locale]}`;
}

async function verifyStub(
  removal: Removal,
  key: VerifierKey,
  since: string | undefined,
  call: Call,
): Promise<boolean> {
  const { terminal, locale } = call;
  const signed = await verifyRemoval(removal, key, verifyWithNode);
  const last = readCheckpoint(removal.checkpoint);
  const kept = since === undefined ? undefined : readCheckpoint(since);
  const same =
    kept !== undefined && last !== undefined && kept.origin === last.origin
      ? kept.size < last.size
        ? 'not-checked'
        : kept.size === last.size && sameBytes(kept.root, last.root)
          ? 'holds'
          : 'broken'
      : kept && 'not-checked';
  const ok = signed && same !== 'broken';
  const { log, at, reason } = removal;
  const size = last?.size ?? 0;
  if (call.option('format') === 'json') {
    const said = { ok, kind: 'removal', log, removedAt: at, reason, lastSize: size, since: same };
    terminal.print(JSON.stringify(said, null, 1));
    return ok;
  }
  const root = last === undefined ? '' : Buffer.from(last.root).toString('base64');
  terminal.print(row(messages.removed, removal.key.name, locale));
  terminal.print(row(messages.removedAt, at, locale));
  terminal.print(row(messages.why, messages[reason][locale], locale));
  const values = { size: shown(size), root };
  terminal.print(row(messages.last, fill(messages.lastOf, values)[locale], locale));
  if (same !== undefined) terminal.print(row(messages.since, messages[same][locale], locale));
  terminal.print();
  terminal.print((ok ? messages.removedGood : messages.removedBad)[locale]);
  return ok;
}
