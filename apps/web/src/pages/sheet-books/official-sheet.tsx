import { type ReactNode, useState } from 'react';
import { download } from '../../api/download.ts';
import { useAct } from '../../api/use-server.ts';
import { Disclosure } from '../../design/content.tsx';
import { FileField } from '../../design/file-field.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { useToast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { bookWords as words } from '../../messages/sheet-books.ts';
import { type BookList, ownAmong, tooLarge } from './book-queries.ts';
import { ProblemNotice } from './problem-notice.tsx';

/** Somebody's copy of the official sheet, filled with what an organisation answers now. */
export function OfficialSheet({
  answerers,
}: {
  readonly answerers: BookList['answerers'];
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const { locale } = useLanguage();
  const [whose, setWhose] = useState(ownAmong(answerers));
  const [large, setLarge] = useState<number>();
  const fill = useAct(
    async (file: File) => {
      const query = new URLSearchParams({ answeredBy: whose, language: locale });
      await download(`/sheet/official?${query}`, { file });
    },
    () => toast(say(words.filled)),
  );
  return (
    <Disclosure summary={say(words.official)}>
      <div className="m-stack">
        <p>{say(words.officialLead)}</p>
        {large === undefined ? null : (
          <Notice
            tone="error"
            title={say(words.large, { size: (large / 1024 / 1024).toFixed(1) })}
          />
        )}
        <ProblemNotice problem={large === undefined ? fill.problem : null} />
        <Select
          name="official-whose"
          label={say(words.organisation)}
          value={whose}
          onChange={setWhose}
          choices={answerers.map(({ key, name }) => ({ value: key, label: say(name) }))}
        />
        <FileField
          label={say(words.officialFile)}
          hint={say(words.officialHint)}
          accept={['.xlsx']}
          onFile={(file) => {
            setLarge(file.size > tooLarge ? file.size : undefined);
            if (file.size <= tooLarge) fill.run(file);
          }}
        />
        <p role="status">{fill.busy ? say(words.filling) : ''}</p>
      </div>
    </Disclosure>
  );
}
