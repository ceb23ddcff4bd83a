import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@machimori/kernel';
import { hasObjectServer, type ObjectServer, objectServer } from '@machimori/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createFileStore,
  createVault,
  diskFilePlace,
  type FilePlace,
  moveFiles,
  movingFilePlace,
  objectFilePlace,
  type StoredFile,
} from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'machimori-places-'));
const swift = hasObjectServer();
let server: ObjectServer;
beforeAll(async () => {
  if (swift) server = await objectServer();
}, 60_000);
afterAll(async () => {
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

const idOf = (letters: string, n: number): string =>
  `${letters}_${n.toString(16).padStart(32, '0')}`;
const at = (city: number, file: number): StoredFile => ({
  city: idOf('cty', city),
  file: idOf('fil', file),
});
const named = async (place: FilePlace, city?: string): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const { city: of, file } of place.list(city)) names.push(`${of}/${file}`);
  return names.sort();
};
const nameOf = ({ city, file }: StoredFile): string => `${city}/${file}`;

const storeAt = (bucket: string) => {
  const { endpoint, keyId, secret } = server;
  return { endpoint, bucket, region: 'us-east-1', keyId, secret };
};
async function objectsIn(bucket: string): Promise<FilePlace> {
  await server.makeBucket(bucket);
  return objectFilePlace(storeAt(bucket));
}

const places = [
  ['a folder', true, async (name: string) => diskFilePlace(join(folder, name))],
  ['a store of objects', swift, objectsIn],
] as const;

describe.each(places)('files in %s', { timeout: 60_000 }, (_, here, open) => {
  it.runIf(here)('are there whole, and gone when they are removed', async () => {
    const place = await open('whole');
    const big = randomBytes(3_000_000);
    expect(await place.read(at(1, 1))).toBeUndefined();
    await place.write(at(1, 1), big);
    expect(Buffer.compare((await place.read(at(1, 1))) ?? Buffer.of(), big)).toBe(0);
    // An id is one file: written again, as by a restore, it is what was written last.
    await place.write(at(1, 1), Buffer.from('other'));
    expect(Buffer.from((await place.read(at(1, 1))) ?? []).toString()).toBe('other');
    await place.remove({ ...at(1, 1), draft: false });
    await place.remove({ ...at(1, 1), draft: false });
    expect(await place.read(at(1, 1))).toBeUndefined();
  });

  it.runIf(here)('are listed over many pages, or of one city', async () => {
    const place = await open('listed');
    expect(await named(place)).toEqual([]);
    const all = [1, 2, 3, 4, 5, 6, 7].flatMap((n) => [at(1, n), at(2, n)]);
    for (const each of all) await place.write(each, Buffer.from('x'));
    expect(await named(place)).toEqual(all.map(nameOf).sort());
    expect(await named(place, idOf('cty', 2))).toEqual(
      all.filter(({ city }) => city === idOf('cty', 2)).map(nameOf),
    );
    for await (const { since } of place.list())
      expect(Math.abs(since.getTime() - Date.now())).toBeLessThan(600_000);
  });

  it.runIf(here)('lie nowhere else, whatever they are called', async () => {
    const place = await open('named');
    for (const wrong of ['../fil', 'fil_1', 'fil_/etc/passwd', ''])
      await expect(place.write({ ...at(1, 1), file: wrong }, Buffer.of(1))).rejects.toThrow(
        TypeError,
      );
    expect(await named(place)).toEqual([]);
  });

  it.runIf(here)('are swept where no row names them', async () => {
    const place = await open('swept');
    const store = createFileStore(place, createVault(new Uint8Array(32).fill(1)));
    for (const n of [1, 2, 3]) await store.put(at(1, n), Buffer.from('content'));
    const known = async ({ file }: StoredFile): Promise<boolean> => file === idOf('fil', 2);
    expect(await store.sweep(new Date(Date.now() - 3_600_000), known)).toBe(0);
    expect(await store.sweep(new Date(Date.now() + 3_600_000), known)).toBe(2);
    expect(await named(place)).toEqual([nameOf(at(1, 2))]);
  });
});

