import { type ReactNode, useState } from 'react';
import { formProblem } from '../api/form-problem.ts';
import type { Answer, Approval } from '../api/routes.ts';
import { call, useAct } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Disclosure, StatusLabel } from '../design/content.tsx';
import { CopyField } from '../design/copy-field.tsx';
import { DateText } from '../design/date-text.tsx';
import { FileField } from '../design/file-field.tsx';
import { entered, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { Select } from '../design/select.tsx';
import { Table } from '../design/table.tsx';
import { TextField } from '../design/text-field.tsx';
import { useToast } from '../design/toast.tsx';
import { useText } from '../language.tsx';
import { approvalWords as words } from '../messages/approvals.ts';
import { letterWords } from '../messages/letters.ts';
import { approvalChanges } from './approval-queries.ts';
import { LetterState } from './letter-state.tsx';
import { OnlyHere } from './only-here.tsx';

interface PartProps {
  readonly seen: Approval;
}

/** How a town of one officer gets through: somebody outside, the signed paper, or a self-check. */
export default function OtherWays({ seen }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const withdraw = useAct(
    (_: undefined, key) =>
      call('DELETE /approvals/:approval', { params: { approval: seen.approval }, key }),
    () => toast(say(words.withdrawn2)),
    approvalChanges,
  );
  return (
    <section aria-labelledby="other-ways">
      <h2 id="other-ways">{say(words.others)}</h2>
      <div className="m-stack">
        {seen.links.length === 0 ? null : <Links seen={seen} />}
        {seen.validity !== 'holds' ? null : (
          <>
            <Disclosure summary={say(words.linkTitle)}>
              <LinkForm seen={seen} />
            </Disclosure>
            <Disclosure summary={say(words.paperTitle)}>
              <PaperForm seen={seen} />
            </Disclosure>
            {seen.selfCheckAllowed ? (
              <Disclosure summary={say(words.selfTitle)}>
                <SelfCheckForm seen={seen} />
              </Disclosure>
            ) : null}
          </>
        )}
        {withdraw.problem === null ? null : (
          <Notice tone="error" title={say(withdraw.problem.text)} />
        )}
        <p>
          <Button kind="text" busy={withdraw.busy} onPress={() => withdraw.run(undefined)}>
            {say(words.withdraw)}
          </Button>
        </p>
      </div>
    </section>
  );
}

function Links({ seen }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const revoke = useAct(
    (link: string, key) =>
      call('DELETE /approvals/:approval/links/:link', {
        params: { approval: seen.approval, link },
        key,
      }),
    () => toast(say(words.linkRevokedDone)),
    approvalChanges,
  );
  return (
    <Table
      caption={say(words.links)}
      rows={seen.links}
      rowKey={({ link }) => link}
      columns={[
        {
          id: 'for',
          label: say(words.linkFor),
          names: true,
          cell: ({ name, office, email }) => (
            <>
              {office} {name}
              <br />
              <span className="m-hint font-normal">{email}</span>
            </>
          ),
        },
        {
          id: 'until',
          label: say(words.linkUntil),
          cell: ({ expiresAt }) => <DateText value={expiresAt} />,
        },
        ...(seen.links.some(({ letter }) => letter !== undefined)
          ? [
              {
                id: 'letter',
                label: say(letterWords.title),
                width: 'words' as const,
                // Of a link that is over nobody asks how it went.
                cell: ({ letter, used, revoked }: Approval['links'][number]) =>
                  used || revoked ? null : <LetterState letter={letter} about="approval" />,
              },
            ]
          : []),
        {
          id: 'state',
          label: say(words.state),
          cell: ({ used, revoked, resting, expiresAt, link, name }) => {
            const over = Date.parse(expiresAt) <= Date.now();
            const open = !used && !revoked && !over;
            const state = used
              ? words.linkUsed
              : revoked
                ? words.linkRevoked
                : over
                  ? words.linkOver
                  : resting
                    ? words.linkResting
                    : words.linkOpen;
            return (
              <span className="m-row">
                <StatusLabel tone={!open ? 'neutral' : resting ? 'warning' : 'info'}>
                  {say(state)}
                </StatusLabel>
                {open && resting ? (
                  <span className="m-choice-hint">{say(words.linkRestingText)}</span>
                ) : null}
                {open ? (
                  <Button
                    kind="text"
                    size="small"
                    busy={revoke.busy}
                    aria-label={say(words.linkRevokeOf, { name })}
                    onPress={() => revoke.run(link)}
                  >
                    {say(words.linkRevoke)}
                  </Button>
                ) : null}
              </span>
            );
          },
        },
      ]}
    />
  );
}

const dayChoices = [3, 7, 14, 30];

function LinkForm({ seen }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const [made, setMade] = useState<Answer<'POST /approvals/:approval/links'> & { name: string }>();
  const send = useAct(
    (body: { name: string; office: string; email: string; days: number }, key) =>
      call('POST /approvals/:approval/links', { params: { approval: seen.approval }, body, key }),
    (answer, { name }) => {
      setMade({ ...answer, name });
      if (answer.delivery === 'mail') toast(say(words.linkMailed));
    },
    approvalChanges,
  );
  return (
    <div className="m-stack">
      <p>{say(words.linkText)}</p>
      <OnlyHere />
      <Form
        label={say(words.linkTitle)}
        check={(data) => ({
          ...(entered(data, 'name') === '' ? { name: say(words.nameMissing) } : {}),
          ...(entered(data, 'office') === '' ? { office: say(words.officeMissing) } : {}),
          ...(entered(data, 'email') === '' ? { email: say(words.mailMissing) } : {}),
        })}
        onSend={(data) =>
          send.run({
            name: entered(data, 'name'),
            office: entered(data, 'office'),
            email: entered(data, 'email'),
            days: Number(entered(data, 'days')),
          })
        }
        problem={formProblem(send.problem, say)}
      >
        <TextField
          name="office"
          label={say(words.linkOffice)}
          hint={say(words.linkOfficeHint)}
          required
        />
        <TextField name="name" label={say(words.linkName)} required />
        <TextField name="email" label={say(words.linkMail)} inputMode="email" required />
        <Select
          name="days"
          label={say(words.linkDays)}
          defaultValue="7"
          choices={dayChoices.map((days) => ({
            value: String(days),
            label: say(words.days, { days }),
          }))}
        />
        <div>
          <Button type="submit" busy={send.busy}>
            {say(words.linkAct)}
          </Button>
        </div>
      </Form>
      {made?.url === undefined ? null : (
        <Notice tone="success" title={say(words.linkMade)}>
          <p>{say(words.linkOnce, { name: made.name })}</p>
          <CopyField label={say(words.linkUrl)} value={made.url} />
        </Notice>
      )}
    </div>
  );
}

function PaperForm({ seen }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const record = useAct(
    (given: { name: string; office: string; on: string; file: File }, key) =>
      call('POST /approvals/:approval/paper', {
        params: { approval: seen.approval },
        query: {
          name: given.name,
          office: given.office,
          on: given.on,
          fileName: given.file.name,
          digest: seen.digest,
        },
        file: given.file,
        key,
      }),
    () => toast(say(words.paperDone)),
    approvalChanges,
  );
  return (
    <div className="m-stack">
      <p>{say(words.paperText)}</p>
      <Form
        label={say(words.paperTitle)}
        check={(data) => ({
          ...(entered(data, 'paper-office') === ''
            ? { 'paper-office': say(words.officeMissing) }
            : {}),
          ...(entered(data, 'paper-name') === '' ? { 'paper-name': say(words.nameMissing) } : {}),
          ...(entered(data, 'on') === '' ? { on: say(words.dayMissing) } : {}),
        })}
        onSend={(data) => {
          setMissing(file === undefined);
          if (file === undefined) return;
          record.run({
            name: entered(data, 'paper-name'),
            office: entered(data, 'paper-office'),
            on: entered(data, 'on'),
            file,
          });
        }}
        problem={formProblem(record.problem, say)}
      >
        <TextField name="paper-office" label={say(words.linkOffice)} required />
        <TextField name="paper-name" label={say(words.paperName)} required />
        <TextField name="on" label={say(words.paperDay)} type="date" required />
        <FileField
          label={say(words.paperFile)}
          hint={say(words.paperHint)}
          accept={['application/pdf', 'image/jpeg', 'image/png']}
          onFile={(given) => {
            setFile(given);
            setMissing(false);
          }}
        />
        {missing ? <Notice tone="error" title={say(words.paperMissing)} /> : null}
        <div>
          <Button type="submit" busy={record.busy}>
            {say(words.paperAct)}
          </Button>
        </div>
      </Form>
    </div>
  );
}

function SelfCheckForm({ seen }: PartProps): ReactNode {
  const say = useText();
  const toast = useToast();
  const check = useAct(
    (reason: string, key) =>
      call('POST /approvals/:approval/self-check', {
        params: { approval: seen.approval },
        body: { reason, digest: seen.digest },
        key,
      }),
    () => toast(say(words.selfDone)),
    approvalChanges,
  );
  return (
    <div className="m-stack">
      <p>{say(words.selfText)}</p>
      <Form
        label={say(words.selfTitle)}
        check={(data) =>
          entered(data, 'self-reason') === '' ? { 'self-reason': say(words.selfReasonMissing) } : {}
        }
        onSend={(data) => check.run(entered(data, 'self-reason'))}
        problem={formProblem(check.problem, say)}
      >
        <TextField name="self-reason" label={say(words.selfReason)} lines={2} required />
        <div>
          <Button type="submit" kind="secondary" busy={check.busy}>
            {say(words.selfAct)}
          </Button>
        </div>
      </Form>
    </div>
  );
}
