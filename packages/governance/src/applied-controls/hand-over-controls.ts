import type { Act } from '@machimori/application';
import {
  controlsInHand,
  findControl,
  holdControl,
  noteControlMove,
  rewordControl,
} from './control-store.ts';

/**
 * Puts the controls that somebody had in hand for an organisation into the hands of whoever takes over, or of nobody.
 * What they say to their lines stays, so no answer is opened again. Returns how many there were.
 */
export async function handOverControls(
  act: Act,
  from: { readonly person: string; readonly organisation: string },
  successor: string | undefined,
  now: Date,
): Promise<number> {
  const controls = await controlsInHand(act, from);
  for (const control of controls) {
    await holdControl(act, control);
    const row = await findControl(act, control);
    // Somebody may have put it into other hands before it was held.
    if (row?.owner !== from.person) continue;
    const { name, kind, state, planned, statement, element, effectiveOn, cadenceMonths } = row;
    const words = { name, kind, state, planned, statement, element, effectiveOn, cadenceMonths };
    const said = { ...words, owner: successor };
    await rewordControl(act, control, said, undefined);
    await noteControlMove(act, control, { deed: 'changed', said, now });
  }
  return controls.length;
}
