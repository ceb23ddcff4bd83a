import { describe, expect, test } from 'vitest';
import { offered, type Session } from '../src/api/session.ts';
import { keptLanguage } from '../src/language.tsx';
import { invitationFragment, setUpFragment } from '../src/pages/fragments.ts';
import { shortValue } from '../src/pages/log-words.ts';
import { redirectFor, safeWayBack, wayOn } from '../src/shell/guard.ts';
import { entriesFor } from '../src/shell/navigation.ts';
import { waysOf } from '../src/shell/step-up-ways.tsx';
import { account } from './stub-answers.ts';

describe('the page that helps on', () => {
  test.each([
    ['first-visit', '/', '/first-visit'],
    ['first-visit', '/sign-in', '/first-visit'],
    ['signed-out', '/people', '/sign-in'],
    ['signed-out', '/sign-in', undefined],
    ['signed-out', '/sign-in/second-step', '/sign-in'],
    ['second-factor', '/', '/sign-in/second-step'],
    ['enrol', '/log', '/sign-in/set-up'],
    ['signed-in', '/log', undefined],
    ['signed-in', '/nowhere', undefined],
    ['signed-in', '/sign-in', '/'],
    ['signed-in', '/first-visit', '/'],
    ['signed-in', '/sign-in/set-up', undefined],
    ['signed-in', '/own-city', undefined],
    ['no-seat', '/log', '/own-city'],
    ['no-seat', '/own-city', undefined],
    ['signed-out', '/own-city', '/sign-in'],
    ['signed-out', '/sample', undefined],
    ['signed-in', '/sample', undefined],
    ['signed-out', '/invitation', undefined],
    ['signed-in', '/invitation', undefined],
  ] as const)('%s at %s: %s', (state, path, to) => {
    expect(redirectFor(state, path)).toBe(to);
  });
});

test.each([
  ['/log?from=2026-11-01', '/log?from=2026-11-01'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in', '/'],
  ['/\t/evil.example', '/'],
  // What begins as a path of ours and is another host once the dots are taken out.
  ['/.//evil.example', '/'],
  ['/%2e//evil.example/log', '/'],
  ['/log/..//evil.example', '/'],
  ['/./\\evil.example', '/'],
  [undefined, '/'],
  [['/log'], '/'],
])('the way back from %s is %s', (wish, back) => {
  expect(safeWayBack(wish)).toBe(back);
});

test.each([
  ['signed-in', '/log', '/log'],
  ['signed-in', undefined, '/'],
  ['signed-in', '//evil.example/', '/'],
  ['signed-in', '/invitation', '/invitation'],
  ['no-seat', '/invitation', '/invitation'],
  ['no-seat', '/log', undefined],
  ['enrol', '/invitation', undefined],
  ['second-factor', '/invitation', undefined],
] as const)('%s who wanted %s goes on to %s', (state, back, way) => {
  expect(wayOn(state, back)).toBe(way);
});

test.each([
  ['nothing', [], false, ['password']],
  ['an app', ['totp'], false, ['totp']],
  ['passkeys alone', ['passkey', 'passkey'], false, ['passkey']],
  ['both', ['totp', 'passkey'], false, ['passkey', 'totp']],
  ['a provider alone', [], true, ['provider', 'password']],
  ['a passkey and a provider', ['passkey'], true, ['provider', 'passkey']],
] as const)('who has %s shows again who they are by %s', (_, kinds, byProvider, ways) => {
  expect(
    waysOf(
      kinds.map((kind) => ({ kind })),
      byProvider,
    ),
  ).toEqual(ways);
});

test('what nobody reads to its end is cut in a list, words are not', () => {
  expect(shortValue('6f9d3e8814c2eedb22bc17d967c42c1310313134db949bdc76e721f11a49e7d6')).toBe(
    '6f9d3e8814c2eedb…49e7d6',
  );
  expect(shortValue('mic-smart-city-security')).toBe('mic-smart-city-security');
  expect(shortValue('この町で、いまも担当している人に引き継ぎました。')).toBe(
    'この町で、いまも担当している人に引き継ぎました。',
  );
});

const session = (roles: Session['seats'][number]['roles']): Session => {
  const { seats } = account('signed-in');
  const [seat] = seats;
  if (seat === undefined) throw new Error('the stub has no seat');
  return {
    state: 'signed-in',
    mail: false,
    onlyHere: false,
    sampleOnly: false,
    host: false,
    person: null,
    secondFactor: true,
    byProvider: false,
    session: null,
    seat: { ...seat, roles },
    seats,
  };
};

test('parts that one may not use are absent', () => {
  const pagesOf = (role: Parameters<typeof session>[0][number]) =>
    entriesFor(session([role])).map(({ to }) => to);
  const everybodys = pagesOf('contributor');
  expect(everybodys).toEqual(expect.arrayContaining(['/', '/city', '/guideline', '/settings']));
  for (const page of ['/people', '/log'] as const) {
    expect(everybodys).not.toContain(page);
    expect(pagesOf('auditor')).toContain(page);
  }
  expect(offered(session(['auditor']), 'member:change')).toBe(false);
  expect(offered(undefined, 'log:read')).toBe(false);
});

test('tokens are read from the fragment alone, and only where they look like one', () => {
  expect(invitationFragment('#token=abcdefghijklmnop0123')).toBe('abcdefghijklmnop0123');
  expect(invitationFragment('#abcdefghijklmnop0123')).toBe('abcdefghijklmnop0123');
  expect(invitationFragment('#token=<script>')).toBeUndefined();
  expect(invitationFragment('')).toBeUndefined();
  expect(setUpFragment('#K7Q2-9FHD')).toBe('K7Q2-9FHD');
  expect(setUpFragment('#code=K7Q2-9FHD')).toBe('K7Q2-9FHD');
  expect(setUpFragment('#code=')).toBeUndefined();
});

test('Japanese, unless English was chosen here', () => {
  expect(keptLanguage(() => null)).toBe('ja');
  expect(keptLanguage(() => 'en')).toBe('en');
  expect(keptLanguage(() => 'fr')).toBe('ja');
  const refusing = (): never => {
    throw new Error('storage is refused');
  };
  expect(keptLanguage(refusing)).toBe('ja');
});
