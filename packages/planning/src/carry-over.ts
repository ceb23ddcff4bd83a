import { type Edition, labelKey, successorsOf } from '@machimori/catalogue';
import type { City, Contract, ControlFact } from '@machimori/city';

/** A description as another edition reads it, and what of it has no place there. */
export interface CarriedCity {
  readonly city: City;
  /** Answers to check items that end with the older edition. */
  readonly endedAnswers: readonly ControlFact[];
  /** Requirements that end with it, and that a contract names. */
  readonly endedRequirements: readonly string[];
}

/**
 * Carries what a city says in the guideline's numbers over to another edition: an answer stays with its check item,
 * a boundary with its requirements, whatever their numbers there. What ends with the older edition is left out and
 * told; nothing else changes.
 */
export function carryOver(city: City, older: Edition, newer: Edition): CarriedCity {
  const successors = successorsOf(older, newer);
  const goesOn = (id: string): string => successors[id] ?? id;
  const items = new Map(
    older.checkItems.flatMap((item) => [
      [item.id, item],
      [labelKey(item.label), item],
    ]),
  );
  const newItems = new Map(newer.checkItems.map((item) => [item.id, item]));
  const newRequirements = new Set(newer.requirements.map(({ id }) => id));
  const endedAnswers: ControlFact[] = [];
  const endedRequirements = new Set<string>();

  const controls = city.controls.flatMap((control) => {
    const { checkItem } = control;
    const item = items.get(checkItem) ?? items.get(labelKey(checkItem));
    if (item === undefined) return [control];
    const next = newItems.get(goesOn(item.id));
    if (next === undefined) {
      endedAnswers.push(control);
      return [];
    }
    // As it was written, as long as that still means the same.
    if (next.id === item.id && (checkItem === item.id || next.label === item.label))
      return [control];
    return [{ ...control, checkItem: next.id }];
  });
  const requirementsOf = (ids: readonly string[]): readonly string[] =>
    ids.map(goesOn).filter((id) => {
      if (newRequirements.has(id)) return true;
      endedRequirements.add(id);
      return false;
    });
  const contractOf = (contract: Contract): Contract => ({
    ...contract,
    // Without any requirement a boundary would hold for all of them, and that nobody has agreed.
    boundaries: contract.boundaries.flatMap((boundary) => {
      const requirements = requirementsOf(boundary.requirements);
      const isGone = requirements.length === 0 && boundary.requirements.length > 0;
      return isGone ? [] : [{ ...boundary, requirements }];
    }),
    clauses: contract.clauses.map(({ performs, ...clause }) => {
      const requirements = requirementsOf(clause.requirements);
      const named = performs === undefined || requirements.length === 0 ? {} : { performs };
      return { ...clause, ...named, requirements };
    }),
  });
  return {
    city: { ...city, controls, contracts: city.contracts.map(contractOf) },
    endedAnswers,
    endedRequirements: [...endedRequirements],
  };
}
