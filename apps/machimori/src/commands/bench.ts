import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Failure, fill, text } from '@machimori/kernel';
import type { Command } from '../command.ts';
import { home } from '../edition-file.ts';

const messages = {
  badRuns: text(
    '「{given}」は回数ではありません。1から100までの数を指定してください。',
    '“{given}” is not a number of runs. Name one from 1 to 100.',
  ),
};

/** How many runs of each `--runs` names. */
function runsOf(given = '5'): string {
  if (!/^(?:[1-9]\d?|100)$/.test(given))
    throw new Failure('usage', fill(messages.badRuns, { given }));
  return given;
}

export const bench: Command = {
  name: 'bench',
  summary: text(
    '速さとメモリを測り、目標と並べて示します。数分かかります。',
    'Measures time and memory against the goals; takes minutes.',
  ),
  takes: [],
  options: {
    runs: {
      type: 'string',
      value: 'N',
      help: text('それぞれ何回測るか（なければ5）', 'Runs of each (5 if absent)'),
    },
  },
  run: (call) => {
    const runs = runsOf(call.option('runs'));
    return new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [...process.execArgv, join(home, 'bench', 'src', 'main.ts'), runs],
        { stdio: 'inherit' },
      );
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    });
  },
};
