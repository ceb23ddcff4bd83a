import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { diskFilePlace } from '@machimori/application';
import { type Address, EmbeddedServer } from '@machimori/database';
import { engines } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { evidenceFolder } from '../../src/operate/evidence-place.ts';
import { putBack } from '../../src/operate/put-back.ts';
import { chance, clock } from '../../src/serve/open-world.ts';
import { at, copyOf, newInstallation, passphrase, passphraseFile, run } from './installation.ts';

// Debian's PostgreSQL, where it is here: an older major version, and a server of one's own.
const binaries = engines('').find((engine) => engine.binaries !== undefined)?.binaries;

/** A file of evidence, as it lies. */
const paper = `fil_${'1'.repeat(32)}`;

interface Listed {
  readonly cities: readonly { readonly city: string; readonly epoch: number }[];
}
type Environment = Readonly<Record<string, string>>;

const list = (folder: string, env: Environment = {}): Listed =>
  JSON.parse(run(['admin', 'list-cities', '--data', folder, '--format', 'json'], env).out);
const majorOf = (folder: string): string =>
  readFileSync(`${folder}/database/cluster/PG_VERSION`, 'utf8').trim();

describe.runIf(binaries !== undefined)(
  'data moves between PostgreSQLs',
  { timeout: 480_000 },
  () => {
    let data: string;
    let city: string;
    let key: readonly string[];
    let whole: string;
    let server: EmbeddedServer | undefined;
    beforeAll(() => {
      ({ data, city } = newInstallation('first'));
      mkdirSync(at('first', 'files', city), { recursive: true });
      writeFileSync(at('first', 'files', city, paper), 'signed');
      key = ['--passphrase-file', passphraseFile()];
      whole = at('whole.backup');
      expect(run(['backup', '--out', whole, '--data', data, ...key]).err).toBe('');
    }, 480_000);
    afterAll(() => server?.stop());

    /** The same data, as it lies where the older PostgreSQL made the folder. */
    async function madeByOlder(folder: string): Promise<string> {
      mkdirSync(folder, { mode: 0o700 });
      const written = readFileSync(`${data}/master.key`);
      writeFileSync(`${folder}/master.key`, written, { mode: 0o600 });
      const older = await EmbeddedServer.start({ folder, ...(binaries && { binaries }) });
      const masterKey = Buffer.from(written.toString().trim(), 'hex');
      const { address } = older;
      const files = diskFilePlace(evidenceFolder(folder));
      const of = { address, data: folder, files, masterKey, file: whole, key: { passphrase } };
      await putBack({ ...of, clock, chance, occupied: false, sameHistory: true });
      await older.stop();
      return folder;
    }

    it('from an older major version to the present one by one command; a failure leaves the old as it was', async () => {
      const folder = await madeByOlder(at('older'));
      const from = majorOf(folder);
      expect(from).toBe(String(binaries?.major));
      const refused = run(['admin', 'list-cities', '--data', folder]);
      expect([refused.code, refused.err]).toEqual([
        exitCodes.configuration,
        expect.stringContaining('upgrade-database'),
      ]);

      const spoilt = copyOf(folder, 'spoilt');
      writeFileSync(`${spoilt}/master.key`, `${'00'.repeat(32)}\n`);
      const failed = run(['upgrade-database', '--data', spoilt]);
      expect([failed.code, failed.err]).toEqual([
        exitCodes.configuration,
        expect.stringContaining('マスター鍵'),
      ]);
      expect(majorOf(spoilt)).toBe(from);
      const programs = run(['upgrade-database', '--data', spoilt, '--programs', at('none')]);
      expect([programs.code, programs.err]).toEqual([
        exitCodes.configuration,
        expect.stringContaining(`postgresql-${from}`),
      ]);

      const done = run(['upgrade-database', '--data', folder]);
      expect([done.code, done.err]).toEqual([0, '']);
      expect(done.out).toContain(`PostgreSQL ${from} から ${EmbeddedServer.major()}`);
      expect(majorOf(folder)).toBe(String(EmbeddedServer.major()));
      // Nothing was lost and nobody else goes on with a copy: the logs go on, too.
      expect(list(folder)).toEqual(list(data));
      expect(readFileSync(`${folder}/files/${city}/${paper}`, 'utf8')).toBe('signed');
      expect(readdirSync(`${folder}/before-upgrade`).toSorted()).toEqual([
        expect.stringMatching(/^database-.*-postgresql-/),
        expect.stringMatching(/^machimori-.*\.backup$/),
      ]);
      const again = run(['upgrade-database', '--data', folder]);
      expect([again.code, again.out]).toEqual([0, expect.stringContaining('もういまの')]);
    });

    it('into a server named by DATABASE_URL, and back', async () => {
      server = await EmbeddedServer.start({
        folder: at('server'),
        ...(binaries && { binaries }),
        alsoAtMaking: [
          `CREATE ROLE managed LOGIN NOSUPERUSER NOBYPASSRLS CREATEROLE CREATEDB PASSWORD 'managed'`,
          'GRANT pg_signal_backend TO managed',
          'CREATE DATABASE machimori_there OWNER managed',
        ],
      });
      const env = { DATABASE_URL: urlOf(server.address) };
      const there = at('there');
      const put = run(['restore', whole, '--data', there, ...key], env);
      expect([put.code, put.err]).toEqual([0, '']);
      expect(list(there, env).cities).toMatchObject([{ city, epoch: 2 }]);
      expect(readFileSync(`${there}/files/${city}/${paper}`, 'utf8')).toBe('signed');
      expect(readdirSync(there)).not.toContain('database');
      const moved = run(['upgrade-database', '--data', there], env);
      expect([moved.code, moved.err]).toEqual([
        exitCodes.usage,
        expect.stringContaining('DATABASE_URL'),
      ]);

      const back = at('back.backup');
      const backed = run(['backup', '--out', back, '--data', there, ...key], env);
      expect([backed.code, backed.err]).toEqual([0, '']);
      const put2 = run(['restore', back, '--data', at('here'), ...key]);
      expect([put2.code, put2.err]).toEqual([0, '']);
      expect(list(at('here')).cities).toMatchObject([{ city, epoch: 3 }]);
      // On the server, too, a second restore takes the first one's place.
      const replaced = run(['restore', back, '--data', there, ...key, '--replace'], env);
      expect([replaced.code, replaced.err]).toEqual([0, '']);
      expect(list(there, env).cities).toMatchObject([{ city, epoch: 3 }]);
    });
  },
);

const urlOf = ({ host, port }: Address): string =>
  `postgresql://managed:managed@/machimori_there?host=${encodeURIComponent(host)}&port=${port}`;
