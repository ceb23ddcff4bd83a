import type { Text } from '@machimori/kernel';
import type { WriteSheet } from 'hucre/xlsx';
import { page } from '../sheet/sheet-page.ts';
import { Paper, type StyleName, textHeight } from '../sheet/sheet-paper.ts';

/** Characters of the two columns: what a fact is called, and the fact. */
const [termWidth, factWidth] = [26, 96];

/** The first sheet of a book: words across its top, and facts, one a row. */
export function drawCover(of: {
  readonly name: string;
  readonly head: Parameters<typeof page>[0];
  readonly say: (text: Text) => string;
  readonly top: readonly (readonly [words: Text, style: StyleName, height: number])[];
  readonly facts: readonly (readonly [term: Text, value: string])[];
}): WriteSheet {
  const { name, head, say, top, facts } = of;
  const paper = new Paper();
  top.forEach(([words, style, height], row) => {
    paper.whole(row, 0, 1, say(words), style, height);
  });
  // A row stays empty between the two.
  const first = top.length + 1;
  facts.forEach(([term, value], i) => {
    paper.put(first + i, 0, say(term), 'term');
    paper.put(first + i, 1, value, 'cell');
    paper.height(first + i, Math.max(22, textHeight(value, factWidth, 'cell')));
  });
  return {
    name,
    columns: [{ width: termWidth }, { width: factWidth }],
    rows: [],
    cells: paper.cells,
    merges: paper.merges,
    rowDefs: paper.rowDefs,
    view: { showGridLines: false },
    ...page(head, `$A$1:$B$${first + facts.length}`, undefined),
  };
}
