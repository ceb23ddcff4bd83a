import { text } from '@machimori/kernel';
import type { Command } from '../command.ts';
import { roleNames } from '../serve/run-program.ts';
import { serve, serveOptions, serveSample } from './serve.ts';

export const startCommand: Command = {
  name: 'start',
  summary: text('街守りを始める（ブラウザで使う）', 'Starts Machimori, to be used in a browser'),
  takes: [],
  options: {
    ...serveOptions,
    sample: {
      type: 'boolean',
      help: text(
        '見本の都市を、その場限りのデータで開く（役割ごとのサインインを表示する）',
        'The sample city on throw-away data, with a sign-in for each role',
      ),
    },
  },
  run: (call) => (call.flag('sample') ? serveSample(call) : serve(call, roleNames)),
};
