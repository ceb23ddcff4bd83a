import type { Act } from '@machimori/application';
import { type Text, text } from '@machimori/kernel';
import { type ApprovalLinkRow, linksOf } from './approval-link-store.ts';
import { namesOf } from './approval-people-store.ts';
import type { ApprovalRow } from './approval-store.ts';

/** By which it is told from an approval, wherever it is shown. */
export const selfCheckMark: Text = text('自己確認', 'Self-checked');

/**
 * What became of a request, as it is shown. A self-check cannot be had without its mark, nor an approval
 * without the way it came.
 */
export type ApprovalOutcome =
  | { readonly state: 'waiting' | 'withdrawn' }
  | { readonly state: 'sent-back'; readonly way: 'member' | 'link' }
  | {
      readonly state: 'approved';
      readonly way: 'member' | 'link' | 'paper';
      /** The link went through the hands of whoever asked. */
      readonly handedOver: boolean;
    }
  | { readonly state: 'self-checked'; readonly mark: Text };

export interface ApprovalListed {
  readonly row: ApprovalRow;
  readonly outcome: ApprovalOutcome;
  readonly requestedBy: string;
}

/** These requests with their outcomes and the names of who asked. */
export async function listed(
  act: Act,
  rows: readonly ApprovalRow[],
): Promise<readonly ApprovalListed[]> {
  const names = await namesOf(
    act,
    rows.map(({ requestedBy }) => requestedBy),
  );
  const byLink = rows.filter(({ decision }) => decision?.way === 'link');
  const links = await linksOf(
    act,
    byLink.map(({ approval }) => approval),
  );
  return rows.map((row) => ({
    row,
    outcome: outcomeOf(row, links),
    requestedBy: names.get(row.requestedBy) ?? '',
  }));
}

export function outcomeOf(row: ApprovalRow, links: readonly ApprovalLinkRow[]): ApprovalOutcome {
  const { state, decision } = row;
  if (state === 'waiting' || state === 'withdrawn') return { state };
  if (state === 'self-checked') return { state, mark: selfCheckMark };
  if (decision === undefined || decision.way === 'self-check')
    throw new TypeError('a decision without its way');
  const { way } = decision;
  if (state === 'approved') {
    const used = links.find(({ link }) => link === decision.by);
    return { state, way, handedOver: used?.delivery === 'by-hand' };
  }
  if (way === 'paper') throw new TypeError('a paper that sends back');
  return { state, way };
}
