import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from '@machimori/kernel';
import type { Command } from '../command.ts';
import { home } from '../edition-file.ts';

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
  run: (call) =>
    new Promise((resolve, reject) => {
      const child = spawn(
        process.execPath,
        [...process.execArgv, join(home, 'bench', 'src', 'main.ts'), call.option('runs') ?? '5'],
        { stdio: 'inherit' },
      );
      child.on('error', reject);
      child.on('exit', (code) => resolve(code ?? 1));
    }),
};
