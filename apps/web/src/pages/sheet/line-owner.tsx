import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { handsWords as words } from '../../messages/sheet-hands.ts';
import { answerChanges, type LineSeen } from './sheet-queries.ts';

/** In whose hands a line is; whoever may answer it says so. */
export function LineOwner({ seen }: { readonly seen: LineSeen }): ReactNode {
  const say = useText();
  const toast = useToast();
  const { session } = useSession();
  const { line, owner } = seen;
  const assigns = seen.may.answer && offered(session, 'sheet:assign');
  const { data } = useQuery<Answer<'GET /sheet/assignable'>, Problem>({
    queryKey: ['sheet', 'assignable', line],
    queryFn: () => call('GET /sheet/assignable', { query: { line } }),
    enabled: assigns,
  });
  const assign = useAct(
    (person: string, key) =>
      call('POST /sheet/assignments', {
        body: { lines: [line], ...(person === '' ? {} : { person }) },
        key,
      }),
    ({ assigned }) => {
      if (assigned[0]?.problem === undefined) toast(say(words.assigned));
    },
    answerChanges,
  );
  if (!assigns)
    return owner === undefined ? null : (
      <p>
        {say(words.title)}: {owner.name}
      </p>
    );
  const people = data?.people ?? [];
  const known = people.some(({ person }) => person === owner?.person);
  const refused = assign.done?.assigned[0]?.problem;
  const problem = formProblem(assign.problem, say);
  return (
    <section>
      {problem === undefined && refused === undefined ? null : (
        <Notice tone="error" title={problem?.title ?? (refused ? say(refused.text) : '')} />
      )}
      <Select
        name="owner"
        label={say(words.title)}
        hint={say(words.hint)}
        value={owner?.person ?? ''}
        disabled={assign.busy}
        onChange={(person) => assign.run(person)}
        choices={[
          { value: '', label: say(words.nobody) },
          ...(owner === undefined || known ? [] : [{ value: owner.person, label: owner.name }]),
          ...people.map(({ person, name, organisationName }) => ({
            value: person,
            label: say(words.person, { name, organisation: organisationName }),
          })),
        ]}
      />
    </section>
  );
}
