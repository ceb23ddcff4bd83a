import { type ReactNode, useId, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { DescriptionList, Disclosure, StatusLabel } from '../../design/content.tsx';
import { DateText, dateText } from '../../design/date-text.tsx';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { signs } from '../../messages/signs.ts';
import { webhookWords as words } from '../../messages/webhooks.ts';
import {
  SecretShown,
  WebhookForm,
  type Webhooks,
  type WebhookWanted,
  webhooksKey,
} from './webhook-form.tsx';
import { WebhookLog } from './webhook-log.tsx';

type Webhook = Webhooks['webhooks'][number];

/** One address, how it fares, and what can be done about it. */
export function WebhookCard({
  webhook: one,
  possibleTypes,
}: {
  readonly webhook: Webhook;
  readonly possibleTypes: Webhooks['possibleTypes'];
}): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const heading = useId();
  const { address, stopped, formerUntil } = one;
  const isOver = formerUntil !== undefined && new Date(formerUntil).getTime() <= Date.now();
  const named = possibleTypes.filter(({ type }) => one.types.includes(type));
  return (
    <section className="m-card m-stack" aria-labelledby={heading}>
      <div className="m-row">
        <h3 id={heading} className="break-all">
          {address}
        </h3>
        {stopped === undefined ? (
          <StatusLabel tone="success">{say(words.on)}</StatusLabel>
        ) : stopped.why === 'person' ? (
          <StatusLabel>{say(words.off)}</StatusLabel>
        ) : (
          <StatusLabel tone="error">{say(words.broken)}</StatusLabel>
        )}
      </div>
      {stopped === undefined || stopped.why === 'person' ? null : (
        <Notice tone="warning" title={say(stopped.why === 'gone' ? words.gone : words.failing)}>
          <p>{say(words.mend)}</p>
        </Notice>
      )}
      <DescriptionList
        small
        items={[
          [say(words.told), named.map(({ text }) => say(text)).join(say(signs.comma))],
          [say(words.made), <DateText key="made" value={one.madeAt} />],
          ...(stopped === undefined
            ? []
            : ([
                [say(words.stoppedAt), <DateText key="stopped" value={stopped.at} time />],
              ] as const)),
          ...(formerUntil === undefined || isOver
            ? []
            : ([
                [
                  say(words.former),
                  say(words.formerUntil, { until: dateText(formerUntil, locale, true) }),
                ],
              ] as const)),
        ]}
      />
      <Acts webhook={one} possibleTypes={possibleTypes} />
      <Disclosure summary={say(words.log)} late>
        <WebhookLog webhook={one.webhook} possibleTypes={possibleTypes} />
      </Disclosure>
    </section>
  );
}

function Acts({
  webhook: one,
  possibleTypes,
}: {
  readonly webhook: Webhook;
  readonly possibleTypes: Webhooks['possibleTypes'];
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { locale } = useLanguage();
  const [open, setOpen] = useState<'change' | 'rotate' | 'remove'>();
  const { webhook, address, types, version } = one;
  const isOn = one.stopped === undefined;
  const params = { webhook };
  const put = (body: WebhookWanted & { on: boolean }, key: string) =>
    call('PUT /webhooks/:webhook', { params, body: { ...body, version }, key });
  const change = useAct((wanted: WebhookWanted, key) => put({ ...wanted, on: isOn }, key), () => {
    setOpen(undefined);
    toast(say(words.saved));
  }, [webhooksKey]);
  const turn = useAct(
    (on: boolean, key) => put({ address, types, on }, key),
    (_, on) => toast(say(on ? words.started : words.stopped)),
    [webhooksKey],
  );
  const test = useAct(
    (_: undefined, key) => call('POST /webhooks/:webhook/tests', { params, key }),
    () => toast(say(words.tested)),
    [[...webhooksKey, webhook]],
  );
  const rotate = useAct(
    (_: undefined, key) => call('POST /webhooks/:webhook/secrets', { params, key }),
    () => setOpen(undefined),
    [webhooksKey],
  );
  const remove = useAct((_: undefined, key) =>
    call('DELETE /webhooks/:webhook', { params, key }), () => {
    setOpen(undefined);
    toast(say(words.removed));
  }, [webhooksKey]);
  const problem = turn.problem ?? test.problem;
  const of = (act: string) => ({ 'aria-label': say(words.actOf, { address, act }), children: act });
  if (rotate.done !== undefined) {
    const until = dateText(rotate.done.formerUntil, locale, true);
    return (
      <SecretShown
        secret={rotate.done.secret}
        text={say(words.rotatedText, { until })}
        onKept={rotate.forget}
      />
    );
  }
  return (
    <>
      {problem === null ? null : (
        <Notice tone="error" title={say(problem.text)}>
          {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
        </Notice>
      )}
      <div className="m-row">
        {isOn ? (
          <Button
            kind="secondary"
            size="small"
            busy={test.busy}
            onPress={() => test.run(undefined)}
            {...of(say(words.test))}
          />
        ) : null}
        <Button
          kind="secondary"
          size="small"
          aria-expanded={open === 'change'}
          onPress={() => setOpen(open === 'change' ? undefined : 'change')}
          {...of(say(words.change))}
        />
        <Button
          kind="secondary"
          size="small"
          onPress={() => setOpen('rotate')}
          {...of(say(words.rotate))}
        />
        <Button
          kind="secondary"
          size="small"
          busy={turn.busy}
          onPress={() => turn.run(!isOn)}
          {...of(say(isOn ? words.stop : words.start))}
        />
        <Button
          kind="danger"
          size="small"
          onPress={() => setOpen('remove')}
          {...of(say(words.remove))}
        />
      </div>
      {open === 'change' ? (
        <WebhookForm
          label={say(words.changeTitle)}
          act={say(words.save)}
          before={one}
          possibleTypes={possibleTypes}
          busy={change.busy}
          problem={formProblem(change.problem, say)}
          onSend={change.run}
        />
      ) : null}
      <ConfirmDialog
        open={open === 'rotate'}
        onClose={() => setOpen(undefined)}
        title={say(words.rotateTitle)}
        act={say(words.rotate)}
        onAct={() => rotate.run(undefined)}
        busy={rotate.busy}
      >
        <p>{say(words.rotateText)}</p>
        {rotate.problem === null ? null : <Notice tone="error" title={say(rotate.problem.text)} />}
      </ConfirmDialog>
      <ConfirmDialog
        open={open === 'remove'}
        onClose={() => setOpen(undefined)}
        title={say(words.removeTitle)}
        act={say(words.remove)}
        onAct={() => remove.run(undefined)}
        busy={remove.busy}
        danger
      >
        <p className="break-all">{say(words.removeText, { address })}</p>
        {remove.problem === null ? null : <Notice tone="error" title={say(remove.problem.text)} />}
      </ConfirmDialog>
    </>
  );
}
