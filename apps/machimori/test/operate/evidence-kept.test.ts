import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as moment } from 'node:timers/promises';
import { hasObjectServer, type ObjectServer, objectServer } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { at, freePort, passphraseFile, run, serve } from './installation.ts';
import { NotDone, Person } from './person.ts';

// Evidence as somebody at the machine keeps it: backed up and put back, and in a store of objects that somebody
// else wrote (OpenStack Swift), always by the real program.

type Environment = Readonly<Record<string, string>>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const contents = ['最初の記録', '二つめの記録', '三つめの記録'].map((line, n) =>
  Buffer.from(`${line}\n`.repeat(1 + n * 9_000)),
);

/** One installation at a time, with one person who works in it. */
class Town {
  readonly data: string;
  readonly port: number;
  person: Person;
  env: Environment;
  #program: Awaited<ReturnType<typeof serve>> | undefined;

  private constructor(data: string, port: number, person: Person, env: Environment) {
    this.data = data;
    this.port = port;
    this.person = person;
    this.env = env;
  }

  static async at(name: string, env: Environment = {}): Promise<Town> {
    const port = await freePort();
    return new Town(at(name), port, new Person(port), env);
  }

  async start(): Promise<void> {
    this.#program = await serve(['--data', this.data, '--port', String(this.port)], this.env);
  }

  async stop(): Promise<void> {
    this.#program?.child.kill('SIGTERM');
    await this.#program?.ended;
  }

  async handIn(bytes: Uint8Array, name: string): Promise<string> {
    const said = { title: name, fileName: `${name}.txt`, effectiveOn: '2026-04-01' };
    const query = new URLSearchParams(said).toString();
    const { evidence } = await this.person.ask(
      'POST',
      `/evidence/files?${query}`,
      undefined,
      bytes,
    );
    return String(evidence);
  }

  download(evidence: string): Promise<Uint8Array> {
    return this.person.download(`/evidence/${evidence}/revisions/1/file`);
  }

  /** Each piece is listed with the digest of what was handed in, and opens as that. */
  async expectAll(pieces: ReadonlyMap<string, string>): Promise<void> {
    const { evidence } = (await this.person.ask('GET', '/evidence')) as {
      evidence: readonly { evidence: string; latest: { digest?: string } }[];
    };
    const listed = new Map(evidence.map((each) => [each.evidence, each.latest.digest]));
    for (const [piece, digest] of pieces) {
      expect(listed.get(piece)).toBe(digest);
      expect(sha256(await this.download(piece))).toBe(digest);
    }
  }

  /** Names of the files in the data folder. */
  get onDisk(): readonly string[] {
    const files = `${this.data}/files`;
    if (!existsSync(files)) return [];
    return readdirSync(files, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name);
  }
}

async function withEvidence(town: Town): Promise<ReadonlyMap<string, string>> {
  await town.start();
  await town.person.setUp(town.data);
  const pieces = new Map<string, string>();
  for (const [n, bytes] of contents.entries())
    pieces.set(await town.handIn(bytes, `kiroku-${n}`), sha256(bytes));
  return pieces;
}

const cityOf = (data: string, env: Environment): string => {
  const listed = run(['admin', 'list-cities', '--data', data, '--format', 'json'], env);
  const { cities } = JSON.parse(listed.out) as { cities: readonly { city: string }[] };
  return cities[0]?.city ?? '';
};

/** Backs up beside the running program, and puts it back where nothing is. */
async function carriedOver(
  from: Town,
  pieces: ReadonlyMap<string, string>,
  to: { readonly name: string; readonly env: Environment },
  only: readonly string[] = [],
): Promise<Town> {
  const key = ['--passphrase-file', passphraseFile()];
  const file = at(`${to.name}.backup`);
  const made = run(['backup', '--out', file, '--data', from.data, ...key, ...only], from.env);
  expect([made.code, made.err]).toEqual([0, '']);
  expect(made.out).toContain(`ファイル ${pieces.size}`);
  const town = await Town.at(to.name, to.env);
  const back = run(['restore', file, '--data', town.data, ...key], to.env);
  expect([back.code, back.err]).toEqual([0, '']);
  return town;
}

describe.runIf(process.platform === 'linux')('evidence is kept', { timeout: 300_000 }, () => {
  let town: Town;
  let pieces: ReadonlyMap<string, string>;
  beforeAll(async () => {
    town = await Town.at('folder');
    pieces = await withEvidence(town);
  }, 240_000);

  it('in a backup of everything, and in one of the city: each file is put back as it was', async () => {
    expect(town.onDisk).toHaveLength(contents.length);
    const ones = ['--city', cityOf(town.data, {})];
    for (const [name, only] of [
      ['whole', []],
      ['city', ones],
    ] as const) {
      const other = await carriedOver(town, pieces, { name, env: {} }, only);
      expect(other.onDisk).toHaveLength(contents.length);
      await other.start();
      other.person = await town.person.elsewhere(other.port);
      await other.expectAll(pieces);
      await other.stop();
    }
    await town.expectAll(pieces);
    await town.stop();
  });
});

