import type { Edition } from './edition.ts';

/**
 * The edition as canonical JSON: keys sorted, one entry of a list a line, a newline at the end.
 * The same edition gives the same bytes, and a change of one entry changes one line.
 */
export function writeEdition(edition: Edition): string {
  const lines = entriesOf(edition).map(([key, value]) => {
    const body =
      Array.isArray(value) && value.length > 0
        ? `[\n${value.map((entry) => `  ${canonical(entry)}`).join(',\n')}\n ]`
        : canonical(value);
    return ` ${JSON.stringify(key)}: ${body}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(entriesOf(part))
      : part,
  );
}

const entriesOf = (value: object): [string, unknown][] =>
  Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
