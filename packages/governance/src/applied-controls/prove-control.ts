import { defineUseCase } from '@machimori/application';
import { Failure, text } from '@machimori/kernel';
import { ownEvidence } from '../evidence/evidence-at-hand.ts';
import { ownControl } from './control-at-hand.ts';
import {
  deleteControlEvidence,
  endProofs,
  insertControlEvidence,
} from './control-evidence-store.ts';
import { noteControlMove } from './control-store.ts';
import { readTies } from './tie-store.ts';
import { proveLines } from './tied-lines.ts';

const messages = {
  none: text('見つかりません。', 'Not found.'),
};

interface Proof {
  readonly control: string;
  readonly evidence: string;
}

/** Puts a piece of one's own to a control of one's own: it proves every line that the control answers. */
export const proveControl = defineUseCase<Proof, null>({
  name: 'prove-control',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, input) {
    const { now } = context;
    const control = await ownControl(context, input.control);
    const piece = await ownEvidence(context, input.evidence);
    const isNew = await insertControlEvidence(context, control, piece.evidence, now);
    const ties = await readTies(context, control.control, true);
    const lines = ties.map(({ line }) => line);
    if (lines.length > 0) await proveLines(context, control.control, piece, lines);
    if (isNew) await noteControlMove(context, control.control, { deed: 'proved', count: 1, now });
    return {
      output: null,
      subjects: [control.control, piece.evidence],
      content: { proved: piece.evidence, lines: lines.length },
    };
  },
});

/** Takes a piece away from a control, and from the lines that it proved through it. */
export const unproveControl = defineUseCase<Proof, null>({
  name: 'unprove-control',
  action: 'applied-control:keep',
  kind: 'command',
  async handle(context, { evidence, ...input }) {
    const { now } = context;
    const control = await ownControl(context, input.control);
    if (!(await deleteControlEvidence(context, control.control, evidence)))
      throw new Failure('not-found', messages.none);
    await endProofs(context, control.control, { evidence, now });
    await noteControlMove(context, control.control, { deed: 'unproved', count: 1, now });
    return {
      output: null,
      subjects: [control.control, evidence],
      content: { unproved: evidence },
    };
  },
});
