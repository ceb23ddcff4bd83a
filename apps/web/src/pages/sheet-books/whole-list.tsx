import { type ReactNode, useRef, useState } from 'react';
import { download } from '../../api/download.ts';
import { useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { bookWords as words } from '../../messages/sheet-books.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** All lines that one sees as one workbook, made while it is received; it can be given up on the way. */
export function WholeList(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const { session } = useSession();
  const giveUp = useRef<AbortController>(undefined);
  const [share, setShare] = useState<number>();
  const get = useAct(async (language: string) => {
    setShare(undefined);
    giveUp.current = new AbortController();
    await download(`/sheet/whole?language=${language}`, {
      progress: setShare,
      signal: giveUp.current.signal,
    });
  });
  const percent = share === undefined ? undefined : Math.round(share * 100);
  const isWhole = session?.seat?.promoter === true;
  return (
    <section className="m-stack">
      <h2>{say(isWhole ? words.whole : words.wholeOwn)}</h2>
      <p>{say(words.wholeLead)}</p>
      <ProblemNotice problem={get.problem} />
      {get.busy ? (
        <div className="m-row" role="status">
          <progress
            max={100}
            {...(percent === undefined ? {} : { value: percent })}
            aria-label={say(percent === undefined ? words.preparing : words.coming)}
          />
          <span>{percent === undefined ? say(words.preparing) : `${percent} %`}</span>
          <Button kind="text" onPress={() => giveUp.current?.abort()}>
            {say(words.cancel)}
          </Button>
        </div>
      ) : (
        <p>
          <Button kind="secondary" onPress={() => get.run(locale)}>
            {say(words.wholeGet)}
          </Button>
        </p>
      )}
    </section>
  );
}
