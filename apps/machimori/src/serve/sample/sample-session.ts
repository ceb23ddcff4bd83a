import { runUseCase } from '@machimori/application';
import { sampleEndpoints } from '@machimori/contract';
import { deviceLabel, openSampleSession } from '@machimori/identity';
import { Failure, text } from '@machimori/kernel';
import { route } from '../route.ts';
import { isLoopback } from '../settings.ts';

const messages = {
  unknown: text('このリンクは使えません。', 'This link cannot be used.'),
  unknownNext: text(
    '「./machimori start --sample」を動かしている端末に表示されたリンクを、そのまま開いてください。',
    'Open a link as it is shown in the terminal that runs “./machimori start --sample”.',
  ),
};

/** Signs in as a sample person. Registered only where the program was started with --sample. */
export const sampleSession = route(
  sampleEndpoints.openSampleSession,
  async ({ world, input, request, reply }) => {
    const found = world.sample?.find(input.body.token);
    // The program listens on loopback alone in this mode; this holds if that ever failed.
    if (found === undefined || !isLoopback(request.socket.remoteAddress ?? ''))
      throw new Failure('not-found', messages.unknown, { next: messages.unknownNext });
    const { person, seat } = found;
    const actor = { kind: 'system', name: 'start', city: seat.city } as const;
    const device = deviceLabel(request.headers['user-agent'] ?? '');
    const opened = await runUseCase(world, openSampleSession, actor, { person, seat, device });
    world.cookies.setSession(reply, opened.token);
    return undefined;
  },
);
