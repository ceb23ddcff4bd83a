import type { Migration } from './migrate.ts';

// What a migration may not do, because the version before it still runs beside it, because a distributed
// PostgreSQL must be able to take it, or because the second wall would have a hole. Where one is meant, the
// line says so:  -- allowed: <rule>: <why>
//
// Rules that no machine sees: a new column has a default or may be null; a new constraint holds for what
// the version before writes; what is no longer used is dropped one version later, not in the same.

export interface MigrationProblem {
  readonly migration: string;
  readonly rule: string;
  readonly line: number;
  readonly found: string;
}

const rules: readonly (readonly [rule: string, pattern: RegExp])[] = [
  ['no-drop', /\bdrop\s+(table|column|schema|view|type)\b/i],
  ['no-rename', /\brename\s+(to|column|constraint)\b/i],
  ['no-type-change', /\balter\s+(column\s+)?\w+\s+(set\s+data\s+)?type\b/i],
  ['no-new-not-null', /\bset\s+not\s+null\b/i],
  [
    'no-sequence',
    /\b(big|small)?serial\b|\bcreate\s+sequence\b|\bgenerated\s+(always|by\s+default)\s+as\s+identity\b/i,
  ],
  ['no-trigger', /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i],
  ['no-exclusion', /\bexclude\s+using\b/i],
  ['no-deferrable', /\bdeferrable\b/i],
  ['no-advisory-lock', /\bpg_(try_)?advisory/i],
  [
    'no-way-around-the-wall',
    /\bsecurity\s+definer\b|\bbypassrls\b|\bdisable\s+row\s+level\b|\bno\s+force\s+row\b/i,
  ],
  ['no-extension', /\bcreate\s+extension\b/i],
  // Each migration is one transaction of its own.
  ['no-transaction', /^\s*(begin|commit|rollback)\s*;/im],
];

/** Where a migration does what it may not; read line by line, without comments and texts. */
export function migrationProblems({ name, sql }: Migration): readonly MigrationProblem[] {
  const problems: MigrationProblem[] = [];
  const well = /^\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
  if (!well) problems.push({ migration: name, rule: 'name', line: 0, found: name });
  const allowed = new Set<string>();
  sql.split('\n').forEach((whole, index) => {
    const word = /--\s*allowed:\s*([\w-]+):\s*\S/.exec(whole)?.[1];
    const code = whole.replace(/'(?:[^']|'')*'/g, "''").replace(/--.*$/, '');
    if (word !== undefined) allowed.add(word);
    for (const [rule, pattern] of rules) {
      const found = pattern.exec(code)?.[0];
      if (found === undefined || allowed.has(rule)) continue;
      problems.push({ migration: name, rule, line: index + 1, found: found.trim() });
    }
    // A word of permission holds for the next line of code.
    if (word === undefined && code.trim() !== '') allowed.clear();
  });
  return problems;
}
