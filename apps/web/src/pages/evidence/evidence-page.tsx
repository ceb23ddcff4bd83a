import { lazy, type ReactNode, Suspense, useState } from 'react';
import { offered } from '../../api/session.ts';
import { useRows } from '../../api/use-rows.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState, MoreRows } from '../../design/content.tsx';
import { entered } from '../../design/form.tsx';
import { Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { designWords } from '../../messages/design.ts';
import { evidenceKindWords, evidenceWords as words } from '../../messages/evidence.ts';
import { sheetWords } from '../../messages/sheet.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { evidenceChanges } from './evidence-queries.ts';
import { EvidenceTable } from './evidence-table.tsx';

const EvidenceForm = lazy(() => import('./evidence-form.tsx'));

const kinds = ['file', 'link', 'note', 'check'] as const;
const standings = { expired: words.expiredOnly, soon: words.soonOnly, unused: words.unusedOnly };
type Standing = keyof typeof standings;

/** All evidence that one sees: what is over, what will be, and what proves nothing. */
export default function EvidencePage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const [isAdding, setAdding] = useState(false);
  const [sought, setSought] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>();
  const [standing, setStanding] = useState<Standing>();
  const found = useRows(
    ['sheet', 'evidence', 'list', sought, kind ?? '', standing ?? ''],
    async (cursor) => {
      const { evidence, next } = await call('GET /evidence', {
        query: {
          ...(sought === '' ? {} : { words: sought }),
          ...(kind === undefined ? {} : { kind }),
          ...(standing === undefined ? {} : { standing }),
          ...(cursor === undefined ? {} : { cursor }),
        },
      });
      return { items: evidence, ...(next === undefined ? {} : { next }) };
    },
  );
  const isNarrowed = sought !== '' || kind !== undefined || standing !== undefined;
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(sheetWords.title)}
          </Link>,
          say(words.title),
        ]}
      />
      <PageTitle title={say(words.title)} lead={say(words.lead)}>
        {offered(session, 'sheet:answer') ? (
          <Button
            kind={isAdding ? 'secondary' : 'primary'}
            aria-expanded={isAdding}
            onPress={() => setAdding(!isAdding)}
          >
            {say(isAdding ? designWords.cancel : words.add)}
          </Button>
        ) : null}
      </PageTitle>
      <div className="m-stack">
        {isAdding ? (
          <section className="m-section" aria-labelledby="adding">
            <h2 id="adding">{say(words.add)}</h2>
            <Suspense>
              <EvidenceForm />
            </Suspense>
          </section>
        ) : null}
        <search>
          <form
            className="m-filter"
            aria-label={say(words.search)}
            onSubmit={(event) => {
              event.preventDefault();
              setSought(entered(new FormData(event.currentTarget), 'words'));
            }}
          >
            <TextField name="words" label={say(words.search)} maxLength={100} />
            <Select
              name="kind-of"
              label={say(words.kind)}
              value={kind ?? ''}
              choices={[
                { value: '', label: say(words.every) },
                ...kinds.map((each) => ({ value: each, label: say(evidenceKindWords[each]) })),
              ]}
              onChange={(value) => setKind(kinds.find((each) => each === value))}
            />
            <Select
              name="standing"
              label={say(words.standing)}
              value={standing ?? ''}
              choices={[
                { value: '', label: say(words.every) },
                ...Object.entries(standings).map(([value, label]) => ({
                  value,
                  label: say(label),
                })),
              ]}
              onChange={(value) =>
                setStanding((Object.keys(standings) as Standing[]).find((each) => each === value))
              }
            />
            <Button type="submit" kind="secondary">
              {say(words.searchAct)}
            </Button>
          </form>
        </search>
        {found.rows === undefined ? (
          <Pending problem={found.problem} />
        ) : found.rows.length === 0 ? (
          <EmptyState title={say(isNarrowed ? words.noneFound : words.none)}>
            {isNarrowed ? null : <p className="mt-2">{say(words.noneNext)}</p>}
          </EmptyState>
        ) : (
          <>
            <EvidenceTable caption={say(words.title)} pieces={found.rows} />
            <MoreRows more={found.more} busy={found.busy} onMore={found.next} note="" />
          </>
        )}
        {offered(session, 'evidence:check') ? <AskForChecks /> : null}
      </div>
    </>
  );
}

function AskForChecks(): ReactNode {
  const say = useText();
  const toast = useToast();
  const ask = useAct(
    (_: undefined, key) => call('POST /evidence/checks', { key }),
    () => toast(say(words.checksAsked)),
    evidenceChanges,
  );
  return (
    <div>
      <p className="mb-2">{say(words.checksLead)}</p>
      {ask.problem === null ? null : <Notice tone="error" title={say(ask.problem.text)} />}
      <Button kind="secondary" busy={ask.busy} onPress={() => ask.run(undefined)}>
        {say(words.checks)}
      </Button>
    </div>
  );
}
