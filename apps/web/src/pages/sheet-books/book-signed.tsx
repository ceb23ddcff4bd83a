import type { ReactNode } from 'react';
import { download } from '../../api/download.ts';
import { useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { DescriptionList, StatusLabel } from '../../design/content.tsx';
import { DateText, dateText } from '../../design/date-text.tsx';
import { Notice } from '../../design/notice.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { answerBookWords as words } from '../../messages/answer-books.ts';
import type { Preview } from './book-queries.ts';
import { ProblemNotice } from './problem-notice.tsx';

const standings = {
  first: { label: words.first, tone: 'info' },
  known: { label: words.known, tone: 'success' },
  replaced: { label: words.replaced, tone: 'error' },
} as const;

/** Who signed an answer book, by which key, and how somebody came to trust that key. */
export function BookSigned({
  file,
  signed,
  compared,
}: {
  readonly file: string;
  readonly signed: NonNullable<Preview['received']['signed']>;
  readonly compared: Preview['key'];
}): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const copy = useAct((_: null) =>
    download(`/sheet/answer-books/received/${file}/workbook?language=${locale}`),
  );
  const told = compared && {
    day: dateText(compared.comparedAt, locale, true),
    name: compared.comparedByName || say(words.somebody),
  };
  return (
    <section className="m-stack" aria-label={say(words.signature)}>
      {compared?.standing === 'replaced' ? (
        <Notice tone="error" title={say(words.replacedHint, told)} />
      ) : null}
      <DescriptionList
        items={[
          [say(words.signedBy), signed.by],
          [say(words.signedOn), <DateText key="on" value={signed.on} />],
          [say(words.signedKey), <code key="key">{signed.fingerprint}</code>],
          ...(compared === undefined
            ? []
            : [
                [
                  say(words.keyCompared),
                  <span key="compared" className="m-row">
                    <StatusLabel tone={standings[compared.standing].tone}>
                      {say(standings[compared.standing].label)}
                    </StatusLabel>
                    {compared.standing === 'replaced' ? null : (
                      <span>
                        {say(
                          compared.standing === 'first' ? words.firstHint : words.knownHint,
                          told,
                        )}
                      </span>
                    )}
                  </span>,
                ] as const,
              ]),
        ]}
      />
      <ProblemNotice problem={copy.problem} />
      <div className="m-row">
        <Button kind="secondary" onPress={() => copy.run(null)}>
          {say(words.readIn)}
        </Button>
      </div>
    </section>
  );
}
