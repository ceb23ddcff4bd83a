import type { Edition } from '@machimori/catalogue';
import { type City, indexCity } from '@machimori/city';
import { firstActions } from '../actions.ts';
import { tabulate } from '../edition-tables.ts';
import type { Action, Duty, Impact, Plan } from '../plan.ts';

/** What one organisation sees of the city: the keys of the elements, and its own. */
export interface Seen {
  readonly own: string | undefined;
  readonly keys: ReadonlySet<string>;
}

/** Stands for an organisation that one does not see: that somebody else does it is told, not who. */
export const somebodyElse = '*';

/** The share of a city that one sees: its elements, and of the relations between them those with both ends. */
export function seenCity(city: City, { keys }: Seen): City {
  const seen = <T extends { readonly key: string }>(list: readonly T[]): readonly T[] =>
    list.filter(({ key }) => keys.has(key));
  return {
    ...city,
    facts: [],
    organisations: seen(city.organisations),
    contracts: seen(city.contracts),
    components: seen(city.components),
    externalSystems: seen(city.externalSystems),
    dataSets: seen(city.dataSets),
    flows: seen(city.flows),
    accounts: seen(city.accounts),
    weaknesses: seen(city.weaknesses),
    controls: city.controls.filter(({ subject }) => keys.has(subject)),
    aliases: Object.fromEntries(Object.entries(city.aliases).filter(([, key]) => keys.has(key))),
  };
}

/**
 * The share of a plan that one sees: the rows about what one sees, and in them no key, name or count of anything
 * else. Every view of a plan is made of this, so what a view may show is decided here and nowhere else.
 */
