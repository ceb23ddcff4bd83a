import {
  type Diagnostic,
  type DiagnosticCode,
  limits,
  type Place,
  type Text,
} from '@machimori/kernel';
import { readCellName } from '@machimori/workbook';
import { messages } from './messages.ts';

/** What more a diagnostic can say. The nearest word is looked for only when the diagnostic is shown. */
export interface DiagnosticDetails {
  readonly expected?: Text;
  readonly nearest?: () => string | undefined;
  readonly severity?: Diagnostic['severity'];
}

interface Entry {
  readonly code: DiagnosticCode;
  readonly severity: Diagnostic['severity'];
  readonly place: Place;
  readonly message: Text;
  readonly details: DiagnosticDetails;
  readonly order: number;
}

/** Kept before sorting; what comes after is only counted. */
const kept = limits.diagnostics * 10;

/** Gathers every problem of one input, and shows as many as a person can read. */
export class DiagnosticList {
  /** The sheets of a book in its order, where the input is one. */
  sheets: readonly string[] = [];
  readonly #entries: Entry[] = [];
  #errors = 0;
  #count = 0;

  error(code: DiagnosticCode, place: Place, message: Text, details: DiagnosticDetails = {}): void {
    this.#add(code, 'error', place, message, details);
  }

  warn(code: DiagnosticCode, place: Place, message: Text, details: DiagnosticDetails = {}): void {
    this.#add(code, 'warning', place, message, details);
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** Too many problems for any of the later ones to be shown: the reader may stop looking. */
  get isFull(): boolean {
    return this.#errors >= kept;
  }

  #add(
    code: DiagnosticCode,
    severity: Diagnostic['severity'],
    place: Place,
    message: Text,
    details: DiagnosticDetails,
  ): void {
    this.#count += 1;
    if (severity === 'error') this.#errors += 1;
    if (this.#entries.length < kept)
      this.#entries.push({ code, severity, place, message, details, order: this.#count });
  }

  /** What decides where an entry is shown: severity, sheet, row and column, or line and column. */
  #rank({ severity, place, order }: Entry): readonly number[] {
    const cell = readCellName(place.cell ?? '');
    return [
      Number(severity === 'warning'),
      place.sheet === undefined ? -1 : this.sheets.indexOf(place.sheet),
      cell?.row ?? place.line ?? -1,
      cell?.column ?? place.column ?? -1,
      order,
    ];
  }

  /** Errors before warnings, each in the order of the input; where there are too many, the last line says how many more. */
  toArray(): Diagnostic[] {
    const sorted = this.#entries
      .map((entry) => ({ entry, at: this.#rank(entry) }))
      .toSorted(({ at: a }, { at: b }) => {
        const differing = a.findIndex((rank, index) => rank !== b[index]);
        return differing === -1 ? 0 : (a[differing] ?? 0) - (b[differing] ?? 0);
      })
      .map(({ entry }) => entry);
    const shown =
      this.#count > limits.diagnostics ? sorted.slice(0, limits.diagnostics - 1) : sorted;
    const result = shown.map(({ code, severity, place, message, details }): Diagnostic => {
      const nearest = details.nearest?.();
      return {
        code,
        severity,
        place,
        message,
        ...(details.expected === undefined ? {} : { expected: details.expected }),
        ...(nearest === undefined ? {} : { nearest }),
      };
    });
    if (shown.length < this.#count) {
      const more = this.#count - shown.length;
      result.push({
        code: 'too-large',
        severity: this.hasErrors ? 'error' : 'warning',
        place: {},
        message: messages.more(more),
      });
    }
    return result;
  }
}
