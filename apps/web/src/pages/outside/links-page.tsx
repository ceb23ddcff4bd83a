import { type ReactNode, useState } from 'react';
import { formProblem } from '../../api/form-problem.ts';
import { offered } from '../../api/session.ts';
import { call, useAct, useSession } from '../../api/use-server.ts';
import { Button } from '../../design/button.tsx';
import { Breadcrumb, EmptyState, MailText, StatusLabel } from '../../design/content.tsx';
import { CopyField } from '../../design/copy-field.tsx';
import { DateText } from '../../design/date-text.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { entered, Form } from '../../design/form.tsx';
import { ButtonLink, Link } from '../../design/link.tsx';
import { Notice } from '../../design/notice.tsx';
import { type Column, Table } from '../../design/table.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useToast } from '../../design/toast.tsx';
import { useText } from '../../language.tsx';
import { letterWords } from '../../messages/letters.ts';
import { outsideStateWords, outsideWords as words } from '../../messages/outside.ts';
import { outsideWays } from '../../messages/outside-ways.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { PageTitle } from '../../shell/page-title.tsx';
import { LetterState } from '../letter-state.tsx';
import { DaysField } from './addressee-fields.tsx';
import { CameBack } from './came-back.tsx';
import { linkChanges, type OutsideLink, useOutsideLinks } from './outside-queries.ts';
import { TellCode } from './tell-code.tsx';
import { WithoutMail } from './without-mail.tsx';

/** Links to people outside: how each stands, taken back at once, sent again, and what came back. */
export default function LinksPage(): ReactNode {
  const say = useText();
  const { session } = useSession();
  const { links, problem } = useOutsideLinks();
  const back = links?.filter(({ state, noted }) => state === 'handed-back' && !noted) ?? [];
  return (
    <>
      <Breadcrumb
        items={[
          <Link key="sheet" to="/sheet">
            {say(words.toSheet)}
          </Link>,
          say(outsideWays.title),
        ]}
      />
      <PageTitle title={say(outsideWays.title)} lead={say(words.lead)}>
        <ButtonLink to="/sheet/links/ask">{say(words.ask)}</ButtonLink>
        {offered(session, 'sheet:share-progress') ? (
          <ButtonLink to="/sheet/links/share" kind="secondary">
            {say(words.share)}
          </ButtonLink>
        ) : null}
      </PageTitle>
      <div className="m-stack">
        {session?.mail === false ? <WithoutMail /> : null}
        {back.map((link) => (
          <CameBack key={link.link} link={link} />
        ))}
        {links === undefined ? (
          <Pending problem={problem} />
        ) : links.length === 0 ? (
          <EmptyState title={say(words.none)} />
        ) : (
          <LinkTable links={links} />
        )}
      </div>
    </>
  );
}

const tones = {
  sent: 'info',
  opened: 'info',
  'handed-back': 'success',
  expired: 'neutral',
  revoked: 'neutral',
} as const;

