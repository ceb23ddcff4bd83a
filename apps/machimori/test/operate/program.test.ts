import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as moment } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { exitCodes } from '../../src/exit-codes.ts';
import { at, freePort, goneWithin, newInstallation, run, serve } from './installation.ts';
import { Person } from './person.ts';

describe.runIf(process.platform === 'linux')(
  'the program as a process',
  { timeout: 480_000 },
  () => {
    it('loses nothing it acknowledged over HTTP when it is killed, and leaves nobody behind', async () => {
      const data = at('killed');
      const port = await freePort();
      const args = ['--data', data, '--port', String(port)];
      const person = new Person(port);
      const acknowledged: string[] = [];
      for (let round = 0; round < 6; round++) {
        const { child, ended } = await serve(args);
        if (round === 0) await person.setUp(data);
        const there = await person.organisations();
        expect(acknowledged.filter((name) => !there.has(name))).toEqual([]);
        // Several at once, so that some are in the middle of everything when it ends.
        const write = async (n: number): Promise<void> => {
          for (let i = 0; ; i++) {
            const name = `事業者 ${round}-${n}-${i}`;
            await person.ask('POST', '/organisations', { name });
            acknowledged.push(name);
          }
        };
        const writing = [0, 1, 2].map((n) => write(n).catch(() => undefined));
        const before = acknowledged.length;
        while (acknowledged.length < before + 3) await moment(1);
        await moment(randomInt(0, 50));
        child.kill('SIGKILL');
        await Promise.all([...writing, ended]);
        expect(await goneWithin(60_000)).toEqual([]);
      }
      expect(acknowledged.length).toBeGreaterThan(10);
    });

    it('runs in parts on one folder, and is refused where all of it runs already', async () => {
      const { data } = newInstallation('parts');
      const port = String(await freePort());
      const worker = await serve(['--role', 'worker', '--data', data]);
      const api = await serve(['--role', 'api', '--data', data, '--port', port]);
      expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
      const second = run(['serve', '--data', data, '--port', String(await freePort())]);
      expect([second.code, second.err]).toEqual([
        exitCodes.conflict,
        expect.stringContaining(`プロセス番号 ${worker.child.pid}`),
      ]);
      // The worker came first and runs the database; without it the other cannot go on, and says so.
      worker.child.kill('SIGTERM');
      expect((await worker.ended).code).toBe(0);
      const { code, err } = await api.ended;
      expect([code, err]).toEqual([
        exitCodes.unavailable,
        expect.stringContaining('データベースを動かしていた街守りが終わった'),
      ]);
    });

    it('says what is in the way where it cannot begin, and leaves nobody behind', async () => {
      const { data } = newInstallation('blocked');
      const port = await freePort();
      const other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      const taken = run(['serve', '--data', data, '--port', String(port)]);
      other.close();
      expect([taken.code, taken.err]).toEqual([
        exitCodes.conflict,
        expect.stringContaining(`ポート ${port} は、ほかのプログラムが使っています`),
      ]);
      const file = at('a-file');
      writeFileSync(file, '');
      for (const folder of [file, '/proc/machimori']) {
        const { code, err } = run(['serve', '--data', folder, '--port', String(port)]);
        expect([code, err]).toEqual([
          exitCodes['output-unwritable'],
          expect.stringContaining(folder),
        ]);
      }
      expect(await goneWithin(60_000)).toEqual([]);
    });

    it('answers what it accepted before it stops, and takes nothing new', async () => {
      const { data } = newInstallation('graceful');
      const port = await freePort();
      const { child, ended } = await serve(['--data', data, '--port', String(port)]);
      const idle = await talk(port, 'GET /health/live HTTP/1.1\r\nhost: localhost\r\n\r\n');
      expect(await idle.heard('live')).toContain('200 OK');
      const body = JSON.stringify({ email: 'tanto@example.lg.jp', password: '違うことばを並べた' });
      const head = [
        'POST /api/v1/session HTTP/1.1',
        'host: localhost',
        `origin: http://localhost:${port}`,
        'x-machimori: 1',
        'content-type: application/json',
        `content-length: ${Buffer.byteLength(body)}`,
      ].join('\r\n');
      const slow = await talk(port, `${head}\r\n\r\n${body.slice(0, 10)}`);
      // Once another connection is answered the server has read what came before.
      await (await talk(port, 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n')).heard('live');
      child.kill('SIGTERM');
      await idle.closed;
      const refused = (): Promise<string | undefined> =>
        talk(port, 'GET / HTTP/1.1\r\n\r\n').then(
          ({ socket }) => void socket.destroy(),
          (error: NodeJS.ErrnoException) => error.code,
        );
      while ((await refused()) === undefined) await moment(5);
      expect(await refused()).toBe('ECONNREFUSED');
      slow.socket.write(Buffer.from(body).subarray(10));
      const answer = await slow.closed;
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer.toLowerCase()).toContain('connection: close');
      expect((await ended).code).toBe(0);
    });
  },
);

/** A raw connection: what it heard, and when it was closed. */
async function talk(
  port: number,
  words: string,
): Promise<{
  readonly socket: Socket;
  readonly closed: Promise<string>;
  heard(word: string): Promise<string>;
}> {
  const socket = connect({ host: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve).once('error', reject);
  });
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  const closed = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(heard));
  });
  socket.write(words);
  return {
    socket,
    closed,
    heard: async (word) => {
      while (!heard.includes(word)) await moment(5);
      return heard;
    },
  };
}
