import { text } from '@machimori/kernel';
import type { Command } from '../command.ts';
import { roleNames } from '../serve/run-program.ts';
import { serve, serveOptions } from './serve.ts';

export const startCommand: Command = {
  name: 'start',
  summary: text('街守りを始める（ブラウザで使う）', 'Starts Machimori, to be used in a browser'),
  takes: [],
  options: serveOptions,
  run: (call) => serve(call, roleNames),
};
