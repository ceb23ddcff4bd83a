/** Two webhooks as the server would list them: one that works on the day of an exchange, one that was turned off. */
export const webhooks = {
  webhooks: [
    {
      webhook: `whk_${'1'.padStart(32, '0')}`,
      address: 'https://chat.example.lg.jp/hooks/machimori',
      types: ['answer.accepted', 'plan.made'],
      madeAt: '2026-11-02T01:00:00.000Z',
      formerUntil: '2099-11-03T01:00:00.000Z',
      version: 2,
    },
    {
      webhook: `whk_${'2'.padStart(32, '0')}`,
      address: 'https://kiroku.example.com/a/very/long/way/to/the/place/where/messages/are/taken',
      types: ['review.frozen'],
      madeAt: '2026-11-02T01:00:00.000Z',
      stopped: { at: '2026-11-05T03:00:00.000Z', why: 'failing' },
      version: 3,
    },
  ],
  possibleTypes: [
    { type: 'answer.accepted', text: { ja: '回答が認められた', en: 'Answers were accepted' } },
    { type: 'review.frozen', text: { ja: '点検の時点が残された', en: 'Kept at a review' } },
    { type: 'plan.made', text: { ja: '計画がつくり直された', en: 'A new plan was made' } },
  ],
  most: 5,
};
