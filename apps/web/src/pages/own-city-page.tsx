import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Seat } from '../api/routes.ts';
import { call, useAct, useNewSession, useSession } from '../api/use-server.ts';
import { cityLabel } from '../city-label.ts';
import { Button } from '../design/button.tsx';
import { EmptyState } from '../design/content.tsx';
import { Form } from '../design/form.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { ownCityWords } from '../messages/own-city.ts';
import { signs } from '../messages/signs.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { useSeatChange } from '../shell/seat-switch.tsx';
import { UnsavedGuard } from '../shell/unsaved-guard.tsx';
import { checkNewCity, NewCityFields, newCityOf } from './new-city-fields.tsx';
import { RemovalList } from './removal-list.tsx';

/** Where whoever runs the installation makes a further city, and where those without a seat are led. */
export default function OwnCityPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  if (session === undefined) return null;
  if (session.host) return <OwnCity />;
  return (
    <>
      <PageTitle title={say(ownCityWords.seatTitle)} />
      {session.seats.length > 0 ? (
        <SeatList seats={session.seats} />
      ) : (
        <EmptyState title={say(ownCityWords.noSeat)}>
          <p className="mt-2">{say(ownCityWords.noSeatText)}</p>
        </EmptyState>
      )}
    </>
  );
}

function SeatList({ seats }: { readonly seats: readonly Seat[] }): ReactNode {
  const say = useText();
  const choose = useSeatChange();
  return (
    <ul className="m-stack">
      {seats.map((seat) => (
        <li key={`${seat.city} ${seat.organisation}`}>
          <Button kind="secondary" onPress={() => choose(seat)}>
            {`${seat.organisationName}${say(signs.open)}${cityLabel(say, seat)}${say(signs.close)}`}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function OwnCity(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const toast = useToast();
  const navigate = useNavigate();
  const renew = useNewSession();
  const [touched, setTouched] = useState(false);
  const open = useAct(
    (body: { cityName: string; organisationName: string }, key) =>
      call('POST /cities', { body, key }),
    async (_, { cityName }) => {
      await renew();
      await navigate({ to: '/' });
      toast(say(ownCityWords.made, { city: cityName }));
    },
  );
  return (
    <>
      <PageTitle title={say(ownCityWords.title)} lead={say(ownCityWords.lead)} />
      <UnsavedGuard unsaved={touched && !open.busy && open.done === undefined} />
      <Form
        onTouched={() => setTouched(true)}
        check={(data) => checkNewCity(data, say)}
        onSend={(data) => open.run(newCityOf(data))}
        problem={formProblem(open.problem, say)}
      >
        <NewCityFields />
        <div>
          <Button type="submit" size="large" busy={open.busy}>
            {say(ownCityWords.act)}
          </Button>
        </div>
      </Form>
      {session?.seat === null && session.seats.length > 0 ? (
        <section className="m-section" aria-labelledby="seats">
          <h2 id="seats">{say(ownCityWords.seatTitle)}</h2>
          <SeatList seats={session.seats} />
        </section>
      ) : null}
      <RemovalList />
    </>
  );
}
