import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stepUpMs } from '@machimori/authorisation';
import { expect, it } from 'vitest';
import { longestTokenDays } from '../src/api-token-rules.ts';
import { invitationDays } from '../src/invite-member.ts';
import { resetMs } from '../src/password-reset-rules.ts';
import { questionMs } from '../src/question.ts';
import { newRecoveryCodes } from '../src/recovery-codes.ts';
import { sessionRules } from '../src/session-rules.ts';
import { patience, resetPatience } from '../src/throttle.ts';

// What docs/security-decisions.md says of ways in and sessions is what the code does.

const document = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'security-decisions.md'),
  'utf8',
);
const section = (heading: string): string =>
  document.split(/^## /m).find((each) => each.startsWith(heading)) ?? '';

it('says what the ways in are held to', () => {
  const { account, network } = patience;
  const ways = section('入りかた');
  expect(ways).toContain(
    `${account.free}回までは待たず、そのあと${account.firstMs / 1_000}秒から倍に、長くて${account.longestMs / 60_000}分`,
  );
  expect(ways).toContain(
    `${network.free}回、長くて${network.longestMs / 60_000}分、${network.forgiveEveryMs / 60_000}分ごとに一回ずつ忘れる`,
  );
  const { account: asked } = resetPatience;
  expect(ways).toContain(
    `${asked.free}回までは待たず、そのあと${asked.firstMs / 1_000}秒から倍に、長くて${asked.longestMs / 60_000}分`,
  );
  expect(ways).toContain(`${resetMs / 60_000}分、一度、一人に一つ`);
  expect(ways).toContain(`一度、${questionMs / 60_000}分`);
  expect(ways).toContain(`${invitationDays}日、一度`);
  expect(ways).toContain(`${longestTokenDays}日まで`);
  expect(ways).toContain(`${stepUpMs / 60_000}分以内の本人の確認`);
  const [code = ''] = newRecoveryCodes({
    bytes: (length) => randomBytes(length),
  });
  const bits = Math.floor(code.replaceAll('-', '').length * Math.log2(30));
  expect(ways).toContain(`予備のコードは${bits}ビット`);
});

it('says how long sessions last', () => {
  const hours = (ms: number): number => ms / 3_600_000;
  expect(section('セッション')).toContain(
    `${hours(sessionRules.idleMs)}時間使わなければ、また始めから${hours(sessionRules.longestMs)}時間で終わります`,
  );
});
