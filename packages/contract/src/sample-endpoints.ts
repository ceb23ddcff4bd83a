import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { typed } from './fields.ts';

/** There only where the program was started with `--sample`, on throw-away data and for this machine alone. */
export const sampleEndpoints = {
  openSampleSession: endpoint({
    method: 'POST',
    path: '/sample/session',
    summary: {
      ja: '見本の人としてサインインする（端末に表示されたリンクから）',
      en: 'Signs in as a sample person, by a link that the terminal showed',
    },
    open: true,
    body: z.object({ token: typed(200) }),
  }),
} as const;
