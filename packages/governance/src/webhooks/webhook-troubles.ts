import { fill, type Text, text } from '@machimori/kernel';

const troubles = {
  'receiver-unreachable': text(
    '受け取る側につながらないか、15秒のうちに答えがありませんでした。',
    'The receiver could not be reached, or did not answer within 15 seconds.',
  ),
  'receiver-not-allowed': text(
    '内側の網を指すので、送りませんでした。送るなら、街守りを動かす人に、設定 MACHIMORI_ALLOWED_HOSTS に名前を加えてもらってください。',
    'It leads into an inner network, so that nothing was sent. To send there, ask whoever runs Machimori to add its name to MACHIMORI_ALLOWED_HOSTS.',
  ),
  'receiver-redirects': text(
    '受け取る側が別のアドレスを示しました。そのアドレスを登録してください。',
    'The receiver points elsewhere. Enter that address instead.',
  ),
  'receiver-too-long': text(
    '受け取る側の答えが長すぎます（64 KBまで）。',
    'The receiver’s answer is too long (64 KB at most).',
  ),
  'receiver-gone': text(
    '受け取る側が、もう受け取らないと答えました（410）。',
    'The receiver says that it takes nothing any more (410).',
  ),
  'receiver-stopped': text(
    'この送り先への知らせは、止まっています。',
    'This webhook is turned off.',
  ),
} as const satisfies Readonly<Record<string, Text>>;
export type WebhookTrouble = keyof typeof troubles | `receiver-answered-${number}`;

const answered = text(
  '受け取る側が、エラー（{status}）を答えました。',
  'The receiver answered with an error ({status}).',
);

/** By the word that is kept of why a message did not arrive; undefined where it is none of these. */
export function webhookTroubleWords(why: string | undefined): Text | undefined {
  if (why === undefined) return undefined;
  if (Object.hasOwn(troubles, why)) return troubles[why as keyof typeof troubles];
  const status = /^receiver-answered-(\d{3})$/.exec(why)?.[1];
  return status === undefined ? undefined : fill(answered, { status });
}
