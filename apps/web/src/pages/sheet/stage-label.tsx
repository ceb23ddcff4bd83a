import { stageWordOf } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import type { Stage } from './sheet-queries.ts';

const tones = {
  none: 'neutral',
  draft: 'neutral',
  submitted: 'info',
  'changes-requested': 'warning',
  accepted: 'success',
} as const;

/** How far the answer to a line has come. */
export function StageLabel({
  line,
}: {
  readonly line: Parameters<typeof stageWordOf>[0] & { readonly stage?: Stage | undefined };
}): ReactNode {
  const say = useText();
  return <StatusLabel tone={tones[line.stage ?? 'none']}>{say(stageWordOf(line))}</StatusLabel>;
}
