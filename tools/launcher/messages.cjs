'use strict';
// What the set-up says to people. Progress and errors go to standard error.

const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
// As the program itself (locale.ts): Japanese unless the machine clearly says English.
const japanese = !/^en/i.test(locale);

/** @type {Record<string, readonly [string, string]>} */
const texts = {
  start: [
    '必要な部品をそろえています（最初の一回だけ。1分ほどかかります）。',
    'setting up what the program needs (once; about a minute).',
  ],
  progress: ['　準備中 {done}/{all}（{seconds}秒）', '  {done}/{all} parts ({seconds} s)'],
  settling: ['　仕上げています（{seconds}秒）', '  finishing ({seconds} s)'],
  waiting: [
    '　別の準備（プロセス {pid}）が終わるのを待っています（{seconds}秒）',
    '  waiting for another set-up, process {pid} ({seconds} s)',
  ],
  done: ['準備ができました（{seconds}秒）。', 'ready ({seconds} s).'],
  readOnly: [
    '部品がまだそろっていませんが、{root} に書き込めません。書き込める利用者で一度「./machimori --version」を実行してください。',
    "the program's parts are not installed yet and {root} cannot be written. Run './machimori --version' once as a user who may write there.",
  ],
  running: [
    '新しい部品を入れる必要がありますが、このフォルダーのプログラムが動いています（プロセス {pids}）。終えてから、もう一度実行してください。',
    'new parts have to be installed, but a program of this folder is running (process {pids}). Stop it, then run this again.',
  ],
  stuck: [
    '別の準備が{minutes}分たっても終わりません（プロセス {pid}）。様子を確かめ、要らなければ終えてから、もう一度実行してください。',
    'another set-up (process {pid}) has not ended in {minutes} minutes. Look at it, stop it if it hangs, then run this again.',
  ],
  noSpace: [
    'ディスクの空きが足りません（1 GB ほど要ります）。空きを作って、もう一度実行してください。',
    'the disk is full (about 1 GB is needed). Make room, then run this again.',
  ],
  unreachable: [
    'npm の配布元に接続できません。ネットワークとプロキシの設定（npm config get registry、HTTPS_PROXY）を確かめて、もう一度実行してください。詳しい記録: {log}',
    'the npm registry cannot be reached. Check the network and the proxy settings (npm config get registry, HTTPS_PROXY), then run this again. Details: {log}',
  ],
  failed: [
    '部品をそろえられませんでした。{reason}\n詳しい記録: {log}\nもう一度実行しても同じなら、この記録を添えて知らせてください。',
    'the set-up failed. {reason}\nDetails: {log}\nIf it fails again, report it with these details.',
  ],
  wrongNode: [
    '同梱の Node 24 がこの機械で動きません（{reason}）。glibc を使う 64 ビットの Linux（Debian、Ubuntu など）が要ります。',
    'the Node 24 that comes with the project does not run on this machine ({reason}). A 64-bit Linux with glibc (Debian, Ubuntu, ...) is needed.',
  ],
  noNode: [
    'Node 24（{name}）が入りませんでした。npm の配布元にこのパッケージがあるか確かめて、もう一度実行してください。詳しい記録: {log}',
    'Node 24 ({name}) was not installed. Check that your npm registry has this package, then run this again. Details: {log}',
  ],
};

/** @param {string} key @param {Record<string, string | number>} [values] */
function message(key, values = {}) {
  const [ja, en] = texts[key] ?? [key, key];
  return (japanese ? ja : en).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** @param {string} key @param {Record<string, string | number>} [values] */
function say(key, values) {
  process.stderr.write(`machimori: ${message(key, values)}\n`);
}

module.exports = { message, say };
