import { runUseCase } from '@machimori/application';
import { sampleEndpoints } from '@machimori/contract';
import { deviceLabel, openSampleSession } from '@machimori/identity';
import { Failure, text } from '@machimori/kernel';
import type { FastifyRequest } from 'fastify';
import { route } from '../route.ts';
import { isLoopback } from '../settings.ts';

const messages = {
  unknown: text('このリンクは使えません。', 'This link cannot be used.'),
  elsewhere: text(
    '見本の都市は、この機械の中からだけ使えます。',
    'The sample city is for this machine alone.',
  ),
  elsewhereNext: text(
    '動かしている機械のブラウザで、表示された localhost のリンクを開いてください。',
    'Open the localhost link in a browser on the machine that runs it.',
  ),
  unknownNext: text(
    '「./machimori start --sample」を動かしている端末に表示されたリンクを、そのまま開いてください。',
    'Open a link as it is shown in the terminal that runs “./machimori start --sample”.',
  ),
};

/**
 * Whoever reaches the sample by another name than this machine's is not at this machine: a page elsewhere
 * whose name was pointed here, or a proxy that nobody meant.
 */
export async function expectThisMachine({
  hostname,
  socket,
}: Pick<FastifyRequest, 'hostname' | 'socket'>): Promise<void> {
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  if ((name === 'localhost' || isLoopback(name)) && isLoopback(socket.remoteAddress ?? '')) return;
  throw new Failure('not-found', messages.elsewhere, { next: messages.elsewhereNext });
}

/** Signs in as a sample person. Registered only where the program was started with --sample. */
export const sampleSession = route(
  sampleEndpoints.openSampleSession,
  async ({ world, input, request, reply }) => {
    const found = world.sample?.find(input.body.token);
    if (found === undefined)
      throw new Failure('not-found', messages.unknown, { next: messages.unknownNext });
    const { person, seat } = found;
    const actor = { kind: 'system', name: 'start', city: seat.city } as const;
    const device = deviceLabel(request.headers['user-agent'] ?? '');
    const opened = await runUseCase(world, openSampleSession, actor, { person, seat, device });
    world.cookies.setSession(reply, opened.token);
    return undefined;
  },
);
