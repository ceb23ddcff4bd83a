import type { useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';

/** Who did something, as a history has it. */
export interface ActedBy {
  readonly byName: string;
  readonly byOrganisation?: string | undefined;
  readonly byProgram: boolean;
}

/** Who it was: by name, or else of which organisation; never nobody. */
export const whoDid = (
  { byName, byOrganisation, byProgram }: ActedBy,
  say: ReturnType<typeof useText>,
): string => {
  if (byProgram) return say(words.byProgram);
  if (byName !== '') return byName;
  return byOrganisation === undefined
    ? say(words.someoneElse)
    : say(words.someoneOf, { name: byOrganisation });
};
