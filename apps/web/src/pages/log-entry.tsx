import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.ts';
import type { LogEntry } from '../api/routes.ts';
import { call } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { DescriptionList } from '../design/content.tsx';
import { DateText, dateText } from '../design/date-text.tsx';
import { Dialog } from '../design/dialog.tsx';
import { Notice } from '../design/notice.tsx';
import { useLanguage, useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { logWords } from '../messages/log.ts';
import { contentLines } from './log-words.ts';

/** All that is known of one entry, and whether it stands in the log as it is shown. */
export default function LogEntryDialog({
  entry,
  onClose,
}: {
  readonly entry: LogEntry;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const lines = contentLines(entry.content, say);
  return (
    <Dialog open onClose={onClose} title={say(entry.actionText)}>
      <div className="m-stack">
        <DescriptionList
          items={[
            [say(logWords.at), <DateText key="at" value={entry.at} time />],
            [say(logWords.who), say(entry.actorName)],
            ...(entry.organisationName === undefined
              ? []
              : [[say(logWords.organisation), entry.organisationName] as const]),
            [say(logWords.result), say(logWords[entry.outcome])],
            ...(entry.subjects.length === 0
              ? []
              : [
                  [
                    say(logWords.subject),
                    entry.subjects.map(({ id, name }) => (
                      <span key={id} className="block">
                        {name === undefined ? (
                          <code className="text-[0.8125rem] break-all">{id}</code>
                        ) : (
                          name
                        )}
                      </span>
                    )),
                  ] as const,
                ]),
            [say(logWords.action), <code key="action">{entry.action}</code>],
            [
              say(logWords.id),
              <code key="id" className="text-[0.8125rem] break-all">
                {entry.entry}
              </code>,
            ],
          ]}
        />
        {lines.length === 0 ? null : (
          <section aria-labelledby="entry-content">
            <h3 id="entry-content" className="m-label">
              {say(logWords.content)}
            </h3>
            <DescriptionList items={lines} />
          </section>
        )}
        {entry.contentGone ? <p className="m-hint">{say(logWords.contentGone)}</p> : null}
        <EntryProof entry={entry} />
        <div className="m-dialog-actions">
          <Button kind="secondary" autoFocus onPress={onClose}>
            {say(designWords.close)}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function EntryProof({ entry }: { readonly entry: LogEntry }): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { data, error } = useQuery({
    queryKey: ['log-proof', entry.entry],
    queryFn: async () => {
      const given = await call('GET /log/entries/:entry/proof', {
        params: { entry: entry.entry },
      });
      const { entryHolds } = await import('./log-verify.ts');
      return { proof: given.proof, holds: await entryHolds(given, entry) };
    },
    staleTime: 0,
  });
  const problem = error as Problem | null;
  return (
    <section aria-labelledby="entry-proof">
      <h3 id="entry-proof" className="m-label">
        {say(logWords.entryProof)}
      </h3>
      {problem !== null ? (
        <Notice tone="error" title={say(problem.text)} />
      ) : data === undefined ? (
        <p role="status">{say(logWords.verifying)}</p>
      ) : data.proof === undefined ? (
        <Notice tone="info" title={say(logWords.entryWaits)} />
      ) : data.holds ? (
        <Notice
          tone="success"
          title={say(logWords.entryHolds, {
            at: dateText(data.proof.at, locale, true),
            count: data.proof.entries.toLocaleString('ja'),
            number: (data.proof.index + 1).toLocaleString('ja'),
          })}
        >
          <p>{say(logWords.byWhom)}</p>
        </Notice>
      ) : (
        <Notice tone="error" title={say(logWords.entryBroken)}>
          <p>{say(logWords.entryBrokenNext)}</p>
        </Notice>
      )}
    </section>
  );
}
