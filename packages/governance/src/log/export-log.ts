import { defineUseCase } from '@machimori/application';
import { installation, type Wall } from '@machimori/database';
import { organisationSeen } from './read-log.ts';

/** What an export may show; the reading itself goes on page by page after the act. */
export interface ExportGranted {
  readonly log: string;
  readonly contents: boolean;
  readonly wall: Wall;
  /** Only this organisation's entries, each with its proof. */
  readonly organisation: string | undefined;
}

/** The right to export the log: whole for whoever sees the city, else one's own organisation's entries. */
export const grantExport = defineUseCase<{ readonly contents: boolean }, ExportGranted>({
  name: 'export-log',
  action: 'log:export',
  kind: 'sensitive-query',
  async handle(context, { contents }) {
    const { reach, city } = context.scope;
    const organisation = organisationSeen(context);
    const log = city ?? installation;
    const wall: Wall = {
      reach,
      ...(city === undefined ? {} : { city }),
      ...(organisation === undefined ? {} : { organisation }),
    };
    return {
      output: { log, contents, wall, organisation },
      content: { contents, kind: organisation === undefined ? 'whole' : 'selection' },
    };
  },
});
