import type { Locale } from '@machimori/kernel';
import { cellName } from '@machimori/workbook';
import type { DataValidation } from 'hucre/xlsx';
import { wordLabel, wordsOf } from './words.ts';
import type { NamedOutside } from './workbook-cells.ts';
import { type Column, sheetLayouts } from './workbook-layout.ts';
import { namesRange } from './workbook-names.ts';

/** The rows of a sheet that people fill in, and how they read it. */
export interface ChoiceContext {
  readonly first: number;
  readonly last: number;
  readonly locale: Locale;
  readonly names: NamedOutside;
}

/** Drop-downs: words, and keys from the sheet that holds them. They help and never refuse. */
export function choicesFor(
  { field: { type, help } }: Column,
  at: number,
  { first, last, locale, names }: ChoiceContext,
): DataValidation[] {
  const range = `${cellName(first, at)}:${cellName(Math.max(last, 500), at)}`;
  const common = {
    type: 'list',
    allowBlank: true,
    showErrorMessage: false,
    showInputMessage: true,
    inputMessage: help[locale].slice(0, 250),
    range,
  } as const;
  if (type.is === 'word' || type.is === 'boolean') {
    const list = type.is === 'word' ? type.list : 'answers';
    const words = type.is === 'word' ? wordsOf(list) : ['yes', 'no'];
    return [{ ...common, values: words.map((word) => wordLabel(list, word)[locale]) }];
  }
  if (type.is === 'reference' && type.to.length === 1) {
    const target = sheetLayouts.find(
      ({ rows }) => rows.are === 'elements' && rows.section.element === type.to[0],
    );
    if (target)
      return [{ ...common, formula1: `'${target.name[locale]}'!$A$${first + 1}:$A$1000` }];
  }
  const known = type.is === 'name' ? namesRange(type.of, locale, names) : undefined;
  return known === undefined ? [] : [{ ...common, formula1: known }];
}
