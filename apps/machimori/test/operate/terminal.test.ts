import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as moment } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { root } from '../run-program.ts';
import { at, email, passphrase, password, run } from './installation.ts';

// At a real terminal (util-linux's script makes one): what is asked, and what the screen never shows.

const script = spawnSync('script', ['--version'], { encoding: 'utf8' });
const there = process.platform === 'linux' && /util-linux/.test(script.stdout ?? '');

/** A command at a terminal of its own, and somebody who types. */
class Typist {
  readonly #child: ChildProcess;
  readonly ended: Promise<number | null>;
  screen = '';
  #seen = 0;

  constructor(args: readonly string[]) {
    const command = [
      process.execPath,
      join(root, 'apps/machimori/src/main.ts'),
      ...args,
      '--lang',
      'ja',
    ]
      .map((word) => `'${word.replaceAll("'", "'\\''")}'`)
      .join(' ');
    this.#child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
      env: { ...process.env, LC_ALL: 'C.UTF-8', TERM: 'xterm' },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.screen += chunk.toString();
    });
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
  }

  /** Waits for a question, then types. */
  async answer(question: string, typed: string): Promise<void> {
    while (!this.screen.slice(this.#seen).includes(question)) {
      if (this.#child.exitCode !== null) throw new Error(`ended: ${this.screen}`);
      await moment(5);
    }
    this.#seen = this.screen.length;
    this.#child.stdin?.write(typed);
  }

  async leave(): Promise<number | null> {
    const code = await this.ended;
    this.#child.stdin?.destroy();
    return code;
  }
}

describe.runIf(there)('at a terminal', { timeout: 480_000 }, () => {
  it('admin first-administrator asks for everything, and shows no password', async () => {
    const data = at('asked');
    const typist = new Typist(['admin', 'first-administrator', '--data', data]);
    await typist.answer('お名前: ', '町の担当\r');
    await typist.answer('メールアドレス: ', `${email}\r`);
    await typist.answer('都市の名前: ', '星ヶ渡市\r');
    await typist.answer('組織の名前（市役所など）: ', '星ヶ渡市役所\r');
    await typist.answer('パスワード: ', `${password}\r`);
    await typist.answer('もう一度: ', `${password}\r`);
    expect(await typist.leave(), typist.screen).toBe(0);
    // What is no secret is seen as it is typed; of a password not a letter is.
    expect(typist.screen).toContain('町の担当');
    expect(typist.screen).toMatch(/パスワード: \r\nもう一度: \r\n/);
    expect(typist.screen).not.toContain(password);
    expect(typist.screen).toContain('管理者をつくりました');
    const listed = run(['admin', 'list-cities', '--data', data]);
    expect([listed.code, listed.out]).toEqual([0, expect.stringContaining('星ヶ渡市')]);
  });

  it('admin change-address shows whose it is, and asks; without a terminal it does nothing unasked', async () => {
    const data = at('asked');
    const to = 'atarashii@example.lg.jp';
    const words = ['admin', 'change-address', email, to, '--data', data];
    const unasked = run(words);
    expect([unasked.code, unasked.err]).toEqual([64, expect.stringContaining('--yes')]);
    const refusing = new Typist(words);
    await refusing.answer('（はい／いいえ）: ', 'いいえ\r');
    expect(await refusing.leave()).not.toBe(0);
    expect(refusing.screen).toContain(`町の担当（${email}）`);
    expect(refusing.screen).toContain('星ヶ渡市の「星ヶ渡市役所」');
    expect(refusing.screen).toContain('何も変えていません');
    const agreeing = new Typist(words);
    await agreeing.answer('（はい／いいえ）: ', 'はい\r');
    expect(await agreeing.leave(), agreeing.screen).toBe(0);
    expect(agreeing.screen).toContain(`${email} から ${to} に変えました`);
    const back = run(['admin', 'change-address', to, email, '--yes', '--data', data]);
    expect([back.code, back.err]).toEqual([0, '']);
  });

  it('two that differ, and whoever leaves, make nothing', async () => {
    const data = at('left');
    const who = [
      '--name',
      '町の担当',
      '--email',
      email,
      '--city',
      'まち',
      '--organisation',
      '役場',
    ];
    const differing = new Typist(['admin', 'first-administrator', '--data', data, ...who]);
    await differing.answer('パスワード: ', `${password}\r`);
    await differing.answer('もう一度: ', `${passphrase}\r`);
    expect(await differing.leave()).toBe(64);
    expect(differing.screen).toContain('二度のパスワードが違います');
    expect(differing.screen).not.toContain(password);
    // Ctrl-C at the question.
    const leaving = new Typist(['admin', 'first-administrator', '--data', data, ...who]);
    await leaving.answer('パスワード: ', `${password}\u0003`);
    expect(await leaving.leave()).not.toBe(0);
    expect(leaving.screen).not.toContain(password);
    const listed = run(['admin', 'list-cities', '--data', data]);
    expect(listed.code).not.toBe(0);
  });

  it('backup asks for its passphrase, and shows none of it', async () => {
    const data = at('asked');
    const file = at('asked.backup');
    const typist = new Typist(['backup', '--out', file, '--data', data]);
    await typist.answer('バックアップの合言葉: ', `${passphrase}\r`);
    await typist.answer('もう一度: ', `${passphrase}\r`);
    expect(await typist.leave(), typist.screen).toBe(0);
    expect(typist.screen).not.toContain(passphrase);
    const env = { MACHIMORI_BACKUP_PASSPHRASE: passphrase };
    expect(run(['backup', 'check', file, '--data', data], env).code).toBe(0);
  });
});
