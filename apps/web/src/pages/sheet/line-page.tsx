import { useSearch } from '@tanstack/react-router';
import { lazy, type ReactNode, useMemo, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useSession } from '../../api/use-server.ts';
import { Breadcrumb } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { outsideWays } from '../../messages/outside-ways.ts';
import { sheetWords as words } from '../../messages/sheet.ts';
import { Beside } from '../../shell/beside.tsx';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { AnswerForm } from './answer-form.tsx';
import { ConfirmAnswer } from './confirm-answer.tsx';
import { DecideAnswer, SelfCheckAnswer } from './decide-answer.tsx';
import { filterNames } from './grid/filter-names.ts';
import { LineAdded } from './line-added.tsx';
import { LineAsked } from './line-asked.tsx';
import { LineControl } from './line-control.tsx';
import { LineExamples } from './line-examples.tsx';
import { LineNotices } from './line-notices.tsx';
import { LineOwner } from './line-owner.tsx';
import { LineSaid } from './line-said.tsx';
import { LineSteps } from './line-steps.tsx';
import { type LineSeen, useLine } from './sheet-queries.ts';
import { StageLabel } from './stage-label.tsx';

// The answer is what one came for; what proves it comes behind.
const LineAlike = lazy(() => import('./line-alike.tsx'));
const LineShared = lazy(() => import('./line-shared.tsx'));
const LineEvidence = lazy(() => import('../evidence/line-evidence.tsx'));
const LineTalk = lazy(() => import('./line-talk.tsx'));
const LineHistory = lazy(() => import('./line-history.tsx'));

/** One line of the check sheet: what is asked, what was answered, and what is to be done next about it. */
export default function LinePage(): ReactNode {
  const say = useText();
  const { id, ...asked } = useSearch({ strict: false }) as Readonly<Record<string, unknown>>;
  const place = JSON.stringify(asked);
  // The same object as long as the address is the same.
  const search = useMemo(() => stepsOf(JSON.parse(place)), [place]);
  const [unsaved, setUnsaved] = useState(false);
  const [differing, setDiffering] = useState('');
  const line = typeof id === 'string' ? id : '';
  const { seen, problem } = useLine(line);
  const { session } = useSession();
  const mayAnswer = seen?.may.answer === true && offered(session, 'sheet:answer');
  // What a control answers is not written over by the way: one says first that this line differs.
  const isOpen =
    seen?.control === undefined || seen.control.following === 'own-words' || differing === line;
  const title =
    seen === undefined
      ? say(words.title)
      : say(words.lineTitle, { item: say(seen.checkItem.label), subject: say(seen.subject.name) });
  const control =
    seen === undefined ? null : (
      <LineControl
        key={`control ${line}`}
        seen={seen}
        may={mayAnswer}
        differing={differing === line}
        onDiffer={() => setDiffering(line)}
      />
    );
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="list" to="/sheet">
            {say(words.title)}
          </Link>,
          seen === undefined ? '…' : title,
        ]}
      />
      {seen === undefined ? (
        <>
          <PageTitle title={title} />
          <Pending problem={problem} />
        </>
      ) : (
        <>
          <PageTitle
            title={title}
            lead={<StageLabel line={{ ...seen.values, stage: seen.stage }} />}
          />
          <LineSteps
            key={`steps ${line}`}
            line={line}
            search={search}
            unsaved={unsaved}
            writes={seen.may.answer && offered(session, 'sheet:answer')}
          />
          <div className="m-stack">
            <LineNotices seen={seen} />
            <LineAdded seen={seen} />
            <LineAsked seen={seen} />
            {/* What answers it already is known before one writes; else it is one more way, beside the fields. */}
            {seen.control === undefined ? null : control}
            <div className="m-line-work">
              {mayAnswer && isOpen ? (
                <AnswerForm key={line} seen={seen} onUnsaved={setUnsaved} />
              ) : (
                <LineSaid seen={seen} />
              )}
              <aside className="m-stack" aria-label={say(words.beside)}>
                {seen.may.answer ? <LineExamples seen={seen} /> : null}
                {seen.control === undefined ? control : null}
                <LineOwner seen={seen} />
              </aside>
            </div>
            <Beside>
              {mayAnswer ? <LineAlike key={`alike ${line}`} seen={seen} unsaved={unsaved} /> : null}
              <LineShared key={`shared ${line}`} seen={seen} unsaved={unsaved} />
            </Beside>
            {mayAnswer && isOld(seen) ? <ConfirmAnswer seen={seen} /> : null}
            <Beside>
              <LineEvidence
                key={`evidence ${line}`}
                line={line}
                decides={seen.may.decide && offered(session, 'sheet:decide')}
              />
            </Beside>
            {seen.may.decide && offered(session, 'sheet:decide') ? (
              <DecideAnswer seen={seen} />
            ) : null}
            {seen.may.selfCheck && offered(session, 'sheet:self-check') ? (
              <SelfCheckAnswer seen={seen} />
            ) : null}
            {seen.may.answer && offered(session, 'sheet:send-link') ? (
              <p>
                <Link to="/sheet/links/ask" search={{ line } as never} alone>
                  {say(outsideWays.askThis)}
                </Link>
              </p>
            ) : null}
            <Beside>
              <LineTalk key={`talk ${line}`} line={line} />
              <LineHistory seen={seen} />
            </Beside>
          </div>
        </>
      )}
    </>
  );
}

/** What the list was narrowed to, as its address says; what else stands in an address is nothing to go by. */
const stepsOf = (asked: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = asked[name];
      return value === undefined || value === '' ? [] : [[name, String(value)]];
    }),
  );

/** It was accepted, and whoever answers is asked whether it still holds. */
const isOld = ({ stage, stale }: LineSeen): boolean =>
  stage === 'accepted' && (stale.includes('review-due') || stale.includes('subject-changed'));
