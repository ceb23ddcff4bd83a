import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UseCase } from '@machimori/application';
import { type Action, actions, policyOf, roles, wordsOfAction } from '@machimori/authorisation';
import { failureCodes, failureMeanings, problemCauses } from '@machimori/contract';
import * as governance from '@machimori/governance';
import * as identity from '@machimori/identity';
import * as register from '@machimori/register';
import { expect, it } from 'vitest';
import { subscribersOf } from '../../src/serve/open-world.ts';
import { eventMeanings } from './event-meanings.ts';

// Documents that are made from the code. `npx vitest run documents-of-code -u` writes them anew.

const root = join(import.meta.dirname, '..', '..', '..', '..');
const file = (name: string): string => join(root, 'docs', name);
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

it('docs/errors.md', async () => {
  const rows = failureCodes.map((code) => {
    const { status, title, retry } = failureMeanings[code];
    const { ja, en } = problemCauses[code];
    return [
      `\`${code}\``,
      String(status),
      retry ? '○' : '',
      `${title.ja}<br>${title.en}`,
      `${ja}。<br>${en}.`,
    ];
  });
  await expect(`# 問題の一覧 / Problems

HTTPで何かができないとき、答えは \`application/problem+json\`（RFC 9457）です。\`code\` は、次のどれかです。\`text\` に日本語と英語の説明、\`next\` に次にすること、\`errors\` に直す欄、\`instance\` に問い合わせの番号が入ります。見てよいものでないときは、ないときと同じ \`not-found\` です。
コマンドの終了コードは [exit-codes.md](exit-codes.md) にあります。この表はコードからつくられます。

What cannot be done is answered as a problem (RFC 9457). Its \`code\` is one of these; \`text\` says it in both languages, \`next\` what to do, \`errors\` which fields are wrong, \`instance\` is the number to quote. What one may not see is answered as what is not there. Made from the code.

${table(['code', 'HTTP', '再試行 retry', '名 title', 'いつ、どうする when, and what to do'], rows)}
`).toMatchFileSnapshot(file('errors.md'));
});

it('docs/events.md', async () => {
  const found = new Map<string, Set<string>>();
  for (const path of globSync('packages/*/src/**/*.ts', { cwd: root }).sort()) {
    const source = readFileSync(join(root, path), 'utf8');
    if (!/\bevents:\s|: (readonly )?Event\b/.test(source)) continue;
    for (const [, type = ''] of source.matchAll(/\btype: '([a-z-]+\.[a-z-]+)'/g))
      if (!found.has(type)) found.set(type, new Set());
    for (const [, type = '', sealed, payload = ''] of source.matchAll(
      /type: '([a-z-]+\.[a-z-]+)',\s*aggregate: .*?,\s*payload: (sealedLetter\([\w.]+, )?\{([^}]*)\}/gs,
    )) {
      const fields = payload
        .split(',')
        .map((field) => /^\s*(\w+)/.exec(field)?.[1])
        .filter((field) => field !== undefined);
      const letter = sealed === undefined ? [] : ['letter'];
      found.set(type, new Set([...(found.get(type) ?? []), ...fields, ...letter]));
    }
  }
  const subscribers = subscribersOf({ smtpUrl: 'smtp://localhost' });
  expect(
    [...found.keys()].filter((type) => eventMeanings[type] === undefined),
    'say what these events tell in apps/machimori/test/documents/event-meanings.ts',
  ).toEqual([]);
  const rows = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, fields]) => [
      `\`${type}\``,
      `${eventMeanings[type]?.ja}<br>${eventMeanings[type]?.en}`,
      [...fields]
        .sort()
        .map((field) => `\`${field}\``)
        .join(', '),
      (subscribers[type] ?? []).map((each) => `\`${each}\``).join(', '),
    ]);
  await expect(`# できごとの一覧 / Events

できごとは、それを起こした操作と同じトランザクションで書かれ、受け取るものに、少なくとも一度、同じ対象の中では順に届きます。中に、人の名、アドレス、秘密は入りません。この表はコードからつくられます。

An event is written in the transaction of the act that caused it, and reaches each subscriber at least once, in order for one subject. It holds no name of a person, no address and no secret. Made from the code.

${table(['type', '意味 meaning', '中身 payload', '受け取るもの subscribers'], rows)}
`).toMatchFileSnapshot(file('events.md'));
});

it('docs/audit.md', async () => {
  const useCases = [identity, register, governance]
    .flatMap((room) => Object.values(room) as unknown[])
    .filter(
      (value): value is UseCase<unknown, unknown, unknown> =>
        typeof value === 'object' && value !== null && 'handle' in value && 'action' in value,
    );
  const kinds = {
    command: '操作 act',
    'sensitive-query': '大切な閲覧 sensitive reading',
    query: '閲覧 reading',
  };
  const rows = (Object.keys(actions) as Action[]).map((action) => {
    const policy = policyOf(action);
    const own = useCases.filter((useCase) => useCase.action === action);
    const who = [
      ...(policy.anyone ? ['だれでも anybody'] : []),
      ...(policy.person ? ['本人 oneself'] : []),
      ...Object.keys(policy.roles ?? {}).map((role) => roles[role as keyof typeof roles].ja),
      ...(policy.host ? ['インストールの管理者 host'] : []),
      ...(policy.token ? ['トークン token'] : []),
      ...(policy.system ?? []).map((name) => `\`${name}\``),
    ];
    const words = wordsOfAction(action);
    return [
      `\`${action}\``,
      `${words.ja}<br>${words.en}`,
      who.join('、'),
      policy.stepUp ? '○' : '',
      [...new Set(own.map(({ kind }) => kinds[kind]))].join('、'),
      own.some(({ kind }) => kind !== 'query') ? '○' : '',
    ];
  });
  await expect(`# 記録に残る操作の一覧 / What the log holds

「済」に○のある操作は、行われるたびに、行ったことと同じトランザクションで記録されます。権限がなくて断られた試みは、閲覧も含めて、すべて記録されます（サインインしていない人の試みは、数だけを数えます）。人は仮名で、中身は塩つきのハッシュで記録に入ります（[ADR 7](adr/0007-ledger.md)）。この表はコードからつくられます。

What has ○ under “done” is written down each time, in the transaction of the act. Whatever was refused for want of a right is written down too, readings included; attempts of strangers are only counted. Persons stand in the log by pseudonym, contents by salted hash. Made from the code.

${table(['action', '名 name', 'してよい人 who may', '本人の再確認 step-up', '種類 kind', '済 done'], rows)}
`).toMatchFileSnapshot(file('audit.md'));
});
