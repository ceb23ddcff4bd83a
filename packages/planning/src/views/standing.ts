import type { DutyState } from '@machimori/catalogue';
import { operatorOf } from '@machimori/city';
import type { RoleId } from '@machimori/kernel';
import type { Action, Finding, SheetLine, SubjectKind } from '../plan.ts';
import type { NamedKey, PlanView } from './plan-view.ts';

/** How an organisation has to do with something in the city. */
export type Tie = 'operates' | 'supplies' | 'owns';

/** One thing that an organisation answers for, with what is open about it. */
export interface OwnThing {
  readonly element: NamedKey;
  readonly kind: SubjectKind;
  readonly tie: Tie;
  /** Confirmed weaknesses. */
  readonly findings: number;
  /** Requirements that a risk demands and nobody performs. */
  readonly gaps: number;
  /** Those that somebody is presumed to perform, and nobody agreed on. */
  readonly presumed: number;
  /** Lines that are neither done nor not applicable. */
  readonly open: number;
}

/** What is open in the city, or one's share of it. How far answers are, the check sheet counts. */
export interface Standing {
  /** Confirmed weaknesses of each that has any; the most first. */
  readonly organisations: readonly {
    readonly organisation: NamedKey;
    readonly findings: number;
  }[];
  readonly own: {
    readonly organisation: NamedKey | undefined;
    readonly roles: readonly RoleId[];
    /** What it has to do first, in its order; of the promoter, what is first for the whole city. */
    readonly actions: readonly OwnAction[];
    /** The most urgent first, at most a page. */
    readonly things: readonly OwnThing[];
  };
}

/** Something to do first, as people are told. */
type OwnAction = Pick<
  Action,
  'rank' | 'id' | 'title' | 'firstStep' | 'why' | 'horizon' | 'by' | 'level'
> & { readonly organisationName: string; readonly organisationNameEn: string };

const mostThings = 12;
/** Neither done nor not applicable. */
export const isOpenLine = ({ state }: SheetLine): boolean =>
  state !== 'implemented' && state !== 'not-applicable';

/** Weaknesses by organisation, and what one's own organisation has to look at. */
export function standingOf(view: PlanView, own: string | undefined): Standing {
  const { plan } = view;
  const findingsOf = Map.groupBy(plan.findings, ({ responsible }) => responsible);
  return {
    organisations: [...findingsOf]
      .map(([key, findings]) => ({ organisation: view.named(key), findings: findings.length }))
      .sort((a, b) => b.findings - a.findings),
    own: {
      organisation: own === undefined ? undefined : view.named(own),
      roles: view.index.organisations.get(own ?? '')?.roles ?? [],
      actions: plan.actions.map(({ organisation, kind: _, from: __, ...action }) => ({
        ...action,
        organisationName: view.named(organisation).name.ja,
        organisationNameEn: view.named(organisation).name.en,
      })),
      things: own === undefined ? [] : ownThings(view, own),
    },
  };
}

function ownThings(view: PlanView, own: string): OwnThing[] {
  const { city, plan } = view;
  const findings = Map.groupBy(plan.findings, ({ subject }: Finding) => subject);
  const demanded = (key: string, state: DutyState): number =>
    (view.requirementsAt.get(key) ?? []).filter(
      ({ basis, duty }) => basis === 'risk' && duty.state === state,
    ).length;
  const thing = (key: string, kind: SubjectKind, tie: Tie): OwnThing => ({
    element: view.named(key),
    kind,
    tie,
    findings: findings.get(key)?.length ?? 0,
    gaps: demanded(key, 'gap'),
    presumed: demanded(key, 'presumed'),
    open: (view.linesAt.get(key) ?? []).filter(isOpenLine).length,
  });
  const components = city.components.flatMap((each) => {
    const tie: Tie | undefined =
      operatorOf(each) === own
        ? 'operates'
        : each.supplier === own
          ? 'supplies'
          : each.owner === own
            ? 'owns'
            : undefined;
    return tie === undefined ? [] : [thing(each.key, 'component', tie)];
  });
  const dataSets = city.dataSets
    .filter(({ owner }) => owner === own)
    .map(({ key }) => thing(key, 'dataSet', 'owns'));
  return [...components, ...dataSets]
    .filter((each) => each.findings + each.gaps + each.presumed + each.open > 0)
    .sort(
      (a, b) =>
        b.findings - a.findings || b.gaps - a.gaps || b.presumed - a.presumed || b.open - a.open,
    )
    .slice(0, mostThings);
}
