import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDataFolder } from '../files.ts';

const fileOf = (data: string): string => join(data, 'first-visit.code');

/**
 * The code that lets one person make the first administrator: whoever may read the data folder or the
 * terminal in which the program was started, and nobody else who reaches the port.
 */
export const firstVisitCode = {
  async make(data: string): Promise<string> {
    const known = await readFile(fileOf(data), 'utf8').catch(() => undefined);
    if (known !== undefined && known.trim() !== '') return known.trim();
    const code = randomBytes(16).toString('base64url');
    await makeDataFolder(data);
    await writeFile(fileOf(data), `${code}\n`, { mode: 0o600 });
    return code;
  },
  async digest(data: string): Promise<Uint8Array | undefined> {
    const known = await readFile(fileOf(data), 'utf8').catch(() => undefined);
    const code = known?.trim() ?? '';
    return code === '' ? undefined : createHash('sha256').update(code).digest();
  },
  async forget(data: string): Promise<void> {
    await rm(fileOf(data), { force: true });
  },
};
