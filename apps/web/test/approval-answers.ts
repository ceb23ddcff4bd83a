/** One revision that nobody else has looked at. */
export const revisions = {
  revisions: [
    {
      revision: 1,
      at: '2026-11-20T03:00:00.000Z',
      actor: `per_${'0'.repeat(32)}`,
      actorName: '佐藤',
      source: 'city.xlsx',
      added: 40,
      changed: 0,
      removed: 0,
      approval: `apr_${'0'.repeat(32)}`,
      outcome: { state: 'self-checked', mark: { ja: '自己確認', en: 'Self-checked' } },
    },
  ],
  total: 1,
};
