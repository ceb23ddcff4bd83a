import { type Text, text } from '@machimori/kernel';
import { checkItemName, placedName, riskName } from '../row-words.ts';
import type { PlanView } from './plan-view.ts';

/** A row of the plan in words. */
export interface ToldRow {
  readonly id: string;
  readonly name: Text;
}

/** What people call a row of the plan, whichever list it stands in; its id where the plan does not hold it. */
export function toldRow(view: PlanView, id: string): ToldRow {
  return { id, name: nameOf(view, id) ?? text(id, id) };
}

function nameOf(view: PlanView, id: string): Text | undefined {
  const line = view.linesById.get(id);
  if (line !== undefined) {
    const item = view.checkItems.get(line.checkItem);
    return item && at(view, line.subject, checkItemName(item));
  }
  const requirement = view.requirementsById.get(id);
  if (requirement !== undefined) {
    const code = requirement.requirement;
    const heading = view.requirementTexts.get(code)?.heading ?? text(code, code);
    return at(view, requirement.place, heading);
  }
  const scenario = view.scenariosById.get(id);
  if (scenario !== undefined) {
    const risk = view.risks.get(scenario.risk);
    const incident = view.incidentTypes.get(risk?.incidentType ?? '')?.plain;
    const weakness = view.vulnerabilities.get(risk?.vulnerability ?? '')?.name;
    if (incident === undefined || weakness === undefined) return undefined;
    return at(view, scenario.subject, riskName(weakness, incident));
  }
  return view.findingsById.get(id)?.sentence;
}

const at = (view: PlanView, key: string, what: Text): Text =>
  placedName(what, view.named(key).name);
