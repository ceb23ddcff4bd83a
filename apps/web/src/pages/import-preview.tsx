import type { ReactNode } from 'react';
import type { Preview as PreviewAnswer } from '../api/routes.ts';
import { Button } from '../design/button.tsx';
import { Checkbox } from '../design/checkbox.tsx';
import { DescriptionList, EmptyState, StatusLabel } from '../design/content.tsx';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Table } from '../design/table.tsx';
import { type Say, useText } from '../language.tsx';
import { elementKindWords, homeWords } from '../messages/home.ts';
import { signs } from '../messages/signs.ts';

/** What importing the file would change, or what has to be corrected in it first. */
export default function ImportPreview({
  preview,
  busy,
  onApply,
  onOther,
}: {
  readonly preview: PreviewAnswer;
  readonly busy: boolean;
  readonly onApply: () => void;
  readonly onOther: () => void;
}): ReactNode {
  const say = useText();
  const errors = preview.diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = preview.diagnostics.filter(({ severity }) => severity === 'warning');
  const { otherCity } = preview;
  const applies = preview.ok && preview.changes.length > 0;
  return (
    <>
      {otherCity === undefined ? null : (
        <OtherCityNotice otherCity={otherCity} changes={preview.changes} />
      )}
      {errors.length === 0 ? null : (
        <Notice tone="error" title={say(homeWords.errorsTitle, { count: errors.length })}>
          <p>{say(homeWords.errorsText)}</p>
          <Diagnostics list={errors} />
        </Notice>
      )}
      {warnings.length === 0 ? null : (
        <Notice tone="warning" title={say(homeWords.warningsTitle, { count: warnings.length })}>
          <Diagnostics list={warnings} />
        </Notice>
      )}
      {preview.renamed.length === 0 ? null : (
        <Notice tone="info" title={say(homeWords.renamedTitle)}>
          <ul className="list-disc ps-6">
            {preview.renamed.map(({ before, after }) => (
              <li key={`${before} ${after}`}>{say(homeWords.renamedOf, { before, after })}</li>
            ))}
          </ul>
          <p>{say(homeWords.renamedText)}</p>
        </Notice>
      )}
      {errors.length > 0 ? null : preview.changes.length === 0 ? (
        <EmptyState title={say(homeWords.noDifference)} />
      ) : (
        <Differences list={preview.changes} />
      )}
      <Form
        check={(data) =>
          otherCity === undefined || data.has('otherCity')
            ? {}
            : { otherCity: say(homeWords.otherCityMissing) }
        }
        onSend={onApply}
      >
        {applies && otherCity !== undefined ? (
          <Checkbox name="otherCity">
            {say(homeWords.otherCityMeant, { given: otherCity.given.name })}
          </Checkbox>
        ) : null}
        <div className="m-row pt-4">
          {applies ? (
            <Button type="submit" size="large" busy={busy}>
              {say(homeWords.apply)}
            </Button>
          ) : null}
          <Button kind="secondary" size="large" onPress={onOther}>
            {say(homeWords.otherFile)}
          </Button>
        </div>
      </Form>
    </>
  );
}

function OtherCityNotice({
  otherCity: { now, given },
  changes,
}: {
  readonly otherCity: NonNullable<PreviewAnswer['otherCity']>;
  readonly changes: PreviewAnswer['changes'];
}): ReactNode {
  const say = useText();
  const removed = changes.filter(({ change }) => change === 'removed').length;
  const sameKey = now.key === given.key;
  const named = ({ name, key }: typeof now): ReactNode => (
    <>
      {name} <code>{key}</code>
    </>
  );
  return (
    <Notice
      tone="warning"
      title={say(sameKey ? homeWords.otherNameTitle : homeWords.otherCityTitle)}
    >
      <DescriptionList
        items={[
          [say(homeWords.otherCityNow), named(now)],
          [say(homeWords.otherCityGiven), named(given)],
          ...(removed === 0
            ? []
            : [[say(homeWords.otherCityLost), say(homeWords.count, { count: removed })] as const]),
        ]}
      />
      <p className="mt-2">
        {say(sameKey ? homeWords.otherNameText : homeWords.otherCityText, { now: now.name })}
      </p>
    </Notice>
  );
}

function Diagnostics({ list }: { readonly list: PreviewAnswer['diagnostics'] }): ReactNode {
  const say = useText();
  return (
    <ul className="list-disc ps-6">
      {list.map(({ place, text, expected, nearest }) => (
        <li key={`${place} ${text.en}`}>
          <strong>{place}</strong>: {say(text)}
          {expected === undefined ? null : (
            <>
              <br />
              {say(homeWords.expected, { expected })}
            </>
          )}
          {nearest === undefined ? null : (
            <>
              <br />
              {say(homeWords.nearest, { nearest })}
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The file's own word for a kind, in the reader's language where we have one. */
const kindName = (kind: string, say: Say): string => {
  const words = elementKindWords[kind];
  return words === undefined ? kind : say(words);
};

/** What would be lost is read first. */
const order = ['removed', 'changed', 'added'] as const;

const kindTones = { added: 'success', changed: 'info', removed: 'error' } as const;

function Differences({ list }: { readonly list: PreviewAnswer['changes'] }): ReactNode {
  const say = useText();
  const sorted = order.flatMap((change) => list.filter((each) => each.change === change));
  const totals = order.flatMap((change) => {
    const count = sorted.filter((each) => each.change === change).length;
    return count === 0 ? [] : [`${say(homeWords[change])} ${count.toLocaleString('ja')}`];
  });
  return (
    <Table
      caption={`${say(homeWords.differenceTitle, { count: list.length })}: ${totals.join(say(signs.dot))}`}
      rows={sorted}
      rowKey={({ kind, key }) => `${kind} ${key}`}
      columns={[
        {
          id: 'kind',
          label: say(homeWords.kind),
          cell: ({ change }) => (
            <StatusLabel tone={kindTones[change]}>{say(homeWords[change])}</StatusLabel>
          ),
        },
        {
          id: 'name',
          label: say(homeWords.element),
          names: true,
          cell: ({ name, kind, key }) => (
            <>
              {say(name)}
              <br />
              <span className="m-hint text-[0.875rem] font-normal">
                {kindName(kind, say)} <code>{key}</code>
              </span>
            </>
          ),
        },
        {
          id: 'fields',
          label: say(homeWords.fields),
          width: 'words',
          cell: ({ details }) =>
            details.length === 0 ? null : (
              <ul className="ps-0">
                {details.map((each, at) => (
                  <li key={`${at} ${each.ja}`}>{say(each)}</li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
