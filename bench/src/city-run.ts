import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clientOf } from './client.ts';
import { generateCity } from './generate-city.ts';
import { startProgram } from './started-program.ts';

// A large city in the running program, asked by HTTP as the browser asks: home, lists, one entry, and how long a
// change takes until the plan of the city after it is there. Prints one JSON object.

const asked = Number(process.argv[2] ?? 200);
const city = generateCity({
  organisations: 50,
  services: 500,
  deviceGroups: 1_000,
  devicesPerGroup: 100,
  contracts: 400,
  flows: 2_000,
});

const data = mkdtempSync(join(tmpdir(), 'machimori-bench-'));
const program = await startProgram(data);
try {
  console.log(JSON.stringify(await measure(program.origin)));
} finally {
  await program.stop();
  rmSync(data, { recursive: true, force: true });
}

async function measure(origin: string) {
  const { ask, planned } = await clientOf(origin, data, city);

  /** 95th of a hundred, in milliseconds. */
  const p95 = async (path: string): Promise<number> => {
    const took: number[] = [];
    for (let i = 0; i < asked; i++) {
      const start = performance.now();
      await ask('GET', path);
      took.push(performance.now() - start);
      // A session may ask so often and no oftener.
      await pause(130);
    }
    return took.sort((a, b) => a - b)[Math.floor(asked * 0.95)] ?? Number.NaN;
  };
  const home = await p95('/home');
  const list = await p95('/city/elements?kind=components');
  const search = await p95(`/city/elements?kind=components&text=${encodeURIComponent('機器 99')}`);
  const names = await p95('/city/names');

  const changes: { writtenMs: number; plannedMs: number }[] = [];
  for (let i = 0; i < 7; i++) {
    const was = i === 0 ? null : `計測${i - 1}`;
    const edit = {
      change: 'set',
      kind: 'components',
      key: 'device-0001',
      was: { note: was },
      now: { note: `計測${i}` },
    };
    const start = performance.now();
    await ask('POST', '/city/changes', { edits: [edit], note: '' });
    const writtenMs = performance.now() - start;
    await planned();
    changes.push({ writtenMs, plannedMs: performance.now() - start });
  }
  return { home, list, search, names, changes };
}
