import { type ReactNode, useId } from 'react';
import type { Problem } from '../../api/problem.ts';
import { Button } from '../../design/button.tsx';
import { DescriptionList } from '../../design/content.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { changeWords } from '../../messages/city-entry.ts';
import { designWords } from '../../messages/design.ts';
import { shellWords } from '../../messages/shell.ts';
import { cautionsOf, changesPlan, type Preview, type Wish } from './wish.ts';

/** What a change leads to, before it is made: saved, or proposed to whoever decides. */
export function ChangeDialog({
  wish,
  preview,
  busy,
  problem,
  onAct,
  onAgain,
  onClose,
}: {
  readonly wish: Wish;
  readonly preview: Preview;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onAct: (note: string) => void;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const proposes = preview.decides === 'promoter';
  const title = proposes ? changeWords.proposeTitle : changeWords.confirmTitle;
  const act = proposes
    ? say(changeWords.proposeAct)
    : (wish.ask?.act ?? say(changeWords.confirmAct));
  const cautions = cautionsOf(preview, wish.edits);
  const moved = problem?.code === 'conflict';
  return (
    <Dialog open onClose={onClose} title={wish.ask?.title ?? say(title)}>
      <Form label={say(title)} onSend={(data) => onAct(entered(data, 'proposalNote'))}>
        {problem === null ? null : (
          <Notice tone="error" title={say(moved ? changeWords.conflictTitle : problem.text)}>
            {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
          </Notice>
        )}
        {proposes ? <p>{say(changeWords.proposeText)}</p> : null}
        {wish.ask?.children}
        {preview.consequences === undefined ? null : (
          <Consequences of={preview.consequences} same={!changesPlan(preview)} />
        )}
        {cautions.length === 0 ? null : (
          <Notice tone="warning" title={say(changeWords.warnings)} live={false}>
            <ul className="list-disc ps-6">
              {cautions.map(({ kind, key, field, text }) => (
                <li key={`${kind} ${key} ${field} ${text.en}`}>{say(text)}</li>
              ))}
            </ul>
          </Notice>
        )}
        {proposes ? (
          <TextField
            name="proposalNote"
            label={say(changeWords.proposeNote)}
            hint={say(changeWords.proposeNoteHint)}
            required={false}
            lines={3}
            maxLength={2_000}
          />
        ) : null}
        <div className="m-row">
          {moved ? (
            <Button onPress={onAgain}>{say(changeWords.conflictAct)}</Button>
          ) : (
            <Button
              type="submit"
              busy={busy}
              {...(wish.ask === undefined || wish.ask.adds === true || proposes
                ? {}
                : { kind: 'danger', solid: true })}
            >
              {act}
            </Button>
          )}
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

type Told = NonNullable<Preview['consequences']>;

/** What appears and falls away in the plan; what others answered first. */
export function Consequences({
  of,
  same,
}: {
  readonly of: Told;
  readonly same: boolean;
}): ReactNode {
  const say = useText();
  if (same) return <p>{say(changeWords.planSame)}</p>;
  const { counts, gaps, overlaps } = of;
  const change = (words: Told['gaps']): string => say(changeWords.fromTo, words);
  return (
    <>
      {of.answeredFellAway.length === 0 ? null : (
        <Notice
          tone="warning"
          live={false}
          title={say(changeWords.answeredTitle, { count: of.answeredFellAway.length })}
        >
          <p>{say(changeWords.answeredText)}</p>
          <Few rows={of.answeredFellAway} />
        </Notice>
      )}
      <DescriptionList
        items={[
          ...(['findings', 'scenarios', 'requirements', 'lines'] as const).flatMap((name) => {
            const { appeared, changed, fellAway } = counts[name];
            return appeared + changed + fellAway === 0
              ? []
              : [
                  [
                    say(changeWords[name]),
                    [
                      [changeWords.countAppeared, appeared] as const,
                      [changeWords.countChanged, changed] as const,
                      [changeWords.countFellAway, fellAway] as const,
                    ]
                      .flatMap(([words, count]) => (count === 0 ? [] : [say(words, { count })]))
                      .join(say(shellWords.and)),
                  ] as const,
                ];
          }),
          ...(gaps.before === gaps.after ? [] : [[say(changeWords.gaps), change(gaps)] as const]),
          ...(overlaps.before === overlaps.after
            ? []
            : [[say(changeWords.overlaps), change(overlaps)] as const]),
        ]}
      />
      <Titled title={say(changeWords.appeared)} rows={of.appeared} />
      <Titled title={say(changeWords.fellAway)} rows={of.fellAway} />
    </>
  );
}

function Titled({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: Told['appeared'];
}): ReactNode {
  const id = useId();
  if (rows.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <Few rows={rows} />
    </section>
  );
}

const mostTold = 6;

function Few({ rows }: { readonly rows: Told['appeared'] }): ReactNode {
  const say = useText();
  return (
    <ul className="list-disc ps-6">
      {rows.slice(0, mostTold).map(({ id, name }) => (
        <li key={id}>{say(name)}</li>
      ))}
      {rows.length > mostTold ? (
        <li>{say(changeWords.andMore, { count: rows.length - mostTold })}</li>
      ) : null}
    </ul>
  );
}
