import { dayInJapan, dayText } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { useToast } from '../design/toast.tsx';
import { useLanguage, useText } from '../language.tsx';
import { calendarWords as words } from '../messages/calendar.ts';

type Feeds = Answer<'GET /sheet/calendars'>;
const queryKey = ['sheet', 'calendars'] as const;

/** Addresses under which one's calendar program reads one's own dates of the check sheet. */
export default function CalendarSettings(): ReactNode {
  const say = useText();
  const { data } = useQuery<Feeds, Problem>({
    queryKey,
    queryFn: () => call('GET /sheet/calendars'),
  });
  if (data === undefined) return null;
  return (
    <section className="m-section" aria-labelledby="calendar">
      <h2 id="calendar">{say(words.title)}</h2>
      <p className="mb-4">{say(words.lead)}</p>
      <p className="m-hint mb-4">{say(words.secret)}</p>
      <MakeFeed />
      {data.feeds.length === 0 ? null : <FeedList feeds={data.feeds} />}
    </section>
  );
}

function MakeFeed(): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const make = useAct(
    (withNames: boolean, key) =>
      call('POST /sheet/calendars', { body: { withNames, language: locale }, key }),
    undefined,
    [queryKey],
  );
  if (make.done !== undefined)
    return (
      <div className="m-stack">
        <Notice tone="success" title={say(words.made)}>
          <p>{say(words.madeText)}</p>
        </Notice>
        <CopyField label={say(words.address)} value={make.done.link} />
        <div>
          <Button onPress={make.forget}>{say(words.kept)}</Button>
        </div>
      </div>
    );
  return (
    <Form
      label={say(words.title)}
      onSend={(entered) => make.run(entered.get('names') !== null)}
      problem={formProblem(make.problem, say)}
    >
      <Checkbox name="names" value="yes">
        {say(words.withNames)}
      </Checkbox>
      <div>
        <Button type="submit" kind="secondary" busy={make.busy}>
          {say(words.make)}
        </Button>
      </div>
    </Form>
  );
}

function FeedList({ feeds }: { readonly feeds: Feeds['feeds'] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const revoke = useAct(
    (feed: string, key) => call('DELETE /sheet/calendars/:feed', { params: { feed }, key }),
    () => toast(say(words.revoked)),
    [queryKey],
  );
  return (
    <div className="m-stack pt-4">
      <h3>{say(words.list)}</h3>
      {revoke.problem === null ? null : <Notice tone="error" title={say(revoke.problem.text)} />}
      <ul className="m-stack">
        {feeds.map(({ feed, withNames, madeAt }) => {
          const said = say(words.one, {
            day: say(dayText(dayInJapan(new Date(madeAt)))),
            names: say(withNames ? words.named : words.plain),
          });
          return (
            <li key={feed} className="m-row">
              <span>{said}</span>
              <Button
                kind="danger"
                size="small"
                busy={revoke.busy}
                aria-label={`${said} ${say(words.revoke)}`}
                onPress={() => revoke.run(feed)}
              >
                {say(words.revoke)}
              </Button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
