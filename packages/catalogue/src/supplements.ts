import type { Category, Text } from '@machimori/kernel';
import type { Named, Source } from './named.ts';

/** What stands beside the guideline's core: a figure that is only shown, the slides, and the changes of 3.0. */

export interface FigureColumn {
  readonly id: string;
  readonly name: Text;
  readonly note?: Text;
}

/** A category's row of figure 4-2; marks by column, where one is printed. */
export interface FigureRow {
  readonly category: Category;
  readonly printedRanges: readonly string[];
  readonly marks: Readonly<Record<string, '◎' | '○'>>;
  readonly onlyInFigure: readonly string[];
  readonly onlyInAppendixC: readonly string[];
  readonly source: Source;
}

/** Figure 4-2 as printed; nothing is computed from it. */
export interface GuidelineFigure {
  readonly columns: readonly FigureColumn[];
  readonly rows: readonly FigureRow[];
  readonly note: Text;
}

export interface ThreatCategory extends Named {
  readonly scheme: 'stride' | 'additional';
}

/** The certification scheme whose star levels the device requirements carry. */
export interface DeviceRequirementScheme extends Named {
  readonly levels: readonly { readonly id: string; readonly name: Text; readonly meaning: Text }[];
}

export type PrintedLevel = 'required' | 'notPrinted';

export interface DeviceRequirement extends Named {
  readonly number: number;
  readonly levels: {
    readonly star1: PrintedLevel;
    readonly star2: PrintedLevel;
    readonly star3: PrintedLevel;
  };
}

export interface DeviceMeansGroup {
  readonly id: string;
  readonly number: string;
  readonly name: Text;
}

export interface DeviceMeans extends Named {
  readonly group: string;
  readonly number: number;
}

/** A kind of public data that municipalities hold. */
export interface DataKind {
  readonly id: string;
  readonly number: number;
  readonly name: Text;
  readonly field?: Text;
  readonly source: Source;
}

export interface DataClass {
  readonly id: string;
  readonly name: Text;
  readonly meaning: Text;
}

/** One way of classifying data, independent of the others. */
export interface ClassificationAxis extends Named {
  readonly classes: readonly DataClass[];
}

/** A platform, or its provider, that the slides compare. */
export interface LinkageThing extends Named {
  readonly kind: 'provider' | 'platform';
}

/** What is printed of an attribute of some compared things, and where. */
export interface LinkageValue {
  readonly of: readonly string[];
  readonly state: 'blank' | 'elsewhere' | 'notPrinted' | 'inferred';
  readonly text?: Text;
  readonly section?: string;
}

export interface LinkageAttribute {
  readonly id: string;
  readonly number: number;
  readonly name: Text;
  readonly values: readonly LinkageValue[];
  readonly source: Source;
}

/** What a later version changes, as far as its summary tells. */
export interface Change {
  readonly id: string;
  readonly heading: Text;
  readonly meaning: Text;
  readonly knownFrom: 'summary';
  readonly source: Source;
}
