import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { DescriptionList, Disclosure } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { dateText } from '../design/date-text.tsx';
import { Anchor } from '../design/link.tsx';
import { useLanguage, useText } from '../language.tsx';
import { logWords } from '../messages/log.ts';
import { signs } from '../messages/signs.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { LogGrowth } from './log-growth.tsx';

type Checkpoint = Answer<'GET /log/checkpoint'>;

/** What anybody needs to check, without us, that nothing was rewritten. */
export function LogProof({ mayExport }: { readonly mayExport: boolean }): ReactNode {
  const say = useText();
  const { data, error } = useQuery<Checkpoint, Problem>({
    queryKey: ['log-checkpoint'],
    queryFn: () => call('GET /log/checkpoint'),
  });
  const file = say(logWords.verifyFile);
  const command = `./machimori ledger verify ${file} --key ${data?.verifierKey}`;
  return (
    <section aria-labelledby="proof">
      <h2 id="proof">{say(logWords.proof)}</h2>
      <p className="mb-4">{say(logWords.proofText)}</p>
      {data === undefined ? (
        <Pending problem={error} />
      ) : (
        <div className="m-stack">
          <Facts checkpoint={data} />
          <Disclosure summary={say(logWords.keep)}>
            <div className="m-stack">
              <p>{say(logWords.keepText)}</p>
              <CopyField label={say(logWords.note)} value={data.checkpoint} lines={6} />
              <CopyField label={say(logWords.publicKey)} value={data.verifierKey} />
            </div>
          </Disclosure>
          {mayExport ? (
            <Disclosure summary={say(logWords.exportHead)}>
              <div className="m-stack">
                <p>{say(logWords.exportText)}</p>
                <p className="m-hint">{say(logWords.exportHint)}</p>
                <div className="m-row">
                  <Anchor alone href="/api/v1/log/export" download>
                    {say(logWords.exportAct)}
                  </Anchor>
                  <Anchor alone href="/api/v1/log/export?contents=false" download>
                    {say(logWords.exportBare)}
                  </Anchor>
                </div>
              </div>
            </Disclosure>
          ) : null}
          <Disclosure summary={say(logWords.verifyHead)}>
            <div className="m-stack">
              <p>{say(logWords.verifyText)}</p>
              <CopyField label={say(logWords.command)} value={command} />
              <CopyField
                label={say(logWords.commandSince)}
                value={`${command} --since ${say(logWords.verifyKept)}`}
              />
            </div>
          </Disclosure>
          <Disclosure summary={say(logWords.compare)}>
            <LogGrowth />
          </Disclosure>
        </div>
      )}
    </section>
  );
}

function Facts({ checkpoint }: { readonly checkpoint: Checkpoint }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const at = dateText(checkpoint.at, locale, true);
  const count = checkpoint.entries.toLocaleString('ja');
  const size = say(logWords.proofCount, { at, count });
  const { epoch } = checkpoint;
  const epochs =
    epoch === 1
      ? ''
      : `${say(signs.open)}${say(logWords.proofEpoch, { epoch })}${say(signs.close)}`;
  return <DescriptionList items={[[say(logWords.proofSize), `${size}${epochs}`]]} />;
}
