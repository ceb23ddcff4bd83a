import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb } from '../../design/content.tsx';
import { CopyField } from '../../design/copy-field.tsx';
import { Form } from '../../design/form.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { useText } from '../../language.tsx';
import { outsideWords as words } from '../../messages/outside.ts';
import { outsideWays } from '../../messages/outside-ways.ts';
import { PageTitle } from '../../shell/page-title.tsx';
import { OnlyHere } from '../only-here.tsx';
import { AddresseeFields, addresseeIn, missingIn } from './addressee-fields.tsx';
import { ChooseLines } from './choose-lines.tsx';
import { linkChanges } from './outside-queries.ts';
import { WithoutMail } from './without-mail.tsx';

/** Asks somebody outside to answer lines: which ones, and whom. */
export default function AskPage(): ReactNode {
  const say = useText();
  const byHand = useSession().session?.mail === false;
  const { line } = useSearch({ strict: false }) as { readonly line?: unknown };
  const [lines, setLines] = useState<readonly string[]>(linesIn(line));
  const [missing, setMissing] = useState(false);
  const send = useAct(
    (body: ReturnType<typeof addresseeIn> & { lines: string[] }, key) =>
      call('POST /sheet/links', { body, key }),
    () => undefined,
    linkChanges,
  );
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(words.toSheet)}
          </Link>,
          <Link key="links" to="/sheet/links">
            {say(outsideWays.title)}
          </Link>,
          say(words.ask),
        ]}
      />
      <PageTitle title={say(words.ask)} />
      {send.done !== undefined ? (
        <Notice tone="success" title={say(byHand ? words.made : words.sent)}>
          <p>{say(byHand ? words.onceByHand : words.once)}</p>
          <CopyField label={say(words.url)} value={send.done.url} />
          <p>
            <Link to="/sheet/links" alone>
              {say(words.back)}
            </Link>
          </p>
        </Notice>
      ) : (
        <div className="m-stack">
          <OnlyHere />
          {byHand ? <WithoutMail /> : null}
          <section aria-labelledby="lines">
            <h2 id="lines">{say(words.lines)}</h2>
            {missing && lines.length === 0 ? (
              <Notice tone="error" title={say(words.linesMissing)} />
            ) : null}
            <ChooseLines chosen={lines} onChange={setLines} />
          </section>
          <section aria-labelledby="whom">
            <h2 id="whom">{say(words.whom)}</h2>
            <Form
              label={say(words.ask)}
              check={(data) => missingIn(data, say, true)}
              onSend={(data) => {
                setMissing(lines.length === 0);
                if (lines.length > 0) send.run({ ...addresseeIn(data), lines: [...lines] });
              }}
              problem={formProblem(send.problem, say)}
            >
              <AddresseeFields mailNeeded byHand={byHand} />
              <div>
                <Button type="submit" busy={send.busy}>
                  {say(byHand ? words.make : words.send)}
                </Button>
              </div>
            </Form>
          </section>
        </div>
      )}
    </>
  );
}

/** Lines that the address names, one or several. */
const linesIn = (line: unknown): readonly string[] =>
  (Array.isArray(line) ? line : [line]).filter((each) => typeof each === 'string');
