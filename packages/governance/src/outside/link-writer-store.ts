import type { Act } from '@machimori/application';
import { tablesOf } from './outside-tables.ts';

/** Who is behind what came by link into these lines, as far as one answers or verifies them. */
export async function writersByLink(
  act: Act,
  lines: readonly string[],
): Promise<
  readonly {
    readonly line: string;
    readonly link: string;
    /** Empty once it is forgotten. */
    readonly writer: string;
    readonly mailboxHash: Buffer | undefined;
  }[]
> {
  if (lines.length === 0) return [];
  const rows = await tablesOf(act)
    .selectFrom('outside_link_lines')
    .select(['line_id', 'link_id', 'writer', 'mailbox_hash'])
    .where('city_id', '=', act.scope.inCity)
    .where('line_id', 'in', [...lines])
    .execute();
  return rows.map((row) => ({
    line: row.line_id,
    link: row.link_id,
    writer: row.writer,
    mailboxHash: row.mailbox_hash ?? undefined,
  }));
}

/** What is kept of the mailboxes that these links went to; nothing of one that is forgotten. */
export async function mailboxesOf(
  act: Act,
  links: readonly string[],
): Promise<readonly { readonly link: string; readonly mailboxHash: Buffer }[]> {
  const rows = await tablesOf(act)
    .selectFrom('outside_link_lines')
    .select(['link_id', 'mailbox_hash'])
    .distinct()
    .where('city_id', '=', act.scope.inCity)
    .where('link_id', 'in', [...links])
    .execute();
  return rows.flatMap(({ link_id, mailbox_hash }) =>
    mailbox_hash === null ? [] : [{ link: link_id, mailboxHash: mailbox_hash }],
  );
}
