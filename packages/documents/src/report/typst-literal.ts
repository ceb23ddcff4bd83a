/** What a call into the style may carry: data only, never markup. */
export type Literal =
  | string
  | number
  | boolean
  | undefined
  | readonly Literal[]
  | { readonly [name: string]: Literal };

/** Marks that change the direction of text, and control characters: a name has no need of them. */
const unwanted =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff]/g;

/** Runs that no line can hold get places where they may break. */
const longRun = /[^\s\u200b\u3000-\u9fff\uf900-\ufaff\uff00-\uffef]{33,}/g;

/** A typst string: whatever it holds, it is shown as text and never read as markup. */
export function typstString(value: string): string {
  const safe = value
    .toWellFormed()
    .replace(unwanted, '')
    .replace(longRun, (run) => run.replace(/(.{16})(?=.)/gu, '$1\u200b'));
  return `"${safe.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}

export function literal(value: Literal): string {
  if (value === undefined) return 'none';
  if (typeof value === 'string') return typstString(value);
  if (typeof value === 'number')
    return Number.isFinite(value) ? String(Math.round(value * 1000) / 1000) : '0';
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value))
    return value.length === 0 ? '()' : `(${value.map(literal).join(', ')},)`;
  const entries = Object.entries(value).map(
    ([name, part]) => `${fieldName(name)}: ${literal(part)}`,
  );
  return entries.length === 0 ? '(:)' : `(${entries.join(', ')})`;
}

/** One line of markup: a call of a function of the style. */
export function call(name: string, ...values: readonly Literal[]): string {
  return `#${name}(${values.map(literal).join(', ')})\n`;
}

const fieldName = (name: string): string => {
  if (!/^[a-z][a-z-]*$/i.test(name)) throw new Error(`not a field name: ${name}`);
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
};