describe.runIf(process.platform === 'linux' && hasObjectServer())(
  'evidence in a store of objects',
  { timeout: 300_000 },
  () => {
    const token = 'the-token-of-the-watch';
    let server: ObjectServer;
    let town: Town;
    let pieces: ReadonlyMap<string, string>;
    const stored = (bucket: string): Environment => ({
      MACHIMORI_S3_ENDPOINT: server.endpoint,
      MACHIMORI_S3_BUCKET: bucket,
      MACHIMORI_S3_KEY_ID: server.keyId,
      MACHIMORI_S3_SECRET: server.secret,
      MACHIMORI_METRICS_TOKEN: token,
    });
    beforeAll(async () => {
      server = await objectServer();
      await server.makeBucket('evidence');
      await server.makeBucket('elsewhere');
      town = await Town.at('objects', stored('evidence'));
      pieces = await withEvidence(town);
    }, 240_000);
    afterAll(() => server?.end());

    const health = async (headers: Environment = {}): Promise<unknown> =>
      (await fetch(`http://127.0.0.1:${town.port}/health/ready`, { headers })).json();

    it('lies there and nowhere else, and opens as it was handed in', async () => {
      expect(town.onDisk).toEqual([]);
      await town.expectAll(pieces);
      expect(await health({ authorization: `Bearer ${token}` })).toMatchObject({
        status: 'ready',
        files: 'reached',
      });
      expect(await health()).toEqual({ status: 'ready' });
    });

    it('is told of in words while the store is away, and is there when it is back', async () => {
      await server.stop();
      const refused = await town.handIn(Buffer.from('later\n'), 'later').catch((error) => error);
      expect(refused).toBeInstanceOf(NotDone);
      expect([refused.status, refused.code]).toEqual([503, 'unavailable']);
      expect(refused.message).toContain('置き場所が応えません');
      const [piece = ''] = pieces.keys();
      // It is not lost, and nothing says so.
      await expect(town.download(piece)).rejects.toMatchObject({ code: 'unavailable' });
      // Everything else goes on, and whoever watches hears of it.
      expect((await town.person.organisations()).size).toBe(1);
      expect(await health({ authorization: `Bearer ${token}` })).toMatchObject({
        status: 'ready',
        files: 'unreachable',
      });
      await server.start();
      while (
        ((await health({ authorization: `Bearer ${token}` })) as { files: string }).files !==
        'reached'
      )
        await moment(50);
      await town.expectAll(pieces);
      // What the program found of itself is evidence too, and comes when it comes.
      const { evidence } = (await town.person.ask('GET', '/evidence?kind=file')) as {
        evidence: readonly unknown[];
      };
      expect(evidence).toHaveLength(pieces.size);
    });

    it('goes with a backup into another store, and into a folder', async () => {
      const other = await carriedOver(town, pieces, {
        name: 'other-store',
        env: stored('elsewhere'),
      });
      expect(other.onDisk).toEqual([]);
      await other.start();
      other.person = await town.person.elsewhere(other.port);
      await other.expectAll(pieces);
      await other.stop();
      const disk = await carriedOver(town, pieces, { name: 'from-store', env: {} });
      expect(disk.onDisk).toHaveLength(pieces.size);
      await disk.start();
      disk.person = await town.person.elsewhere(disk.port);
      await disk.expectAll(pieces);
      await disk.stop();
    });

    it('is moved back to the folder and into the store again beside the running program', async () => {
      const move = (...more: readonly string[]) =>
        run(['move-files', ...more, '--data', town.data, '--format', 'json'], town.env);
      expect(JSON.parse(move('--back').out)).toEqual({ moved: pieces.size, to: 'folder' });
      expect(town.onDisk).toHaveLength(pieces.size);
      await town.expectAll(pieces);
      expect(JSON.parse(move().out)).toEqual({ moved: pieces.size, to: 'objects' });
      expect(town.onDisk).toEqual([]);
      await town.expectAll(pieces);
      await town.stop();
    });

    it('stops the start where it is named wrongly, with the setting and what it should be', () => {
      const started = (change: Environment) => {
        const { code, err } = run(['serve', '--data', town.data, '--port', '1'], {
          ...town.env,
          ...change,
        });
        expect(code).toBe(exitCodes.configuration);
        expect(err).not.toContain(server.secret);
        return err;
      };
      expect(started({ MACHIMORI_S3_BUCKET: 'nobody' })).toContain(
        'バケット「nobody」がありません',
      );
      expect(started({ MACHIMORI_S3_SECRET: 'not-the-secret' })).toContain('MACHIMORI_S3_SECRET');
      expect(started({ MACHIMORI_S3_BUCKET: 'Big Bucket' })).toContain('MACHIMORI_S3_BUCKET');
      expect(started({ MACHIMORI_S3_SECRET: '' })).toContain('MACHIMORI_S3_SECRET');
      expect(started({ MACHIMORI_S3_ENDPOINT: 'http://s3.example.jp' })).toContain('https://');
      const bare = run(['move-files', '--data', town.data]);
      expect([bare.code, bare.err]).toEqual([
        exitCodes.configuration,
        expect.stringContaining('MACHIMORI_S3_ENDPOINT'),
      ]);
    });
  },
);
