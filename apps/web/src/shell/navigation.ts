import type { Text } from '@machimori/kernel';
import { type Offer, offered, type Session } from '../api/session.ts';
import { shellWords } from '../messages/shell.ts';

interface Entry {
  readonly to:
    | '/'
    | '/city'
    | '/sheet'
    | '/responsibilities'
    | '/guideline'
    | '/people'
    | '/approvals'
    | '/log'
    | '/settings';
  readonly label: Text;
  /** Without it the page would be empty. */
  readonly offer?: Offer;
  /** Where pages of this part stand besides: their addresses do not begin with its own. */
  readonly besides?: readonly string[];
}

/** The parts that exist. Those that come later are absent, not greyed. */
export const navigation: readonly Entry[] = [
  { to: '/', label: shellWords.home },
  { to: '/city', label: shellWords.city },
  { to: '/sheet', label: shellWords.sheet, besides: ['/evidence', '/applied-controls'] },
  { to: '/responsibilities', label: shellWords.responsibilities },
  { to: '/guideline', label: shellWords.guideline },
  { to: '/people', label: shellWords.people, offer: 'member:list' },
  { to: '/approvals', label: shellWords.approvals },
  { to: '/log', label: shellWords.log, offer: 'log:read' },
  { to: '/settings', label: shellWords.settings },
];

export const entriesFor = (session: Session): readonly Entry[] =>
  navigation.filter(({ offer }) => offer === undefined || offered(session, offer));

/** Whether an address, such as `/evidence/evd-1`, is of a part though it does not begin with the part's own. */
export const isBesides = ({ besides = [] }: Pick<Entry, 'besides'>, path: string): boolean =>
  besides.some((of) => path === of || path.startsWith(`${of}/`));
