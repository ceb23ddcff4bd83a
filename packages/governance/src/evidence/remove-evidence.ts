import { defineUseCase, nameOf } from '@machimori/application';
import { ownEvidence } from './evidence-at-hand.ts';
import { letLookAnewAt } from './evidence-line-store.ts';
import { changeEvidence, dropFiles } from './evidence-store.ts';

/**
 * Removes a piece: its files are destroyed, what it was called and what its files' hashes were stays, in the log and
 * beside the lines that it proved.
 */
export const removeEvidence = defineUseCase<{ readonly evidence: string }, null>({
  name: 'remove-evidence',
  action: 'evidence:remove',
  kind: 'command',
  async handle(context, input) {
    const row = await ownEvidence(context, input.evidence);
    const at = await letLookAnewAt(context, row.evidence, context.now);
    const files = await dropFiles(context, row.evidence);
    await changeEvidence(context, row.evidence, {
      removed_at: at,
      removed_by: nameOf(context.scope.actor),
    });
    return {
      output: null,
      subjects: [row.evidence],
      content: { kind: row.kind, title: row.title, files, lines: row.lines },
    };
  },
});