export function seenPlan(plan: Plan, city: City, edition: Edition, seen: Seen): Plan {
  const { keys } = seen;
  const sees = (key: string): boolean => keys.has(key);
  const subjects = plan.subjects.filter(({ key }) => sees(key));
  const findings = plan.findings.filter(({ subject }) => sees(subject));
  const scenarios = plan.scenarios.filter(({ subject }) => sees(subject));
  const requirements = plan.requirements.filter(({ place }) => sees(place));
  const lines = plan.lines.filter(({ subject }) => sees(subject));
  const rows = {
    findings: new Set(findings.map(({ id }) => id)),
    scenarios: new Set(scenarios.map(({ id }) => id)),
    requirements: new Set(requirements.map(({ id }) => id)),
    lines: new Set(lines.map(({ id }) => id)),
  };
  // Where a line stands among all of the city's would tell how many others there are before it.
  const priorities = new Map(
    lines.toSorted((a, b) => a.priority - b.priority).map(({ id }, i) => [id, i + 1]),
  );
  const kept = (ids: readonly string[], of: keyof typeof rows): readonly string[] =>
    ids.filter((id) => rows[of].has(id));
  const organisation = (key: string): string => (sees(key) ? key : somebodyElse);
  const duty = (of: Duty): Duty => ({
    ...of,
    performers: [...new Set(of.performers.map(organisation))],
    verifier: of.verifier === undefined ? undefined : organisation(of.verifier),
    answerable: [...new Set(of.answerable.map(organisation))],
    contract: of.contract !== undefined && sees(of.contract) ? of.contract : undefined,
  });
  const risks = new Map(edition.risks.map((risk) => [risk.id, risk.vulnerability]));
  const riskOf = new Map(scenarios.map(({ id, risk }) => [id, risk]));
  const dutiesThatAre = (state: Duty['state']): number =>
    requirements.filter((row) => row.duty.state === state && row.basis === 'risk').length;
  return {
    ...plan,
    city: { ...plan.city, aliases: {} },
    subjects: subjects.map((subject) => ({
      ...subject,
      traits: subject.traits.map(({ trait, because }) => ({
        trait,
        because: because.filter(sees),
      })),
      ...(subject.impact === undefined ? {} : { impact: seenImpact(subject.impact, subject.key) }),
    })),
    findings: findings.map((finding) => ({
      ...finding,
      lines: kept(finding.lines, 'lines'),
      responsible: organisation(finding.responsible),
    })),
    scenarios: scenarios.map((scenario) => ({
      ...scenario,
      findings: kept(scenario.findings, 'findings'),
    })),
    riskGroups: plan.riskGroups.flatMap((group) => {
      const seenSubjects = group.subjects.filter(({ subject }) => sees(subject));
      const [first] = seenSubjects;
      if (first === undefined) return [];
      const ids = seenSubjects.flatMap((subject) => subject.scenarios);
      const weaknesses = new Set(ids.map((id) => risks.get(riskOf.get(id) ?? '')));
      return [
        {
          ...group,
          // The worst stands first.
          level: first.level,
          confirmed: scenarios.some(
            (scenario) => scenario.findings.length > 0 && ids.includes(scenario.id),
          ),
          subjects: seenSubjects,
          vulnerabilities: group.vulnerabilities.filter((id) => weaknesses.has(id)),
        },
      ];
    }),
    requirements: requirements.map((requirement) => ({
      ...requirement,
      scenarios: kept(requirement.scenarios, 'scenarios'),
      findings: kept(requirement.findings, 'findings'),
      sentFrom: requirement.sentFrom.filter(({ subject }) => sees(subject)),
      lines: kept(requirement.lines, 'lines'),
      duty: duty(requirement.duty),
    })),
    withoutItem: plan.withoutItem.flatMap((row) => {
      const ids = kept(row.requirements, 'requirements');
      return ids.length === 0 ? [] : [{ ...row, requirements: ids }];
    }),
    lines: lines.map((line) => ({
      ...line,
      priority: priorities.get(line.id) ?? line.priority,
      answeredBy: organisation(line.answeredBy),
      duty: duty(line.duty),
      requirements: kept(line.requirements, 'requirements'),
      findings: kept(line.findings, 'findings'),
    })),
    sheet: plan.sheet.flatMap((row) => {
      const ids = kept(row.lines, 'lines');
      return ids.length === 0 || !sees(row.organisation) ? [] : [{ ...row, lines: ids }];
    }),
    contractNotes: plan.contractNotes
      .filter(({ contract }) => sees(contract))
      .map((note) => ({ ...note, about: note.about.filter(sees) })),
    laws: plan.laws.flatMap((law) => {
      const triggers = law.triggers.filter(({ subject }) => sees(subject));
      return triggers.length === 0 ? [] : [{ ...law, triggers }];
    }),
    measures: plan.measures.flatMap((measure) => {
      const because = measure.because.filter(sees);
      if (because.length === 0) return [];
      return [{ ...measure, because, lines: kept(measure.lines, 'lines') }];
    }),
    // What is first for the whole city is told to who sees it; a share has its own (ownActions).
    actions: [],
    counts: {
      organisations: subjects.filter(({ kind }) => kind === 'organisation').length,
      components: subjects.filter(({ kind }) => kind === 'component').length,
      devices: seenCity(city, seen).components.reduce(
        (sum, { device }) => sum + (device?.count ?? 0),
        0,
      ),
      scenarios: scenarios.length,
      findings: findings.length,
      requirements: requirements.length,
      lines: lines.length,
      gaps: dutiesThatAre('gap'),
      overlaps: dutiesThatAre('overlap'),
      presumed: dutiesThatAre('presumed'),
      selfChecks: requirements.filter((row) => row.duty.selfCheck && row.basis === 'risk').length,
    },
  };

  /** What harm comes from elsewhere is told; from what, only where that is seen all the way. */
  function seenImpact(impact: Impact, self: string): Impact {
    const side = (of: Impact[keyof Impact]): Impact[keyof Impact] =>
      sees(of.from) && of.via.every(sees) ? of : { ...of, from: self, via: [] };
    return {
      confidentiality: side(impact.confidentiality),
      integrity: side(impact.integrity),
      availability: side(impact.availability),
    };
  }
}

/**
 * What an organisation has to do first among its own, of its share of plan and city: told to whoever asks about the
 * share, and no work where shares are only compared.
 */
export const ownActions = (
  share: Plan,
  part: City,
  edition: Edition,
  own: string | undefined,
): readonly Action[] =>
  own === undefined ? [] : firstActions(indexCity(part), tabulate(edition), share, share.asOf, own);
