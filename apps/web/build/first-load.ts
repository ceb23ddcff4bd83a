import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

export interface PageWeight {
  readonly page: string;
  readonly gzipBytes: number;
}

/** The most JavaScript that any page may load before it can be used. */
export const budgetBytes = 190_000;

/** For each page: the gzipped JavaScript of the entrance, of the page, and of all that these need. */
export function firstLoads(dist: string): readonly PageWeight[] {
  const chunks = JSON.parse(readFileSync(join(dist, 'chunks.json'), 'utf8')) as Readonly<
    Record<string, Chunk>
  >;
  const sizes = new Map<string, number>();
  const sizeOf = (file: string): number => {
    const size = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
    sizes.set(file, size);
    return size;
  };
  const entries = Object.entries(chunks).filter(([, { isEntry }]) => isEntry === true);
  const pages = Object.keys(chunks).filter((name) => /^src\/.*-page\.tsx$/.test(name));
  return pages
    .map((page): PageWeight => {
      const files = new Set<string>();
      const visit = (name: string): void => {
        const chunk = chunks[name];
        if (chunk === undefined || files.has(chunk.file)) return;
        files.add(chunk.file);
        chunk.imports?.forEach(visit);
      };
      for (const [name] of entries) visit(name);
      visit(page);
      return { page, gzipBytes: [...files].reduce((sum, file) => sum + sizeOf(file), 0) };
    })
    .sort((a, b) => b.gzipBytes - a.gzipBytes);
}
