import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { DescriptionList, Disclosure } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { Anchor } from '../design/link.tsx';
import { useText } from '../language.tsx';
import { logWords } from '../messages/log.ts';
import { Pending } from '../shell/fallback-pages.tsx';

type Checkpoint = Answer<'GET /log/checkpoint'>;

/** A checkpoint's second line is how many entries it signs (C2SP tlog-checkpoint). */
export const entriesUnder = (checkpoint: string): string =>
  /^[^\n]*\n(\d+)\n/.exec(checkpoint)?.[1] ?? '?';

/** What anybody needs to check, without us, that nothing was rewritten. */
export function LogProof({ mayExport }: { readonly mayExport: boolean }): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Checkpoint, Problem>({
    queryKey: ['log-checkpoint'],
    queryFn: () => call('GET /log/checkpoint'),
  });
  return (
    <section className="m-section" aria-labelledby="proof">
      <h2 id="proof">{say(logWords.proof)}</h2>
      <p className="mb-4">{say(logWords.proofText)}</p>
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <div className="m-stack">
          <DescriptionList
            items={[
              [
                say(logWords.proofSize),
                say(logWords.proofCount, { count: entriesUnder(data.checkpoint) }),
              ],
            ]}
          />
          {mayExport ? (
            <p>
              <Anchor alone href="/api/v1/log/export" download>
                {say(logWords.exportAct)}
              </Anchor>
            </p>
          ) : null}
          <Disclosure summary={say(logWords.verifyHow)}>
            <div className="m-stack">
              <pre className="whitespace-pre-wrap">
                <code>machimori ledger verify FILE --key PUBLIC-KEY</code>
              </pre>
              <CopyField label={say(logWords.publicKey)} value={data.verifierKey} />
              <p className="m-label">{say(logWords.note)}</p>
              <pre className="whitespace-pre-wrap break-all text-[0.875rem]">
                <code>{data.checkpoint}</code>
              </pre>
            </div>
          </Disclosure>
        </div>
      )}
    </section>
  );
}
