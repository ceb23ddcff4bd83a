import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What lies in the rooms; build output and other people's files at the root are nobody's business. */
const rooms = [
  'apps',
  'bench',
  'catalogue',
  'conformance',
  'docs',
  'examples',
  'packages',
  'tools',
  '.ci',
];
const skipped = new Set(['node_modules', 'coverage', 'fixtures', 'dist', 'dist.new', 'dist.old']);

/** The repository as the rules see it: paths from the root, with forward slashes. */
export class Repository {
  readonly root: string;
  readonly files: readonly string[];
  readonly folders: readonly string[];
  readonly #texts = new Map<string, string>();

  constructor(root: string) {
    this.root = root;
    const files: string[] = [];
    const folders: string[] = [];
    const visit = (folder: string): void => {
      folders.push(this.#name(folder));
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        if (entry.name.startsWith('.')) continue;
        const path = join(folder, entry.name);
        if (entry.isDirectory() && !skipped.has(entry.name)) visit(path);
        else if (entry.isFile()) files.push(this.#name(path));
      }
    };
    for (const entry of readdirSync(root, { withFileTypes: true })) {
      if (entry.isFile()) files.push(entry.name);
      else if (entry.isDirectory() && rooms.includes(entry.name)) visit(join(root, entry.name));
    }
    this.files = files.sort();
    this.folders = folders.sort();
  }

  #name(path: string): string {
    return relative(this.root, path).split(sep).join('/');
  }

  read(file: string): string {
    let text = this.#texts.get(file);
    if (text === undefined) {
      text = readFileSync(join(this.root, file), 'utf8');
      this.#texts.set(file, text);
    }
    return text;
  }

  /** A file or folder, whether or not the rules look into it. */
  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** TypeScript and CommonJS that we write. */
  get sources(): readonly string[] {
    return this.files.filter((file) => /\.(ts|tsx|cjs|mjs|js)$/.test(file));
  }
}

/** Tests see more than what they test: they may read files and use what is for tests only. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || /^(packages|apps|tools)\/[^/]+\/test\//.test(file);
}

/** The workspace a file stands in: `packages/city/src/model.ts` → `packages/city`. */
export function roomOf(file: string): string | undefined {
  return /^((?:packages|apps|tools)\/[^/]+|bench)\//.exec(file)?.[1];
}
