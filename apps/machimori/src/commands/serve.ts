import { Failure, fill, type Locale, text } from '@machimori/kernel';
import { type Call, type Command, padTo } from '../command.ts';
import { dataOption, portOption, settingsOf } from '../operate/data-option.ts';
import {
  type ProgramRole,
  type RunningProgram,
  roleNames,
  runProgram,
} from '../serve/run-program.ts';
import { makeSampleFolder } from '../serve/sample/sample-folder.ts';
import { sampleSettings, settingsLeftOut } from '../serve/sample/sample-settings.ts';
import { opensOnlyHere, type Settings } from '../serve/settings.ts';
import { settingsDocument } from '../serve/settings-document.ts';
import { waitForStop } from '../serve/wait-for-stop.ts';

const messages = {
  role: text(
    '--role には api、worker をコンマで区切って指定してください。',
    'Give --role api, worker, or both with a comma.',
  ),
  running: text('動いています: ', 'Running: '),
  firstVisit: text(
    'はじめに、次のアドレスをブラウザで開いて、管理者をつくってください。',
    'Open this address in a browser first, and make the administrator.',
  ),
  building: text(
    '画面を用意しています（はじめの一回だけ、少しかかります）…',
    'Preparing the pages (the first time only, this takes a moment) …',
  ),
  sample: text(
    '見本の都市「星ヶ渡市」を用意しました。リンクを開くと、その役割の人としてサインインします。',
    'The sample city of Hoshigawatari is ready. Open a link to sign in as somebody with that role.',
  ),
  sampleGoes: text(
    'リンクは、この機械の中でだけ使えます。ここで行ったことは、止めるとすべて消えます。',
    'The links work on this machine alone. All that is done here is gone once you stop it.',
  ),
  sampleData: text(
    '--sample は自分でデータのフォルダーを用意し、終わると消します。--data と一緒には使えません。',
    '--sample makes a data folder of its own and removes it; it does not go together with --data.',
  ),
  upgrading: text(
    '新しい版に合わせて表を新しくします。その前のバックアップ: {file}',
    'Bringing the tables up to this version. The backup made before: {file}',
  ),
  upgradingBare: text(
    '新しい版に合わせて表を新しくします（設定により、バックアップはとりません）。',
    'Bringing the tables up to this version (without a backup, by the settings).',
  ),
  onlyHere: text(
    'このアドレスは、この機械の中でだけ開けます。ほかの人に使ってもらうには、docs/operations.md の「TLS とプロキシ」をご覧ください。',
    'This address opens on this machine alone. To let others reach it, see “TLS and proxies” in docs/operations.md.',
  ),
  stop: text('止めるには Ctrl-C を押してください。', 'Press Ctrl-C to stop.'),
  sampleLeavesOut: text(
    '見本の都市では使わない設定です（見本は、外とつながりません）: {names}',
    'Not used with the sample city, which is tied to nothing outside: {names}',
  ),
  stopping: text('受け付けたものを済ませて、止まります…', 'Finishing what was accepted …'),
};

/** Options that `serve` and `start` share: settings that people like to give on the command line. */
export const serveOptions = {
  ...portOption,
  ...dataOption,
} as const;

/** Runs the program until it is told to stop, and says where it is. */
export async function serve(call: Call, roles: readonly ProgramRole[]): Promise<number> {
  return run(call, roles, settingsOf(call), undefined);
}

/** Runs it with the sample city, on data that is gone afterwards. */
export async function serveSample(call: Call): Promise<number> {
  if (call.option('data') !== undefined) throw new Failure('usage', messages.sampleData);
  // Looked at before anything is made: a wrong setting leaves nothing behind.
  sampleSettings(process.env, { folder: '', port: call.option('port') });
  const leftOut = settingsLeftOut(process.env);
  if (leftOut.length > 0)
    call.terminal.warn(fill(messages.sampleLeavesOut, { names: leftOut.join(' ') })[call.locale]);
  const { folder, remove } = await makeSampleFolder();
  try {
    const settings = sampleSettings(process.env, { folder, port: call.option('port') });
    return await run(call, roleNames, settings, call.locale);
  } finally {
    remove();
  }
}

async function run(
  call: Call,
  roles: readonly ProgramRole[],
  settings: Settings,
  sample: Locale | undefined,
): Promise<number> {
  const { terminal, locale } = call;
  const stop = waitForStop();
  const program = await runProgram({
    settings,
    roles,
    sample,
    onBuild: () => terminal.warn(messages.building[locale]),
    onLost: stop.lost,
    onUpgrade: (backup) => {
      if (backup !== undefined) terminal.warn(fill(messages.upgrading, { file: backup })[locale]);
      else terminal.warn(messages.upgradingBare[locale]);
    },
  });
  sayWhere(call, program);
  terminal.print(messages.stop[locale]);
  const why = await stop.asked;
  terminal.warn(messages.stopping[locale]);
  await program.stop();
  if (why instanceof Error) throw why;
  return 0;
}

function sayWhere({ terminal, locale }: Call, { address, sample, opened }: RunningProgram): void {
  if (sample.length > 0) {
    terminal.print(messages.sample[locale]);
    for (const { role, organisationName, link } of sample) {
      terminal.print();
      terminal.print(`  ${padTo(role[locale], locale === 'ja' ? 16 : 28)}${organisationName}`);
      terminal.print(`    ${link}`);
    }
    terminal.print();
    terminal.print(messages.sampleGoes[locale]);
    return;
  }
  const firstVisit = address.includes('/first-visit');
  if (firstVisit) terminal.print(messages.firstVisit[locale]);
  terminal.print(firstVisit ? `  ${address}` : `${messages.running[locale]}${address}`);
  if (opensOnlyHere(opened.world.origin)) terminal.print(messages.onlyHere[locale]);
}

export const serveCommand: Command = {
  name: 'serve',
  summary: text(
    'プログラムを動かす（常駐させるとき。人が始めるなら start）',
    'Runs the program (as a service; people use start)',
  ),
  takes: [],
  options: {
    role: {
      type: 'string',
      value: 'api,worker',
      help: text('動かす役割（なければ、すべて）', 'Roles to run (all, if not given)'),
    },
    ...serveOptions,
    settings: {
      type: 'boolean',
      help: text('設定の一覧を出して終わる', 'Print every setting, and end'),
    },
  },
  async run(call) {
    if (call.flag('settings')) {
      call.terminal.print(settingsDocument().trimEnd());
      return 0;
    }
    const given = (call.option('role') ?? roleNames.join(',')).split(',').map((r) => r.trim());
    const roles = roleNames.filter((role) => given.includes(role));
    if (roles.length !== given.length) throw new Failure('usage', messages.role);
    return serve(call, roles);
  },
};
