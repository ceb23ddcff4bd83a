import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Checkbox } from '../../design/checkbox.tsx';
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
import { linkChanges } from './outside-queries.ts';

type Sent = ReturnType<typeof addresseeIn> & { withCode: boolean; withStatements: boolean };

/** A link by which somebody outside, such as a member of the council, sees how far the city has come. */
export default function SharePage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const share = useAct(
    (body: Sent, key) => call('POST /sheet/progress-links', { body, key }),
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
          say(words.share),
        ]}
      />
      <PageTitle title={say(words.share)} />
      <div className="m-stack">
        <OnlyHere />
        {share.done === undefined ? (
          <Form
            label={say(words.share)}
            check={(data) => missingIn(data, say, data.get('withCode') !== null)}
            onSend={(data) =>
              share.run({
                ...addresseeIn(data),
                withCode: data.get('withCode') !== null,
                withStatements: data.get('withStatements') !== null,
              })
            }
            problem={formProblem(share.problem, say)}
          >
            <AddresseeFields mailNeeded={false} />
            <Checkbox name="withCode" value="yes">
              {say(session?.mail === false ? words.withToldCode : words.withCode)}
            </Checkbox>
            <Checkbox name="withStatements" value="yes">
              {say(words.withStatements)}
            </Checkbox>
            <div>
              <Button type="submit" busy={share.busy}>
                {say(words.make)}
              </Button>
            </div>
          </Form>
        ) : (
          <Notice tone="success" title={say(words.made)}>
            <p>{say(session?.mail === false ? words.onceByHand : words.onceShared)}</p>
            <CopyField label={say(words.url)} value={share.done.url} />
            <p>
              <Link to="/sheet/links" alone>
                {say(words.back)}
              </Link>
            </p>
          </Notice>
        )}
      </div>
    </>
  );
}
