import { type Locale, type Text, text } from '@machimori/kernel';
import { cellName } from '@machimori/workbook';
import type { DataValidation } from 'hucre/xlsx';
import type { ValueType } from './field.ts';
import type { NamedOutside } from './reading.ts';
import { wordLabel, wordsOf } from './words.ts';
import { type Column, type SheetLayout, sheetLayouts } from './workbook-layout.ts';
import { namesRange } from './workbook-names.ts';

/** The rows of a sheet that people fill in, and how they read it. */
export interface ChoiceContext {
  readonly first: number;
  readonly last: number;
  readonly locale: Locale;
  readonly names: NamedOutside;
  /** The first row that people fill in on another sheet. */
  readonly firstOf: (layout: SheetLayout) => number;
}

/** What a program shows where something else is written. It never refuses: reading says more, and takes more. */
const elsewhere: Readonly<Record<'word' | 'key', Text>> = {
  word: text(
    '一覧にない言葉です。セルの右の▼を押して、一覧から選んでください。',
    'This is not on the list. Please press the arrow beside the cell and choose from the list.',
  ),
  key: text(
    'このキーは、まだ「{sheet}」のシートにありません。▼から選ぶか、あとで「{sheet}」に書き加えてください。',
    'The sheet “{sheet}” does not have this key yet. Please choose one with the arrow, or add it there later.',
  ),
};
const errorTitle = text('ご確認ください', 'Please check');
const several = text(
  '二つ以上書くときは「、」で区切ります。',
  'Separate two or more entries with commas.',
);

/** Excel keeps no list of values that is longer. */
const longestList = 250;
const longestPrompt = 250;

/** Drop-downs: words, names, and keys from the sheet that holds them. They help and never refuse. */
export function choicesFor(
  { field: { type, help } }: Column,
  at: number,
  { first, last, locale, names, firstOf }: ChoiceContext,
): DataValidation[] {
  const inList = type.is === 'list';
  const of = inList ? type.of : (type as ValueType);
  const range = `${cellName(first, at)}:${cellName(Math.max(last, 500), at)}`;
  const prompt = inList ? `${help[locale]}${several[locale]}` : help[locale];
  const rule = (kind: 'word' | 'key', sheet = ''): Omit<DataValidation, 'values'> => ({
    type: 'list',
    allowBlank: true,
    showInputMessage: true,
    inputMessage: prompt.slice(0, longestPrompt),
    range,
    // Several entries in one cell are never on a list.
    ...(inList
      ? { showErrorMessage: false }
      : {
          showErrorMessage: true,
          errorStyle: kind === 'word' ? 'warning' : 'information',
          errorTitle: errorTitle[locale],
          errorMessage: elsewhere[kind][locale].replaceAll('{sheet}', sheet),
        }),
  });
  if (of.is === 'word' || of.is === 'boolean') {
    const list = of.is === 'word' ? of.list : 'answers';
    const words = of.is === 'word' ? wordsOf(list) : ['yes', 'no'];
    const values = words.map((word) => wordLabel(list, word)[locale]);
    return values.join(',').length > longestList ? [] : [{ ...rule('word'), values }];
  }
  if (of.is === 'reference' && of.to.length === 1) {
    const target = sheetLayouts.find(
      ({ rows }) => rows.are === 'elements' && rows.section.element === of.to[0],
    );
    if (!target) return [];
    const name = target.name[locale];
    return [{ ...rule('key', name), formula1: `'${name}'!$A$${firstOf(target) + 1}:$A$1000` }];
  }
  const known = of.is === 'name' ? namesRange(of.of, locale, names) : undefined;
  return known === undefined ? [] : [{ ...rule('word'), formula1: known }];
}
