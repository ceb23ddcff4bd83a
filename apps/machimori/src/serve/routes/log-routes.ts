import { Readable } from 'node:stream';
import { endpoints } from '@machimori/contract';
import { exportLog } from '@machimori/database';
import {
  changeLogRetention,
  grantExport,
  handOutCheckpoint,
  listLogChoices,
  proveLogEntry,
  proveLogGrowth,
  readLog,
  readLogRetention,
} from '@machimori/governance';
import { dayInJapan } from '@machimori/kernel';
import { canonicalJson, toBase64 } from '@machimori/ledger';
import { route } from '../route.ts';

export const logRoutes = [
  route(endpoints.readLog, async ({ input, run }) => {
    const { entries, next } = await run(readLog, input.query);
    return {
      entries: entries.map((each) => ({
        entry: each.entry,
        at: each.at.toISOString(),
        action: each.action,
        actionText: { ...each.actionText },
        actor: each.actor,
        actorName: { ...each.actorName },
        organisationName: each.organisationName,
        outcome: each.outcome,
        subjects: each.subjects.map((subject) => ({ ...subject })),
        content: each.content === undefined ? undefined : canonicalJson(each.content),
        contentGone: each.contentGone,
        place: each.place && { epoch: each.place.epoch, number: each.place.index + 1 },
      })),
      next,
    };
  }),

  route(endpoints.listLogChoices, async ({ run }) => {
    const { actions, actors, organisations } = await run(listLogChoices, null);
    return {
      actions: actions.map(({ id, name, group }) => ({
        id,
        name: { ...name },
        group: { ...group },
      })),
      actors: actors.map(({ id, name }) => ({ id, name: { ...name } })),
      organisations: organisations,
    };
  }),

  route(endpoints.readCheckpoint, async ({ run }) => {
    const { key, handOvers, at, ...out } = await run(handOutCheckpoint, null);
    return { ...out, at: at.toISOString(), verifierKey: key, handOvers: [...handOvers] };
  }),

  route(endpoints.proveLogEntry, async ({ input, run }) => {
    const { key, handOvers, proof } = await run(proveLogEntry, input.params);
    return {
      verifierKey: key,
      handOvers: [...handOvers],
      proof: proof && {
        leaf: Buffer.from(proof.leaf).toString('utf8'),
        index: proof.index,
        hashes: proof.hashes.map(toBase64),
        checkpoint: proof.checkpoint,
        entries: proof.entries,
        at: proof.at.toISOString(),
      },
    };
  }),

  route(endpoints.proveLogGrowth, async ({ input, run }) => {
    const { key, handOvers, hashes, ...proof } = await run(proveLogGrowth, input.query);
    return {
      ...proof,
      hashes: hashes.map(toBase64),
      verifierKey: key,
      handOvers: [...handOvers],
    };
  }),

  route(endpoints.readLogRetention, async ({ run }) => ({
    ...(await run(readLogRetention, null)),
  })),

  route(endpoints.changeLogRetention, async ({ input, run }) => {
    const { signIn, log, accounts, city } = input.body;
    await run(changeLogRetention, { signIn, log, accounts, city });
    return undefined;
  }),

  route(endpoints.exportLog, async ({ input, run, reply, world }) => {
    // The act and its entry are done before the first line goes out; the rows follow page by page.
    const contents = input.query.contents !== 'false';
    const { organisation, ...granted } = await run(grantExport, { contents });
    const at = world.clock.now();
    const lines = exportLog(world.database, {
      ...granted,
      ...(organisation === undefined ? {} : { organisation }),
      at,
      vault: world.ports.vault,
    });
    const name = `machimori-log-${dayInJapan(at)}.jsonl`;
    return reply
      .type('application/jsonl')
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(Readable.from(await begun(lines), { objectMode: false }));
  }),
];

/** Lines whose first have come: what cannot even begin is told as a problem, not as half a file. */
async function begun(lines: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = await lines.next();
  async function* all(): AsyncGenerator<string> {
    if (first.done !== true) yield first.value;
    yield* lines;
  }
  return all();
}
