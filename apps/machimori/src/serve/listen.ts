import { Failure, fillText, text } from '@machimori/kernel';
import type { FastifyInstance } from 'fastify';
import type { Settings } from './settings.ts';

const messages = {
  taken: text(
    'ポート {port} は、ほかのプログラムが使っています。',
    'Another program listens on port {port}.',
  ),
  takenNext: text(
    'そちらを止めるか、「--port」で別の番号を指定してください（例: --port 8090）。',
    'Stop it, or give another number with --port (--port 8090).',
  ),
  denied: text(
    'ポート {port} を使う権限がありません。',
    'This user may not listen on port {port}.',
  ),
  deniedNext: text(
    '1024以上の番号を「--port」で指定するか、手前にプロキシを置いてください。',
    'Give a number of 1024 or above with --port, or put a proxy in front.',
  ),
  elsewhere: text(
    'アドレス {host} は、この機械のものではありません。',
    '{host} is no address of this machine.',
  ),
  elsewhereNext: text(
    '設定「MACHIMORI_HOST」を、この機械のアドレスにしてください（0.0.0.0 は、すべてのアドレス）。',
    'Set MACHIMORI_HOST to an address of this machine (0.0.0.0 is all of them).',
  ),
};

/** Opens the port that people come to. Throws what they can do when it is not to be had. */
export async function listen(
  http: FastifyInstance,
  { port, host }: Pick<Settings, 'port' | 'host'>,
): Promise<void> {
  try {
    await http.listen({ port, host });
  } catch (cause) {
    const values = { port: String(port), host };
    switch ((cause as NodeJS.ErrnoException).code) {
      case 'EADDRINUSE':
        throw new Failure('conflict', fillText(messages.taken, values), {
          next: messages.takenNext,
          cause,
        });
      case 'EACCES':
        throw new Failure('configuration', fillText(messages.denied, values), {
          next: messages.deniedNext,
          cause,
        });
      case 'EADDRNOTAVAIL':
        throw new Failure('configuration', fillText(messages.elsewhere, values), {
          next: messages.elsewhereNext,
          cause,
        });
      default:
        throw cause;
    }
  }
}
