import { type Field, sections } from '@machimori/city/format';
import type { FormProblem } from '../../design/form.tsx';
import type { Say } from '../../language.tsx';
import { changeWords, entryWords } from '../../messages/city-entry.ts';
import type { Kind } from './city-queries.ts';
import type { Diagnostic } from './wish.ts';

/**
 * What is wrong with a change, by the field of its form; what lies elsewhere (another entry that refers to this one)
 * stands over the form. Nothing where nothing is wrong.
 */
export function diagnosticsOf(
  diagnostics: readonly Diagnostic[],
  of: {
    readonly kind: Kind;
    readonly key: string;
    readonly format: Readonly<Record<string, Field>>;
  },
  say: Say,
): FormProblem | undefined {
  if (diagnostics.length === 0) return undefined;
  const fields: Record<string, string> = {};
  const others: string[] = [];
  for (const each of diagnostics) {
    const { kind, key, field, path } = each;
    const here = kind === of.kind && key === of.key;
    const place = path ?? field;
    if (here && place !== undefined && (place.split(/[.[]/)[0] ?? '') in of.format)
      fields[place] ??= sentence(each, say);
    else
      others.push(
        here ? sentence(each, say) : `${listName(kind, say)} ${key ?? ''}: ${sentence(each, say)}`,
      );
  }
  return {
    title: say(changeWords.wrongTitle),
    ...(others.length === 0 ? {} : { detail: others.join(' ') }),
    fields: Object.keys(fields).length > 0 ? fields : {},
  };
}

const sentence = ({ text, expected, nearest }: Diagnostic, say: Say): string =>
  [
    say(text),
    ...(expected === undefined ? [] : [say(entryWords.expected, { expected })]),
    ...(nearest === undefined ? [] : [say(entryWords.nearest, { nearest })]),
  ].join(' ');

const listName = (kind: Kind | undefined, say: Say): string => {
  const section = sections.find(({ list }) => list === kind);
  return section === undefined ? '' : say(section.label);
};
