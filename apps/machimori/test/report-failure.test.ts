import { join } from 'node:path';
import { Failure, text } from '@machimori/kernel';
import { expect, it, vi } from 'vitest';
import type { Call } from '../src/command.ts';
import { plan } from '../src/commands/plan.ts';
import { Terminal } from '../src/terminal.ts';
import { root, temporaryFolder } from './run-program.ts';

vi.mock('../src/report-file.ts', () => ({
  makeReport: () => Promise.reject(new Failure('limit-exceeded', text('長い', 'too long'))),
}));

/** An unheard rejection would end the program with a stack trace; the test runner fails on one, too. */
it('a report that fails before the other documents are made is a failure like any other', async () => {
  const out = temporaryFolder();
  const options = new Map([
    ['out', join(out, 'plan')],
    ['as-of', '2026-11-21'],
  ]);
  const call: Call = {
    positionals: [join(root, 'examples/konohashi/city.yaml')],
    terminal: new Terminal('ja'),
    locale: 'ja',
    option: (name) => options.get(name),
    flag: () => false,
  };
  await expect(plan.run(call)).rejects.toMatchObject({ code: 'limit-exceeded' });
});
