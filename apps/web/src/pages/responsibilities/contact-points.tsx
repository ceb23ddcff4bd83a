import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { StatusLabel } from '../../design/content.tsx';
import { Link } from '../../design/link.tsx';
import { useText } from '../../language.tsx';
import { purposeWords, responsibilityWords as words } from '../../messages/responsibilities.ts';
import { signs } from '../../messages/signs.ts';
import { Pending } from '../../shell/fallback-pages.tsx';

type Points = Answer<'GET /plan/contacts'>;
type Point = Points['organisations'][number];

const order = ['incident', 'out-of-hours', 'general'] as const;
/** Lines to write on by hand, beside those that the guideline names. */
const emptyLines = 3;

/** Whom to call: made for the wall beside the telephone. */
export default function ContactPoints(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { data, error } = useQuery<Points, Problem>({
    queryKey: ['plan', 'contacts'],
    queryFn: () => call('GET /plan/contacts'),
  });
  if (data === undefined) return <Pending problem={error} />;
  const changes = offered(session, 'register:change');
  return (
    <div className="m-contacts">
      <div className="m-row m-screen-only mb-4">
        <p>{say(words.contactsLead)}</p>
        <Button kind="secondary" onPress={() => print()}>
          {say(words.print)}
        </Button>
      </div>
      <p className="m-contacts-head">{say(words.contactsPaper)}</p>
      <div className="m-frame">
        <table className="m-contact-table">
          <caption className="sr-only">{say(words.contactsPaper)}</caption>
          <thead>
            <tr>
              <th scope="col">{say(words.organisation)}</th>
              <th scope="col">{say(words.when)}</th>
              <th scope="col">{say(words.post)}</th>
              <th scope="col">{say(words.phone)}</th>
            </tr>
          </thead>
          {data.organisations.map((point) => (
            <Organisation key={point.organisation.key} point={point} changes={changes} />
          ))}
        </table>
      </div>
      <section className="m-section m-contacts-outside" aria-labelledby="outside">
        <h2 id="outside">{say(words.outside)}</h2>
        <p className="m-hint">{say(words.outsideSource)}</p>
        <p className="mb-4">{say(words.outsideText)}</p>
        <div className="m-frame">
          <table className="m-contact-table" data-blank="">
            <caption className="sr-only">{say(words.outside)}</caption>
            <thead>
              <tr>
                <th scope="col">{say(words.outside)}</th>
                <th scope="col">{say(words.post)}</th>
                <th scope="col">{say(words.phone)}</th>
              </tr>
            </thead>
            <tbody>
              {data.outside.map(({ id, name, when }) => (
                <tr key={id}>
                  <th scope="row">
                    {say(name)}
                    <br />
                    <small className="m-hint font-normal">{say(when)}</small>
                  </th>
                  <td />
                  <td />
                </tr>
              ))}
              {Array.from({ length: emptyLines }, (_, line) => (
                <tr key={line}>
                  <th scope="row">
                    <span className="m-hint font-normal">{say(words.others)}</span>
                  </th>
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </div>
  );
}

function Organisation({
  point,
  changes,
}: {
  readonly point: Point;
  readonly changes: boolean;
}): ReactNode {
  const say = useText();
  const { organisation, contacts, missing, runs } = point;
  const inOrder = order.flatMap((purpose) => contacts.filter((each) => each.purpose === purpose));
  const lines = inOrder.length + (missing.length > 0 ? 1 : 0);
  const head = (
    <th scope="rowgroup" rowSpan={Math.max(1, lines)}>
      {say(organisation.name)}
      {runs.length === 0 ? null : (
        <small className="m-contact-runs">
          {say(words.runs)}
          {say(signs.colon)}
          {runs.map(({ name }) => say(name)).join(say(words.and))}
        </small>
      )}
    </th>
  );
  return (
    <tbody>
      {inOrder.map(({ purpose, post, phone, mail }, at) => (
        <tr key={`${purpose} ${post}`}>
          {at === 0 ? head : null}
          <td>{say(purposeWords[purpose])}</td>
          <td>
            {post}
            {mail === undefined ? null : <small className="m-contact-mail">{mail}</small>}
          </td>
          <td className="m-contact-phone">{phone ?? '—'}</td>
        </tr>
      ))}
      {missing.length === 0 ? null : (
        <tr>
          {inOrder.length === 0 ? head : null}
          <td>{missing.map((purpose) => say(purposeWords[purpose])).join(say(words.and))}</td>
          <td colSpan={2}>
            <StatusLabel tone="warning">{say(words.missing)}</StatusLabel>{' '}
            {changes ? (
              <span className="m-screen-only">
                <Link
                  to="/city/$kind/$key"
                  params={{ kind: 'organisations', key: organisation.key }}
                  aria-label={`${say(organisation.name)}${say(signs.colon)}${say(words.addContact)}`}
                >
                  {say(words.addContact)}
                </Link>
              </span>
            ) : null}
          </td>
        </tr>
      )}
    </tbody>
  );
}