function LinkTable({ links }: { readonly links: readonly OutsideLink[] }): ReactNode {
  const say = useText();
  const toast = useToast();
  const mail = useSession().session?.mail !== false;
  const [again, setAgain] = useState<OutsideLink>();
  const [telling, setTelling] = useState<OutsideLink>();
  const revoke = useAct(
    ({ link }: OutsideLink, key) => call('DELETE /sheet/links/:link', { params: { link }, key }),
    () => toast(say(words.revoked)),
    linkChanges,
  );
  const columns: readonly Column<OutsideLink>[] = [
    {
      id: 'for',
      label: say(words.for),
      names: true,
      cell: ({ name, office, email }) =>
        name === '' ? (
          say(words.forgotten)
        ) : (
          <>
            {office} {name}
            <br />
            {email === '' ? null : <MailText address={email} />}
          </>
        ),
    },
    {
      id: 'what',
      label: say(words.what),
      cell: ({ link, kind, name, lines, answered, openings }) =>
        kind === 'answers' ? (
          <>
            {say(words.answers, { lines, answered })}
            <br />
            <Link
              to="/sheet"
              search={{ link } as never}
              aria-label={say(name === '' ? words.linesOfLink : words.linesOf, { name })}
            >
              {say(words.seeLines)}
            </Link>
          </>
        ) : (
          say(words.progress, { openings })
        ),
    },
    {
      id: 'state',
      label: say(words.state),
      cell: ({ state, resting }) => (
        <>
          <StatusLabel tone={resting ? 'warning' : tones[state]}>
            {say(resting ? words.resting : outsideStateWords[state])}
          </StatusLabel>
          {resting ? <p className="m-choice-hint">{say(words.restingText)}</p> : null}
        </>
      ),
    },
    {
      id: 'until',
      label: say(words.until),
      cell: ({ expiresAt }) => <DateText value={expiresAt} />,
    },
    ...(links.some(({ letter }) => letter !== undefined)
      ? [
          {
            id: 'letter',
            label: say(letterWords.title),
            width: 'words' as const,
            cell: ({ letter, state }: OutsideLink) =>
              state === 'revoked' ? null : <LetterState letter={letter} about="approval" />,
          },
        ]
      : []),
    { id: 'by', label: say(words.by), cell: ({ madeBy }) => madeBy || '―' },
    {
      id: 'acts',
      label: say(words.acts),
      width: 'acts',
      cell: (link) =>
        link.state === 'revoked' || link.name === '' ? null : (
          <div className="m-table-actions" data-stacked="">
            {link.codeByHand ? (
              <Button
                kind="text"
                size="small"
                aria-label={say(words.tellOf, { name: link.name })}
                onPress={() => setTelling(link)}
              >
                {say(words.tell)}
              </Button>
            ) : null}
            {link.own ? (
              <Button
                kind="text"
                size="small"
                aria-label={say(mail ? words.againOf : words.renewOf, { name: link.name })}
                onPress={() => setAgain(link)}
              >
                {say(mail ? words.again : words.renew)}
              </Button>
            ) : null}
            <Button
              kind="text"
              size="small"
              busy={revoke.busy}
              aria-label={say(words.revokeOf, { name: link.name })}
              onPress={() => revoke.run(link)}
            >
              {say(words.revoke)}
            </Button>
          </div>
        ),
    },
  ];
  return (
    <>
      {revoke.problem === null ? null : <Notice tone="error" title={say(revoke.problem.text)} />}
      <Table
        caption={say(outsideWays.title)}
        captionHidden
        rows={links}
        rowKey={({ link }) => link}
        columns={columns}
      />
      {again === undefined ? null : (
        <SendAgain key={again.link} link={again} mail={mail} onClose={() => setAgain(undefined)} />
      )}
      {telling === undefined ? null : (
        <TellCode key={telling.link} link={telling} onClose={() => setTelling(undefined)} />
      )}
    </>
  );
}

function SendAgain({
  link,
  mail,
  onClose,
}: {
  readonly link: OutsideLink;
  readonly mail: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const title = say(mail ? words.againOf : words.renewOf, { name: link.name });
  const send = useAct(
    (body: { days: number; message: string }, key) =>
      call('POST /sheet/links/:link/letters', { params: { link: link.link }, body, key }),
    () => undefined,
    linkChanges,
  );
  return (
    <Dialog open title={title} onClose={onClose}>
      {send.done === undefined ? (
        <>
          <p>{say(words.againText)}</p>
          <Form
            label={title}
            onSend={(data) =>
              send.run({ days: Number(entered(data, 'days')), message: entered(data, 'message') })
            }
            problem={formProblem(send.problem, say)}
          >
            <DaysField />
            <TextField
              name="message"
              label={say(words.message)}
              hint={say(words.messageHint)}
              lines={3}
            />
            <div className="m-dialog-actions">
              <Button type="submit" busy={send.busy}>
                {say(mail ? words.again : words.renew)}
              </Button>
            </div>
          </Form>
        </>
      ) : (
        <>
          <p>{say(!mail ? words.onceByHand : link.email === '' ? words.made : words.sent)}</p>
          <CopyField label={say(words.url)} value={send.done.url} />
        </>
      )}
    </Dialog>
  );
}
