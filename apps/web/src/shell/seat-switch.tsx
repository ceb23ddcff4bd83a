import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Seat } from '../api/routes.ts';
import type { Session } from '../api/session.ts';
import { call, useAct, useNewSession } from '../api/use-server.ts';
import { cityLabel } from '../city-label.ts';
import { Icon } from '../design/icon.tsx';
import { Menu } from '../design/menu.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { roleWords, shellWords } from '../messages/shell.ts';

const idOf = (seat: Seat): string => `${seat.city} ${seat.organisation}`;

function Face({ seat }: { readonly seat: Seat }): ReactNode {
  const say = useText();
  return (
    <span>
      <span className="m-seat-city">{say(shellWords.seatIn, { city: cityLabel(say, seat) })}</span>
      <span className="m-seat-organisation">{seat.organisationName}</span>
    </span>
  );
}

/** Acts for another organisation from now on. */
export function useSeatChange(): (seat: Seat) => void {
  const say = useText();
  const toast = useToast();
  const navigate = useNavigate();
  const renew = useNewSession();
  return useAct(
    (seat: Seat, key) =>
      call('PUT /seat', {
        body: { city: seat.city, organisation: seat.organisation },
        key,
      }),
    async (_, seat) => {
      await renew();
      await navigate({ to: '/' });
      toast(say(shellWords.seatSwitched, { organisation: seat.organisationName }));
    },
  ).run;
}

/** In which city, and for which organisation, one acts: always in sight, with a switch where there are several. */
export function SeatSwitch({ session }: { readonly session: Session }): ReactNode {
  const say = useText();
  const change = useSeatChange();
  const { seat, seats } = session;
  if (seat === null) return null;
  if (seats.length < 2) {
    return (
      <p className="m-seat">
        <Face seat={seat} />
      </p>
    );
  }
  return (
    <div className="m-seat">
      <Menu
        className="m-seat-button"
        label={say(shellWords.seatChoose)}
        face={
          <>
            <Face seat={seat} />
            <span className="sr-only">{say(shellWords.seatSwitch)}</span>
            <Icon name="down" size={20} />
          </>
        }
        entries={seats.map((each) => ({
          id: idOf(each),
          label: each.organisationName,
          note: [cityLabel(say, each), ...each.roles.map((role) => say(roleWords[role]))].join(
            say(shellWords.and),
          ),
        }))}
        chosen={idOf(seat)}
        onChoose={(id) => {
          const chosen = seats.find((each) => idOf(each) === id);
          if (chosen !== undefined && id !== idOf(seat)) change(chosen);
        }}
      />
    </div>
  );
}
