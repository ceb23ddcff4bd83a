import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

interface DebianPackage {
  readonly name: string;
  /** The command it brings, or a file by its whole path, and by which we see that it is there. */
  readonly command: string;
  /** What is skipped without it. */
  readonly skipped: string;
}

/** What tests use and npm cannot bring. */
export const debianPackages: readonly DebianPackage[] = [
  {
    name: 'poppler-utils',
    command: 'pdftoppm',
    skipped: 'PDFをほかのプログラムで開き直す検査 (opening PDFs again with another program)',
  },
  {
    // The machine's version: 15, the oldest we support, on Debian 12. Seen by what comes with a server.
    name: 'postgresql',
    command: 'pg_ctlcluster',
    skipped: 'サーバーの PostgreSQL での検査 (the database suites on a server’s PostgreSQL)',
  },
  {
    // OpenStack Swift, which answers to S3, too; this package alone is enough to run it in one process.
    name: 'python3-swift',
    command: '/usr/lib/python3/dist-packages/swift/proxy/server.py',
    skipped: 'ファイルの置き場所（S3）での検査 (files of evidence in a store that speaks S3)',
  },
  {
    name: 'chromium',
    command: 'chromium',
    skipped: '画面をブラウザで確かめる検査 (looking at the pages in a browser)',
  },
  {
    // Japanese on the pages that Chromium shows; brings no command of its own.
    name: 'fonts-noto-cjk',
    command: 'chromium',
    skipped: '画面の日本語の表示 (Japanese on those pages)',
  },
];

export function findCommand(command: string, path: string): string | undefined {
  if (isAbsolute(command)) return existsSync(command) ? command : undefined;
  return path
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((file) => existsSync(file));
}

/** What to run, and what to say, for the packages that are missing; decided apart from doing it. */
export function decide(
  machine: { readonly path: string; readonly root: boolean },
  wanted: readonly DebianPackage[] = debianPackages,
): { readonly install: readonly string[]; readonly skipped: readonly string[] } {
  const missing = wanted.filter(({ command }) => !findCommand(command, machine.path));
  const mayInstall = machine.root && findCommand('apt-get', machine.path) !== undefined;
  return {
    install: mayInstall ? missing.map(({ name }) => name) : [],
    skipped: mayInstall
      ? []
      : missing.map(({ name, skipped }) => `skipped: ${skipped} → sudo apt-get install ${name}`),
  };
}

/** Installs what tests need where we may, and says what is skipped where we may not. */
export function provideDebianPackages(): void {
  const path = process.env['PATH'] ?? '';
  const machine = { path, root: process.getuid?.() === 0 };
  const { install } = decide(machine);
  if (install.length > 0) {
    console.log(`apt-get install ${install.join(' ')}`);
    const options = ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'APT::Update::Error-Mode=any'];
    const apt = (...args: string[]): boolean =>
      spawnSync('apt-get', [...options, ...args], {
        stdio: ['ignore', 'ignore', 'ignore'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        timeout: 600_000,
      }).status === 0;
    const get = ['install', '--yes', '--no-install-recommends', ...install];
    if (!apt(...get)) {
      apt('update');
      apt(...get);
    }
  }
  for (const line of decide({ ...machine, root: false }).skipped) console.log(line);
}
