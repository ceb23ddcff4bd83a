import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DomainTemplates } from '@machimori/city';
import { readCityBytes } from '../city-file.ts';
import { home, loadEdition } from '../edition-file.ts';

const domains = ['disaster', 'medical', 'payment', 'transport', 'tourism'] as const;

let loading: Promise<DomainTemplates> | undefined;

/** Typical towns of examples/templates, read once. */
export function loadDomainTemplates(): Promise<DomainTemplates> {
  loading ??= read();
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

async function read(): Promise<DomainTemplates> {
  const edition = await loadEdition();
  return new Map(
    await Promise.all(
      domains.map(async (domain) => {
        const path = `examples/templates/${domain}.yaml`;
        const { city } = await readCityBytes(path, await readFile(join(home, path)), edition);
        if (city === undefined) throw new TypeError(`${path} has mistakes`);
        return [domain, city] as const;
      }),
    ),
  );
}
