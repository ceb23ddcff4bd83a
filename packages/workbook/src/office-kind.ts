import { Failure } from '@machimori/kernel';
import { readDirectory } from './package-directory.ts';

/** What a package of an office program is: a book, a letter, slides. */
export type OfficeKind = 'xlsx' | 'docx' | 'pptx';

/** Told by the part that such a package is about. */
const mainParts: Readonly<Record<OfficeKind, string>> = {
  xlsx: 'xl/workbook.xml',
  docx: 'word/document.xml',
  pptx: 'ppt/presentation.xml',
};

/** Macros, controls, and what was put in from other programs: nobody sees from outside what they do. */
const active =
  /(^|\/)(vbaProject|vbaData)|(^|\/)(activeX|ctrlProps|customUI)\/|\.(bin|ole|exe|dll|js|vbs|html?|svg)$|(^|\/)embeddings\//i;
/** Binary parts that only say how it is printed. */
const harmless = /(^|\/)printerSettings\d*\.bin$/i;

export interface OfficePackage {
  readonly kind: OfficeKind;
  /** Names of parts that run something, or hold what could. */
  readonly active: readonly string[];
  /** Bytes that its parts declare to inflate to. */
  readonly inflatedBytes: number;
}

/**
 * What an office program's package is, by its directory alone: no part is inflated. Undefined where it is none, is
 * broken, protected, or holds more parts than `mostEntries`.
 */
export function officePackageOf(bytes: Uint8Array, mostEntries: number): OfficePackage | undefined {
  if (bytes.length < 30 || bytes[0] !== 0x50 || bytes[1] !== 0x4b) return undefined;
  try {
    const entries = readDirectory(bytes, mostEntries);
    const names = new Set(entries.map(({ name }) => name));
    const kind = (Object.keys(mainParts) as OfficeKind[]).find((each) =>
      names.has(mainParts[each]),
    );
    if (kind === undefined || !names.has('[Content_Types].xml')) return undefined;
    return {
      kind,
      active: [...names].filter((name) => active.test(name) && !harmless.test(name)),
      inflatedBytes: entries.reduce((sum, { size }) => sum + size, 0),
    };
  } catch (error) {
    // What the directory is refused for, or where it points outside of the bytes.
    if (error instanceof Failure || error instanceof RangeError) return undefined;
    throw error;
  }
}
