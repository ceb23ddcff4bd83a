import { type Text, text } from '@machimori/kernel';

/** Words that the check sheet and the report share. */
export const sharedMessages = {
  askedElsewhere: text(
    'この対策の項目はほかの所に問うもので、ここに問う項目はありません。',
    'Its items are asked elsewhere; none is asked here.',
  ),
} as const satisfies Record<string, Text>;
