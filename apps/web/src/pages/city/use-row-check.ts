import { call, useAct } from '../../api/use-server.ts';
import { useText } from '../../language.tsx';
import { changeWords, entryWords } from '../../messages/city-entry.ts';
import type { RowResult } from './row-results.tsx';

/**
 * Looks at many edits at once by the rules of the city's file, and says of each row what is wrong with it: such a row
 * is left out when the others are saved.
 */
export function useRowCheck(onChecked: (rows: readonly RowResult[]) => void) {
  const say = useText();
  return useAct(async (rows: readonly RowResult[]) => {
    const edits = rows.flatMap(({ edit }) => (edit === undefined ? [] : [edit]));
    if (edits.length === 0) return rows;
    const { conflicts, diagnostics } = await call('POST /city/changes/preview', {
      body: { edits },
    });
    return rows.map((row): RowResult => {
      const { edit } = row;
      if (edit === undefined) return row;
      const here = ({ kind, key }: { kind?: string | undefined; key?: string | undefined }) =>
        kind === edit.kind && key === edit.key;
      const wrong = [
        ...conflicts
          .filter(here)
          .map(({ reason }) =>
            say(
              reason === 'exists'
                ? changeWords.existsTitle
                : reason === 'gone'
                  ? changeWords.goneTitle
                  : changeWords.conflictTitle,
            ),
          ),
        ...diagnostics
          .filter((each) => each.severity === 'error' && here(each))
          .map(({ text, expected }) =>
            [
              say(text),
              ...(expected === undefined ? [] : [say(entryWords.expected, { expected })]),
            ].join(' '),
          ),
      ];
      return wrong.length === 0 ? row : { ...row, edit: undefined, wrong };
    });
  }, onChecked);
}
