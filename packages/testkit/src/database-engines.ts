import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Binaries, installedBinaries } from '@machimori/database';

/** A PostgreSQL that the store suite runs on: the embedded one where it has neither. */
export interface Engine {
  readonly name: string;
  readonly binaries?: Binaries;
  readonly url?: string;
}

const installed = '/usr/lib/postgresql';

/** The embedded PostgreSQL, and the server that TEST_DATABASE_URL names or the oldest that Debian has put here. */
export function engines(
  url = process.env['TEST_DATABASE_URL'],
  folder = installed,
): readonly Engine[] {
  const embedded: Engine = { name: 'embedded' };
  if (url !== undefined && url !== '') return [embedded, { name: 'TEST_DATABASE_URL', url }];
  const oldest = existsSync(folder)
    ? readdirSync(folder)
        .map(Number)
        .filter((major) => major >= 15 && existsSync(join(folder, `${major}`, 'bin', 'postgres')))
        .sort((a, b) => a - b)[0]
    : undefined;
  if (oldest === undefined) return [embedded];
  const binaries = installedBinaries(join(folder, String(oldest), 'bin'), oldest);
  return [embedded, { name: `PostgreSQL ${oldest}`, binaries }];
}
