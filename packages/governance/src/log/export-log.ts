import { defineUseCase } from '@machimori/application';
import { installation, listLogs, readRemovalStub, type Wall } from '@machimori/database';
import { readCityNames } from './log-names-read-model.ts';
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

/** A log of the installation: a city's, or its own. */
export interface ListedLog {
  readonly log: string;
  /** The city's name; none for the installation's own log. */
  readonly cityName: string | undefined;
}

/** All logs of the installation, and what is left of one that was removed: for the operator's commands. */
export const listInstallationLogs = defineUseCase<
  { readonly removed: string | undefined },
  { readonly logs: readonly ListedLog[]; readonly stub: string | undefined }
>({
  name: 'list-installation-logs',
  action: 'installation:read',
  kind: 'query',
  async handle(context, { removed }) {
    const { transaction } = context;
    const names = await readCityNames(context);
    const logs = await listLogs(transaction);
    const stub = removed === undefined ? undefined : await readRemovalStub(transaction, removed);
    return { output: { logs: logs.map((log) => ({ log, cityName: names.get(log) })), stub } };
  },
});
