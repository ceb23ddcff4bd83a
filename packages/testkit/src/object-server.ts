import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3';

// Debian's own: the packages of Swift belong to it, whatever else is called python3 here.
const python = '/usr/bin/python3';

/** Whether a store of objects can run here. */
export const hasObjectServer = (): boolean =>
  spawnSync(python, ['-c', 'import swift.common.middleware.s3api'], { stdio: 'ignore' }).status ===
  0;

/** A store of objects that somebody else wrote: OpenStack Swift, as it answers to S3. */
export interface ObjectServer {
  readonly endpoint: string;
  readonly keyId: string;
  readonly secret: string;
  makeBucket(bucket: string): Promise<void>;
  /** The bytes as they lie there, past any program of ours. */
  bytesOf(bucket: string, key: string): Promise<Uint8Array>;
  /** Its machine is gone, with what it holds. */
  stop(): Promise<void>;
  /** It is back at the same address, with what it held. */
  start(): Promise<void>;
  /** It takes what is sent and does nothing with it, until it goes on. */
  halt(): void;
  goOn(): void;
  /** Ends it for good. */
  end(): Promise<void>;
}

export async function objectServer(): Promise<ObjectServer> {
  const folder = mkdtempSync(join(tmpdir(), 'machimori-objects-'));
  const [keyId, secret] = ['town:keeper', 'the-secret-of-the-keeper'];
  let child: ChildProcess | undefined;
  let port = '0';
  const start = async (): Promise<void> => {
    const args = [join(import.meta.dirname, 'swift-server.py'), folder, keyId, secret, port];
    const started = spawn(python, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    child = started;
    let said = '';
    started.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4_000);
    });
    port = await new Promise<string>((resolve, reject) => {
      started.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
      started.once('close', (code) => reject(new Error(`Swift ended with ${code}: ${said}`)));
    });
  };
  const stop = async (): Promise<void> => {
    const ending = child;
    if (ending === undefined) return;
    child = undefined;
    const ended = new Promise((resolve) => ending.once('close', resolve));
    ending.kill('SIGKILL');
    await ended;
  };
  await start();
  const endpoint = `http://127.0.0.1:${port}`;
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: keyId, secretAccessKey: secret },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return {
    endpoint,
    keyId,
    secret,
    async makeBucket(bucket) {
      await client.send(new CreateBucketCommand({ Bucket: bucket }));
    },
    async bytesOf(bucket, key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    stop,
    start,
    halt: () => child?.kill('SIGSTOP'),
    goOn: () => child?.kill('SIGCONT'),
    async end() {
      client.destroy();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
