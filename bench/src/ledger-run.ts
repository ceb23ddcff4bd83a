import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { exportLog, handedOut, transact, verifyWithNode } from '@machimori/database';
import { verifyExport } from '@machimori/ledger';
import { withDatabase } from './database-for-bench.ts';

// The log from end to end: entries appended as acts do and given their places, exported into a file, and
// verified from that file with the public key alone. Prints one JSON object.

const entries = Number(process.argv[2] ?? 50_000);
const together = 100;

await withDatabase(async ({ folder, database, keeper, vault, clock, ids }) => {
  const city = ids.next('city');
  const person = ids.next('person');
  const organisation = ids.next('organisation');
  const timed = async <T>(act: () => Promise<T>): Promise<readonly [T, number]> => {
    const start = performance.now();
    return [await act(), (performance.now() - start) / 1000] as const;
  };

  const [, appendS] = await timed(async () => {
    for (let n = 0; n < entries; n += together) {
      await transact(database, { reach: 'city', city }, async (transaction) => {
        for (let i = 0; i < together; i++)
          await keeper.append(transaction, {
            city,
            organisation,
            at: clock.now(),
            action: 'register:import',
            actor: person,
            subjects: [ids.next('element')],
            outcome: 'done',
          });
      });
    }
  });
  const [, placeS] = await timed(() => keeper.sequenceAll(database, city, clock.now()));
  const wall = { reach: 'city', city } as const;
  const out = await transact(database, wall, (t) => handedOut(t, city));
  const path = join(folder, 'log.jsonl');
  const [bytes, exportS] = await timed(async () => {
    const file = await open(path, 'w');
    let size = 0;
    const options = { log: city, at: clock.now(), contents: true, wall, vault };
    for await (const piece of exportLog(database, options))
      size += (await file.write(piece)).bytesWritten;
    await file.close();
    return size;
  });
  const verify = () =>
    verifyExport(createReadStream(path, { highWaterMark: 1 << 18 }), out?.key ?? '', {
      verifySignature: verifyWithNode,
    });
  const runs = [];
  for (let n = 0; n < 3; n++) {
    const [report, s] = await timed(verify);
    if (!report.ok) throw new Error(`does not verify: ${JSON.stringify(report.findings)}`);
    runs.push({ entries: report.entries, s });
  }
  console.log(
    JSON.stringify({
      megabytes: bytes / 1e6,
      appendedPerSecond: entries / appendS,
      placedPerSecond: entries / placeS,
      exportedPerSecond: entries / exportS,
      verifiedPerSecond: runs.map((run) => run.entries / run.s),
    }),
  );
});
