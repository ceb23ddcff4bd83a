import { Failure, text } from '@machimori/kernel';
import type { Call, Command } from '../command.ts';
import { type ProgramRole, roleNames, runProgram } from '../serve/run-program.ts';
import { readSettings, settingList } from '../serve/settings.ts';
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
  stop: text('止めるには Ctrl-C を押してください。', 'Press Ctrl-C to stop.'),
  stopping: text('受け付けたものを済ませて、止まります…', 'Finishing what was accepted …'),
};

/** Options that `serve` and `start` share: settings that people like to give on the command line. */
export const serveOptions = {
  port: {
    type: 'string',
    value: '8080',
    help: settingList.port.meaning,
  },
  data: {
    type: 'string',
    value: './data',
    help: settingList.data.meaning,
  },
} as const;

const settingsOf = (call: Call) =>
  readSettings(process.env, {
    [settingList.port.name]: call.option('port'),
    [settingList.data.name]: call.option('data'),
  });

/** Runs the program until it is told to stop, and says where it is. */
export async function serve(call: Call, roles: readonly ProgramRole[]): Promise<number> {
  const { terminal, locale } = call;
  const settings = settingsOf(call);
  const stop = waitForStop();
  const program = await runProgram({
    settings,
    roles,
    onBuild: () => terminal.warn(messages.building[locale]),
    onLost: stop.lost,
  });
  const firstVisit = program.address.includes('/first-visit');
  if (firstVisit) terminal.print(messages.firstVisit[locale]);
  terminal.print(
    firstVisit ? `  ${program.address}` : `${messages.running[locale]}${program.address}`,
  );
  terminal.print(messages.stop[locale]);
  const why = await stop.asked;
  terminal.warn(messages.stopping[locale]);
  await program.stop();
  if (why instanceof Error) throw why;
  return 0;
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
  },
  async run(call) {
    const given = (call.option('role') ?? roleNames.join(',')).split(',').map((r) => r.trim());
    const roles = roleNames.filter((role) => given.includes(role));
    if (roles.length !== given.length) throw new Failure('usage', messages.role);
    return serve(call, roles);
  },
};
