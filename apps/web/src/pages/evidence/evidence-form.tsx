import { dayInJapan } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { call, useAct } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { FieldSpot } from '../../design/field-parts.tsx';
import { FileField } from '../../design/file-field.tsx';
import { entered, Form } from '../../design/form.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { evidenceKindWords, evidenceWords as words } from '../../messages/evidence.ts';
import { evidenceChanges, type Piece } from './evidence-queries.ts';
import { FileRoom } from './file-room.tsx';

const kinds = ['file', 'link', 'note'] as const;
type Kind = (typeof kinds)[number];
const cadences = [1, 3, 6, 12, 24, 36];
const accept = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  '.xlsx',
  '.docx',
  '.pptx',
  'text/plain',
  'text/csv',
];

interface Said {
  readonly title: string;
  readonly note: string;
  readonly effectiveOn: string;
  readonly expiresOn?: string;
  readonly cadenceMonths?: number;
}

const saidIn = (data: FormData): Said => ({
  title: entered(data, 'title'),
  note: entered(data, 'note'),
  effectiveOn: entered(data, 'effectiveOn'),
  ...(entered(data, 'expiresOn') === '' ? {} : { expiresOn: entered(data, 'expiresOn') }),
  ...(entered(data, 'cadenceMonths') === ''
    ? {}
    : { cadenceMonths: Number(entered(data, 'cadenceMonths')) }),
});

/** Adds a piece of evidence, to a line where one is named; or renews one that is there. */
export default function EvidenceForm({
  line,
  before,
}: {
  readonly line?: string;
  readonly before?: Piece;
}): ReactNode {
  const say = useText();
  const toast = useToast();
  const [chosen, setChosen] = useState<Kind>('file');
  const [file, setFile] = useState<File>();
  // Of the document: nobody but whoever has it knows the day.
  const [day, setDay] = useState('');
  const [percent, setPercent] = useState<number>();
  // A form that has done its work begins anew.
  const [round, setRound] = useState(0);
  const kind = before === undefined || before.kind === 'check' ? chosen : before.kind;
  const send = useAct(
    ({ said, url }: { said: Said; url: string }, key): Promise<unknown> => {
      const onProgress = (part: number): void => setPercent(Math.floor(part * 100));
      const sent = { key, onProgress };
      const lineOf = line === undefined ? {} : { line };
      if (before !== undefined) {
        const params = { evidence: before.evidence };
        const seen = before.latest.number;
        if (kind === 'file' && file !== undefined)
          return call('POST /evidence/:evidence/files', {
            params,
            query: { ...said, seen, fileName: file.name },
            file,
            ...sent,
          });
        const body = { ...said, seen, ...(kind === 'link' ? { url } : {}) };
        return call('POST /evidence/:evidence/revisions', { params, body, key });
      }
      if (kind === 'file' && file !== undefined)
        return call('POST /evidence/files', {
          query: { ...said, ...lineOf, fileName: file.name },
          file,
          ...sent,
        });
      const body = {
        ...said,
        ...lineOf,
        ...(kind === 'link' ? { kind, url } : { kind: 'note' as const }),
      };
      return call('POST /evidence', { body, key });
    },
    () => {
      toast(say(before === undefined ? words.added : words.renewed));
      setFile(undefined);
      setDay('');
      setPercent(undefined);
      setRound((now) => now + 1);
    },
    evidenceChanges,
  );
  const latest = before?.latest;
  return (
    <Form
      key={round}
      label={say(before === undefined ? words.add : words.renew)}
      check={(data) => ({
        ...(kind === 'file' && file === undefined && before === undefined
          ? { file: say(words.fileMissing) }
          : {}),
        ...(kind === 'link' && entered(data, 'url') === '' ? { url: say(words.urlMissing) } : {}),
        ...(entered(data, 'title') === '' ? { title: say(words.titleMissing) } : {}),
        ...(kind === 'note' && entered(data, 'note') === ''
          ? { note: say(words.noteMissing) }
          : {}),
        ...(entered(data, 'effectiveOn') === '' ? { effectiveOn: say(words.dayMissing) } : {}),
      })}
      onSend={(data) => send.run({ said: saidIn(data), url: entered(data, 'url') })}
      problem={formProblem(send.problem, say)}
    >
      {before === undefined ? (
        <Select
          name="kind"
          label={say(words.kind)}
          value={chosen}
          choices={kinds.map((each) => ({ value: each, label: say(evidenceKindWords[each]) }))}
          onChange={(value) => setChosen(kinds.find((each) => each === value) ?? 'file')}
        />
      ) : null}
      {kind === 'file' ? (
        <FieldSpot name="file">
          <FileField
            label={say(words.file)}
            hint={
              before === undefined
                ? say(words.fileHint)
                : `${say(words.keptFile)} ${say(words.fileHint)}`
            }
            accept={accept}
            onFile={setFile}
          />
          <FileRoom />
        </FieldSpot>
      ) : null}
      {kind === 'link' ? (
        <TextField
          name="url"
          label={say(words.url)}
          inputMode="url"
          defaultValue={latest?.url ?? ''}
          maxLength={2000}
          required
        />
      ) : null}
      <TextField
        name="title"
        label={say(words.titleField)}
        hint={say(words.titleHint)}
        defaultValue={before === undefined ? '' : say(before.title)}
        maxLength={100}
        required
      />
      <TextField
        name="effectiveOn"
        type="date"
        label={say(words.effective)}
        hint={say(words.effectiveHint)}
        value={day}
        onChange={setDay}
        required
      />
      <p>
        <Button kind="text" size="small" onPress={() => setDay(dayInJapan(new Date()))}>
          {say(words.today)}
        </Button>
      </p>
      <TextField name="expiresOn" type="date" label={say(words.expires)} />
      <Select
        name="cadenceMonths"
        label={say(words.cadence)}
        defaultValue={String(before?.cadenceMonths ?? '')}
        choices={[
          { value: '', label: say(words.noCadence) },
          ...cadences.map((months) => ({
            value: String(months),
            label: say(words.months, { months }),
          })),
        ]}
      />
      <TextField
        name="note"
        label={say(words.note)}
        hint={say(words.noteHint)}
        defaultValue={latest?.note ?? ''}
        lines={2}
        maxLength={1000}
      />
      <div className="m-row">
        <Button type="submit" kind="secondary" busy={send.busy}>
          {say(before === undefined ? words.addAct : words.renewAct)}
        </Button>
        <span role="status">
          {send.busy && percent !== undefined ? say(words.sending, { percent }) : ''}
        </span>
      </div>
    </Form>
  );
}
