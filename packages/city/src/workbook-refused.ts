import type { Text } from '@machimori/kernel';

/** A workbook that may not be read, with why. */
export class WorkbookRefused extends Error {
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.name = 'WorkbookRefused';
    this.text = text;
  }
}
