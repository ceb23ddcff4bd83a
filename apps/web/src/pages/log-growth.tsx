import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Answer } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { TextField } from '../design/text-field.tsx';
import { useText } from '../language.tsx';
import { logWords } from '../messages/log.ts';

type Outcome = Answer<'GET /log/growth'>;

/** Whether the log only grew since a checkpoint that somebody kept and pastes here. */
export function LogGrowth(): ReactNode {
  const say = useText();
  const [outcome, setOutcome] = useState<Outcome>();
  const compare = useAct(async (pasted: string) => {
    setOutcome(undefined);
    const { asHandedOut, growthOf } = await import('./log-verify.ts');
    const checkpoint = asHandedOut(pasted);
    const proved = await call('GET /log/growth', { query: { checkpoint } });
    return { ...proved, growth: await growthOf(checkpoint, proved) };
  }, setOutcome);
  return (
    <>
      <p className="mb-4">{say(logWords.compareText)}</p>
      <Form
        check={(data): Readonly<Record<string, string>> =>
          entered(data, 'checkpoint') === '' ? { checkpoint: say(logWords.compareMissing) } : {}
        }
        onSend={(data) => compare.run(entered(data, 'checkpoint'))}
        problem={formProblem(compare.problem, say)}
      >
        <TextField name="checkpoint" label={say(logWords.compareField)} lines={6} />
        <div>
          <Button type="submit" kind="secondary" busy={compare.busy}>
            {say(logWords.compareAct)}
          </Button>
        </div>
      </Form>
      {outcome === undefined ? null : <GrowthNotice outcome={outcome} />}
    </>
  );
}

function GrowthNotice({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const say = useText();
  const { growth, epoch, latestEpoch } = outcome;
  const older = outcome.older.toLocaleString('ja');
  const entries = outcome.entries.toLocaleString('ja');
  const later =
    latestEpoch > epoch ? <p>{say(logWords.laterEpoch, { latest: latestEpoch })}</p> : null;
  if (growth === 'broken')
    return (
      <Notice tone="error" title={say(logWords.broken)}>
        <p>{say(logWords.entryBrokenNext)}</p>
      </Notice>
    );
  if (growth === 'not-signed')
    return (
      <Notice tone="warning" title={say(logWords.notSigned)}>
        <p>{say(logWords.notSignedNext)}</p>
      </Notice>
    );
  return (
    <Notice tone="success" title={say(logWords[growth], { older, entries })}>
      {later}
      <p>{say(logWords.byWhom)}</p>
    </Notice>
  );
}
