import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { dateText } from '../../design/date-text.tsx';
import { Notice } from '../../design/notice.tsx';
import { useToast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { sheetWords as words } from '../../messages/sheet.ts';
import { answerChanges, type LineSeen } from './sheet-queries.ts';

/** Says by one act that what was accepted still holds. */
export function ConfirmAnswer({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { locale } = useLanguage();
  const { line, version, decided } = seen;
  const confirm = useAct(
    (_: null, key) =>
      call('POST /sheet/confirmations', { body: { answers: [{ line, version }] }, key }),
    ({ moved }) => {
      if (moved[0]?.problem === undefined) toast(say(words.submitted));
    },
    answerChanges,
  );
  const refused = confirm.done?.moved[0]?.problem;
  const problem = formProblem(confirm.problem, say);
  return (
    <section aria-labelledby="confirm">
      <h2 id="confirm">{say(words.confirmTitle)}</h2>
      {problem === undefined && refused === undefined ? null : (
        <Notice tone="error" title={problem?.title ?? (refused ? say(refused.text) : '')} />
      )}
      <p className="mb-4">{say(words.confirmText, { day: dateText(decided?.at ?? '', locale) })}</p>
      <Button busy={confirm.busy} onPress={() => confirm.run(null)}>
        {say(words.confirm)}
      </Button>
    </section>
  );
}
