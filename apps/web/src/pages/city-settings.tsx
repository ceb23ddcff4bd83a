import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Problem } from '../api/problem.ts';
import type { Answer } from '../api/routes.ts';
import { offered } from '../api/session.ts';
import { call, useAct, useNewSession, useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { DescriptionList } from '../design/content.tsx';
import { ConfirmDialog } from '../design/dialog.tsx';
import { entered, Form } from '../design/form.tsx';
import { Link } from '../design/link.tsx';
import { Notice } from '../design/notice.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { accountWords } from '../messages/account.ts';
import { ownCityWords } from '../messages/own-city.ts';
import { settingsWords } from '../messages/settings.ts';
import { yardstickWords } from '../messages/yardstick.ts';
import { Pending } from '../shell/fallback-pages.tsx';
import { ApprovalPolicy } from './approval-policy.tsx';
import { ChangeRetention } from './log-retention.tsx';
import { RemovalList } from './removal-list.tsx';
import { ReviewPeriod } from './review-period.tsx';
import { UndeliveredPart } from './undelivered-part.tsx';

type City = Answer<'GET /city'>;

export default function CitySettings(): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const { data, error } = useQuery<City, Problem>({
    queryKey: ['city'],
    queryFn: () => call('GET /city'),
  });
  const change = useAct(
    (body: { name: string; secondFactorForAll: boolean; version: number }, key) =>
      call('PUT /city', { body, key }),
    () => toast(say(settingsWords.citySaved)),
    [['city'], ['session']],
  );
  if (data === undefined) return <Pending problem={error} />;
  const { city } = data;
  const changes = offered(session, 'city:change');
  return (
    <>
      {changes ? (
        <Form
          check={(form) =>
            entered(form, 'name') === '' ? { name: say(settingsWords.cityNameMissing) } : {}
          }
          onSend={(form) =>
            change.run({
              name: entered(form, 'name'),
              secondFactorForAll: form.has('secondFactorForAll'),
              version: city.version,
            })
          }
          problem={formProblem(change.problem, say)}
        >
          <TextField
            key={city.version}
            name="name"
            label={say(settingsWords.cityName)}
            defaultValue={city.name}
            maxLength={100}
            required
          />
          <Checkbox
            name="secondFactorForAll"
            defaultSelected={city.secondFactorForAll}
            hint={say(settingsWords.secondFactorHint)}
          >
            {say(settingsWords.secondFactorForAll)}
          </Checkbox>
          <div>
            <Button type="submit" busy={change.busy}>
              {say(settingsWords.citySave)}
            </Button>
          </div>
        </Form>
      ) : (
        <>
          <DescriptionList items={[[say(settingsWords.cityName), city.name]]} />
          <p className="m-hint mt-4">{say(settingsWords.cityReadOnly)}</p>
        </>
      )}
      <p className="m-section">
        <Link to="/plan/yardstick" alone>
          {say(yardstickWords.toYardstick)}
        </Link>
      </p>
      {changes ? <ApprovalPolicy /> : null}
      {changes ? <ReviewPeriod /> : null}
      {changes ? <ChangeRetention /> : null}
      {changes ? <UndeliveredPart /> : null}
      {city.sample && changes ? <RemoveSample /> : null}
      {session?.host === true && !session.sampleOnly ? (
        <>
          {session.seats.some(({ sample }) => sample) ? null : <OpenSample />}
          <RemovalList />
        </>
      ) : null}
    </>
  );
}

function RemoveSample(): ReactNode {
  const say = useText();
  const toast = useToast();
  const renew = useNewSession();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const remove = useAct(
    (_: undefined, key) => call('DELETE /city', { key }),
    async () => {
      setAsking(false);
      await renew();
      await router.invalidate();
      toast(say(settingsWords.sampleRemoved));
    },
  );
  return (
    <section className="m-section" aria-labelledby="sample">
      <h2 id="sample">{say(settingsWords.sampleTitle)}</h2>
      <p className="mb-4">{say(settingsWords.sampleText)}</p>
      <Button kind="danger" onPress={() => setAsking(true)}>
        {say(settingsWords.sampleRemove)}
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={say(settingsWords.sampleConfirm)}
        act={say(settingsWords.sampleRemove)}
        onAct={() => remove.run(undefined)}
        busy={remove.busy}
        danger
      >
        <p>{say(settingsWords.sampleText)}</p>
        {remove.problem === null ? null : <Notice tone="error" title={say(remove.problem.text)} />}
      </ConfirmDialog>
    </section>
  );
}

function OpenSample(): ReactNode {
  const say = useText();
  const toast = useToast();
  const renew = useNewSession();
  const router = useRouter();
  const open = useAct(
    (_: undefined, key) =>
      call('POST /cities', {
        body: {
          cityName: say(accountWords.sampleName),
          organisationName: say(accountWords.sampleName),
          sample: true,
        },
        key,
      }),
    async () => {
      await renew();
      await router.navigate({ to: '/' });
      toast(say(ownCityWords.sampleOpened));
    },
  );
  return (
    <section className="m-section" aria-labelledby="open-sample">
      <h2 id="open-sample">{say(settingsWords.sampleTitle)}</h2>
      <p className="mb-4">{say(ownCityWords.openSampleText)}</p>
      {open.problem === null ? null : <Notice tone="error" title={say(open.problem.text)} />}
      <Button kind="secondary" busy={open.busy} onPress={() => open.run(undefined)}>
        {say(ownCityWords.openSample)}
      </Button>
    </section>
  );
}
