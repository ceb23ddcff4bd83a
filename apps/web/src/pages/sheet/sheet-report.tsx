import { type ReactNode, useRef, useState } from 'react';
import { download } from '../../api/download.ts';
import { useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Disclosure } from '../../design/content.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { reportWords as words } from '../../messages/sheet-report.ts';
import { ProblemNotice } from '../sheet-books/problem-notice.tsx';
import type { SheetFilter } from './grid/filter-names.ts';

const forms = [
  { path: 'pdf', name: words.pdf, note: words.pdfNote },
  { path: 'xlsx', name: words.xlsx, note: words.xlsxNote },
  {
    path: 'oscal',
    document: 'plan-of-action-and-milestones',
    name: words.poam,
    note: words.poamNote,
  },
  { path: 'oscal', document: 'assessment-results', name: words.results, note: words.resultsNote },
  { path: 'oscal', document: 'system-security-plan', name: words.plan, note: words.planNote },
] as const;
type Form = (typeof forms)[number];

/** What the sheet is narrowed to as a document: on paper, as a workbook, or for other programs. */
export function SheetReport({
  filter,
  total,
}: {
  readonly filter: SheetFilter;
  readonly total: number;
}): ReactNode {
  const say = useText();
  const { locale } = useLanguage();
  const giveUp = useRef<AbortController>(undefined);
  const [share, setShare] = useState<number>();
  const get = useAct(async (form: Form) => {
    setShare(undefined);
    giveUp.current = new AbortController();
    const asked = new URLSearchParams({
      ...filter,
      language: locale,
      ...('document' in form ? { document: form.document } : {}),
    });
    await download(`/sheet/report/${form.path}?${asked}`, {
      progress: setShare,
      signal: giveUp.current.signal,
    });
  });
  const percent = share === undefined ? undefined : Math.round(share * 100);
  return (
    <div className="m-screen-only mt-4">
      <Disclosure summary={say(words.title)}>
        <div className="m-stack">
          <p>
            {say(words.lead, { total })}
            {say(words.handling)}
          </p>
          <ProblemNotice problem={get.problem} />
          {get.busy ? (
            <div className="m-row" role="status">
              <progress
                max={100}
                {...(percent === undefined ? {} : { value: percent })}
                aria-label={say(words.making)}
              />
              <span>{percent === undefined ? say(words.making) : `${percent} %`}</span>
              <Button kind="text" onPress={() => giveUp.current?.abort()}>
                {say(words.cancel)}
              </Button>
            </div>
          ) : (
            <ul className="m-stack">
              {forms.map((form) => (
                <li key={form.name.ja}>
                  <Button kind="secondary" onPress={() => get.run(form)}>
                    {say(form.name)}
                  </Button>
                  <span className="m-hint block">{say(form.note)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      </Disclosure>
    </div>
  );
}