describe.runIf(swift)('a store of objects', { timeout: 60_000 }, () => {
  it('is given nothing that is readable, and a file that was altered there does not open', async () => {
    const place = await objectsIn('sealed');
    const store = createFileStore(place, createVault(new Uint8Array(32).fill(1)));
    const key = await store.put(at(1, 1), Buffer.from('点検の記録'));
    const lies = Buffer.from(await server.bytesOf('sealed', `files/${nameOf(at(1, 1))}`));
    expect(lies.includes('点検')).toBe(false);
    expect(Buffer.from((await store.get(at(1, 1), key)) ?? []).toString()).toBe('点検の記録');
    lies[lies.length - 1] = (lies.at(-1) ?? 0) ^ 1;
    await place.write(at(1, 1), lies);
    await expect(store.get(at(1, 1), key)).rejects.toThrow();
    // Nor does one that was put in the place of another.
    await store.put(at(1, 2), Buffer.from('other'));
    await place.write(at(1, 1), (await place.read(at(1, 2))) ?? Buffer.of());
    await expect(store.get(at(1, 1), key)).rejects.toThrow();
  });

  it('tells what is wrong with how it is named', async () => {
    await server.makeBucket('right');
    const right = storeAt('right');
    expect(await objectFilePlace(right).trouble()).toBeUndefined();
    expect(await objectFilePlace({ ...right, bucket: 'nobody' }).trouble()).toBe('bucket');
    expect(['key', 'secret', 'refused']).toContain(
      await objectFilePlace({ ...right, keyId: 'town:stranger' }).trouble(),
    );
    expect(await objectFilePlace({ ...right, secret: 'a-wrong-secret' }).trouble()).toBe('secret');
    const wrong = objectFilePlace({ ...right, secret: 'a-wrong-secret' });
    const refused = await wrong.write(at(1, 1), Buffer.of(1)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect((refused as Failure).code).toBe('unavailable');
    // What it was opened with stands in no message.
    expect(JSON.stringify((refused as Failure).text)).not.toContain('a-wrong-secret');
  });

  it('that does not answer is told in words, in time, and nothing is taken for lost', async () => {
    const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    const asked = { ...storeAt('right'), timeoutMs: 300 };
    const mute = objectFilePlace({ ...asked, endpoint: `http://127.0.0.1:${port}` });
    silent.unref();
    const gone = objectFilePlace({ ...asked, endpoint: 'http://127.0.0.1:1', timeoutMs: 5_000 });
    for (const place of [mute, gone]) {
      expect(await place.trouble()).toBe('unreachable');
      for (const act of [
        () => place.write(at(1, 1), Buffer.of(1)),
        () => place.read(at(1, 1)),
        () => place.remove({ ...at(1, 1), draft: false }),
        () => named(place),
      ])
        await expect(act()).rejects.toMatchObject({ code: 'unavailable', retryAfterS: 30 });
    }
    silent.close();
  });

  it('is moved into from a folder while both are read, and back; whoever is stopped goes on', async () => {
    const disk = diskFilePlace(join(folder, 'moved'));
    const objects = await objectsIn('moved');
    const both = movingFilePlace(objects, disk);
    const all = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => at(1, n));
    for (const [n, each] of all.entries()) await disk.write(each, Buffer.from(`file ${n}`));
    const expectAll = async (): Promise<void> => {
      for (const [n, each] of all.entries())
        expect(Buffer.from((await both.read(each)) ?? []).toString()).toBe(`file ${n}`);
    };
    await expectAll();
    // It dies where the fourth is written.
    let written = 0;
    const dying: FilePlace = {
      ...objects,
      write: async (place, sealed) => {
        if (++written === 4) throw new Error('killed');
        await objects.write(place, sealed);
      },
    };
    await expect(moveFiles(disk, dying)).rejects.toThrow('killed');
    await expectAll();
    expect((await named(both)).length).toBe(8);
    expect(await moveFiles(disk, objects)).toBe(5);
    expect([await named(disk), (await named(objects)).length]).toEqual([[], 8]);
    await expectAll();
    // What the other place makes of it is looked at before the first is given up.
    const lying: FilePlace = { ...disk, read: async () => Buffer.from('other') };
    await expect(moveFiles(objects, lying)).rejects.toMatchObject({ code: 'not-verified' });
    expect((await named(objects)).length).toBe(8);
    expect(await moveFiles(objects, disk)).toBe(8);
    expect(await moveFiles(objects, disk)).toBe(0);
    await expectAll();
  });
});

it('a store that does not answer holds few acts; the others are told at once', async () => {
  const sockets: Socket[] = [];
  const silent = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const { port } = silent.address() as { readonly port: number };
  const place = objectFilePlace({
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'silent',
    region: 'us-east-1',
    keyId: 'key',
    secret: 'secret',
  });
  let over = 0;
  const held = [1, 2, 3, 4].map((n) =>
    place
      .read(at(1, n))
      .catch((error: unknown) => (error as Failure).code)
      .finally(() => {
        over++;
      }),
  );
  const others = [
    place.read(at(1, 5)),
    place.write(at(1, 6), new Uint8Array(1)),
    place.remove({ ...at(1, 7), draft: false }),
  ];
  for (const told of await Promise.allSettled(others))
    expect(told).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  expect(over).toBe(0);
  silent.close();
  for (const socket of sockets) socket.destroy();
  expect(await Promise.all(held)).toEqual(held.map(() => 'unavailable'));
  // Each has given its place back: the next one asks the store again.
  await expect(place.read(at(1, 8))).rejects.toMatchObject({ code: 'unavailable' });
}, 60_000);
