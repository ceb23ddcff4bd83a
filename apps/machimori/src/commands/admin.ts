import { openLogs, transact } from '@machimori/database';
import {
  listCities as cities,
  closeAllSessions as closeAll,
  makePasswordReset,
  resetSecondFactor,
  setUpInstallation,
} from '@machimori/identity';
import {
  dayInJapan,
  eraDayText,
  Failure,
  fill,
  fillText,
  type Text,
  text,
  timeInJapan,
} from '@machimori/kernel';
import { type Call, type Command, formatOption } from '../command.ts';
import { readBytes } from '../files.ts';
import { ask, someoneThere } from '../operate/ask.ts';
import { actAtTheConsole, withWorld } from '../operate/at-the-console.ts';
import { dataOption, portOption } from '../operate/data-option.ts';
import { firstVisitCode } from '../serve/first-visit-code.ts';

const messages = {
  name: text('お名前', 'Name'),
  email: text('メールアドレス', 'E-mail address'),
  city: text('都市の名前', 'Name of the city'),
  organisation: text('組織の名前（市役所など）', 'Name of the organisation (the town hall)'),
  password: text('パスワード', 'Password'),
  again: text('もう一度', 'Once more'),
  different: text('二度のパスワードが違います。', 'The two passwords differ.'),
  needed: text('--{option} を指定してください（{meaning}）。', 'Give --{option} ({meaning}).'),
  neededNext: text('端末で実行すれば、ひとつずつ尋ねます。', 'Run in a terminal to be asked.'),
  made: text(
    '管理者をつくりました。ブラウザでサインインし、二つ目の確認手段を登録してください: {origin}',
    'The administrator was made. Sign in with a browser and register a second factor: {origin}',
  ),
  reset: text(
    '{email} の二つ目の確認手段を取り消し（{removed}件）、サインインをすべて終わらせました（{closed}件）。',
    'Took away {removed} second {removed|factor|factors} of {email} and closed {closed} {closed|session|sessions}.',
  ),
  resetNext: text(
    '本人に、サインインして登録し直すよう伝えてください。パスワードは変わっていません。',
    'Ask them to sign in and register again. The password is as it was.',
  ),
  closed: text(
    '{email} のサインインを、すべて終わらせました（{closed}件）。',
    'Signed {email} out everywhere ({closed} {closed|session|sessions}).',
  ),
  link: text(
    '{email} が新しいパスワードを決めるリンクです。いまだけ表示します。',
    'A link for {email} to set a new password. It is shown now only.',
  ),
  linkUntil: text(
    '{until}まで、一度だけ使えます。本人だけに、確かな方法（対面、内線電話など）で渡してください。',
    'It works once, until {until}. Hand it to them alone, in a way you trust.',
  ),
  linkNext: text(
    '使われると、その人のサインインはすべて終わります。二つ目の確認手段は、そのままです。',
    'Using it ends all their sign-ins; second factors stay as they are.',
  ),
  none: text('都市は、まだありません。', 'There is no city yet.'),
  cityLine: text(
    '{city}  {name}（{since} から。記録は{entries}件、いまは区切り{epoch}）',
    '{city}  {name} (since {since}; {entries} log {entries|entry|entries}, now in epoch {epoch})',
  ),
  sample: text('（見本）', ' (sample)'),
};

/** What was given, or is typed in at the terminal. */
async function given(call: Call, option: string, meaning: Text): Promise<string> {
  const value = call.option(option);
  if (value !== undefined) return value;
  const { locale } = call;
  const answer = someoneThere() ? await ask(`${meaning[locale]}: `) : undefined;
  if (answer === undefined)
    throw new Failure(
      'usage',
      {
        ja: fill(messages.needed, { option, meaning: meaning.ja }).ja,
        en: fill(messages.needed, { option, meaning: meaning.en }).en,
      },
      { next: messages.neededNext },
    );
  return answer;
}

/** A new password: from a file, or typed twice and not shown. */
async function newPassword(call: Call): Promise<string> {
  const file = call.option('password-file');
  if (file !== undefined)
    return Buffer.from(await readBytes(file, 4096))
      .toString()
      .replace(/\r?\n$/, '');
  const { locale } = call;
  const first = someoneThere() ? await ask(`${messages.password[locale]}: `, true) : undefined;
  if (first === undefined)
    throw new Failure(
      'usage',
      fillText(messages.needed, { option: 'password-file', meaning: messages.password[locale] }),
      { next: messages.neededNext },
    );
  if ((await ask(`${messages.again[locale]}: `, true)) !== first)
    throw new Failure('usage', messages.different);
  return first;
}

