import { defineUseCase, readPageCursor, writePageCursor } from '@machimori/application';
import {
  countMembers,
  listMembersAfter,
  type MemberFilter,
  type MemberRow,
} from './member-store.ts';

export interface MemberQuery extends MemberFilter {
  readonly cursor?: string | undefined;
}

export interface MemberPage {
  readonly members: readonly MemberRow[];
  /** Of all pages together. */
  readonly total: number;
  readonly next: string | undefined;
}

const pageMembers = 50;

/** Who belongs to the organisations that one may see, a page at a time; who joined last comes first. */
export const readMemberPage = defineUseCase<MemberQuery, MemberPage>({
  name: 'list-members',
  action: 'member:list',
  kind: 'query',
  async handle(context, { cursor, ...filter }) {
    const after = cursor === undefined ? undefined : readPageCursor('membership', cursor);
    const rows = await listMembersAfter(context, filter, after, pageMembers + 1);
    const members = rows.slice(0, pageMembers);
    const end = rows.length > pageMembers ? members.at(-1) : undefined;
    return {
      output: {
        members,
        total: await countMembers(context, filter),
        next: end && writePageCursor({ at: end.since, id: end.membership }),
      },
    };
  },
});