export const firstAdministrator: Command = {
  name: 'admin first-administrator',
  summary: text(
    'ブラウザなしで、はじめの管理者と都市をつくる（一度だけ）',
    'Makes the first administrator and the city without a browser (once)',
  ),
  takes: [],
  options: {
    name: { type: 'string', value: 'NAME', help: messages.name },
    email: { type: 'string', value: 'MAIL', help: messages.email },
    city: { type: 'string', value: 'NAME', help: messages.city },
    organisation: { type: 'string', value: 'NAME', help: messages.organisation },
    'password-file': {
      type: 'string',
      value: 'FILE',
      help: text(
        'パスワードを一行で書いたファイル（なければ端末で尋ねる）',
        'File with the password on one line (else asked for)',
      ),
    },
    ...dataOption,
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const input = {
      code: '',
      name: await given(call, 'name', messages.name),
      email: await given(call, 'email', messages.email),
      cityName: await given(call, 'city', messages.city),
      organisationName: await given(call, 'organisation', messages.organisation),
      password: await newPassword(call),
      sample: false,
      device: 'command-line',
    };
    const work = withWorld(
      call,
      async (opened) => {
        const done = await actAtTheConsole(opened, setUpInstallation, input);
        await firstVisitCode.forget(opened.world.settings.data);
        // Nobody holds the session that setting up opens; it is not left open.
        await actAtTheConsole(opened, closeAll, { email: input.email });
        return { city: done.city, organisation: done.organisation, origin: opened.world.origin };
      },
      true,
    );
    const { city, organisation, origin } = await work;
    if (call.option('format') === 'json')
      terminal.print(JSON.stringify({ city, organisation, origin }));
    else terminal.print(fill(messages.made, { origin })[locale]);
    return 0;
  },
};

export const resetFactors: Command = {
  name: 'admin reset-second-factor',
  summary: text(
    'すべての確認手段をなくした人の、二つ目の確認手段を取り消す。本人であることを、必ず別の方法で確かめてから',
    'Takes away the second factors of whoever has lost them all; make sure in another way that it is them',
  ),
  takes: ['MAIL'],
  options: { ...dataOption, ...formatOption },
  async run(call) {
    const { terminal, locale } = call;
    const [email = ''] = call.positionals;
    const done = await withWorld(call, (opened) =>
      actAtTheConsole(opened, resetSecondFactor, { email }),
    );
    if (call.option('format') === 'json') terminal.print(JSON.stringify({ email, ...done }));
    else {
      terminal.print(fillText(messages.reset, { email, ...done })[locale]);
      terminal.print(messages.resetNext[locale]);
    }
    return 0;
  },
};

export const resetPassword: Command = {
  name: 'admin reset-password',
  summary: text(
    'パスワードを忘れた人に渡すリンクをつくる（30分、一度だけ）。本人であることを、必ず別の方法で確かめてから',
    'Makes a link for whoever forgot their password (30 minutes, once); make sure in another way that it is them',
  ),
  takes: ['MAIL'],
  options: { ...portOption, ...dataOption, ...formatOption },
  async run(call) {
    const { terminal, locale } = call;
    const [email = ''] = call.positionals;
    const { link, expiresAt } = await withWorld(call, (opened) =>
      actAtTheConsole(opened, makePasswordReset, { email }),
    );
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ email, link, expiresAt: expiresAt.toISOString() }));
      return 0;
    }
    const day = eraDayText(dayInJapan(expiresAt))[locale];
    const until = `${day}${locale === 'ja' ? ' ' : ', '}${timeInJapan(expiresAt)}`;
    terminal.print(fillText(messages.link, { email })[locale]);
    terminal.print('');
    terminal.print(link);
    terminal.print('');
    terminal.print(fillText(messages.linkUntil, { until })[locale]);
    terminal.print(messages.linkNext[locale]);
    return 0;
  },
};

export const closeAllSessions: Command = {
  name: 'admin close-sessions',
  summary: text(
    'その人のサインインを、すべての機械で終わらせる',
    'Signs a person out on every machine',
  ),
  takes: ['MAIL'],
  options: { ...dataOption, ...formatOption },
  async run(call) {
    const { terminal, locale } = call;
    const [email = ''] = call.positionals;
    const done = await withWorld(call, (opened) => actAtTheConsole(opened, closeAll, { email }));
    if (call.option('format') === 'json') terminal.print(JSON.stringify({ email, ...done }));
    else terminal.print(fillText(messages.closed, { email, ...done })[locale]);
    return 0;
  },
};

export const listCities: Command = {
  name: 'admin list-cities',
  summary: text(
    '都市と、その記録を見る（idは backup --city に使う）',
    'Shows the cities and their logs (ids are for backup --city)',
  ),
  takes: [],
  options: { ...dataOption, ...formatOption },
  async run(call) {
    const { terminal, locale } = call;
    const found = await withWorld(call, async (opened) => {
      const logs = await transact(opened.database, { reach: 'system' }, openLogs, {
        readOnly: true,
      });
      const all = await actAtTheConsole(opened, cities, null);
      return all.map((each) => {
        const log = logs.find(({ log: id }) => id === each.city);
        return { ...each, epoch: log?.epoch ?? 0, entries: log?.entries ?? 0 };
      });
    });
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ cities: found }));
      return 0;
    }
    if (found.length === 0) terminal.print(messages.none[locale]);
    for (const { createdAt, sample, name, ...each } of found)
      terminal.print(
        fillText(messages.cityLine, {
          ...each,
          name: `${name}${sample ? messages.sample[locale] : ''}`,
          since: dayInJapan(createdAt),
        })[locale],
      );
    return 0;
  },
};
