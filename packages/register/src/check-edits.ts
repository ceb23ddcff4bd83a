import { type City, checkCityValues, type OutsideNames, spotOf } from '@machimori/city';
import { type Diagnostic, Failure, text } from '@machimori/kernel';
import { applyEdits, type Edit, type EditConflict, type PlacedContent } from './edit.ts';
import { cityOf, type Element, type ElementKind, elementKinds } from './element.ts';

const messages = {
  conflict: text(
    'ほかの人が、同じところを先に変えました。',
    'Somebody else has changed the same place meanwhile.',
  ),
  conflictNext: text(
    '両方を見くらべて、残すほうを選んでください。',
    'Compare both and choose which to keep.',
  ),
  wrong: text('直すところがあります。', 'There are things to correct.'),
  wrongNext: text(
    '示されたところを直して、もう一度お試しください。',
    'Correct the places shown and try again.',
  ),
  nothing: text('都市は、まだ記述されていません。', 'The city has not been described yet.'),
};

/** A diagnostic with the element and the field that it is about; none of either where it is about the whole. */
export interface EditDiagnostic extends Diagnostic {
  readonly kind?: ElementKind;
  readonly key?: string;
  readonly field?: string;
  /** The whole way to the place within the element: `contacts[0].post`. */
  readonly path?: string;
}

export interface CheckedEdits {
  readonly conflicts: readonly EditConflict[];
  readonly diagnostics: readonly EditDiagnostic[];
  /** The city after the edits; none where something is wrong with it. */
  readonly city: City | undefined;
}

/** Makes the edits on paper: what is in dispute, what is wrong by the rules of the city's file, what it would be. */
export function checkEdits(
  elements: readonly Element[],
  edits: readonly Edit[],
  names: OutsideNames,
): CheckedEdits {
  const { elements: edited, conflicts } = applyEdits(elements, edits);
  const draft = cityOf(edited);
  if (draft === undefined) throw new Failure('not-found', messages.nothing);
  const { city, diagnostics } = checkCityValues(draft, names);
  return {
    conflicts,
    city,
    diagnostics: diagnostics.map((each) => ({ ...each, ...aboutWhat(each, edited) })),
  };
}

/** The same for whoever sees only a part of the city: what is said is about what they change, by what they see. */
export function checkSeenEdits(
  elements: readonly Element[],
  edits: readonly Edit[],
  names: OutsideNames,
): Pick<CheckedEdits, 'conflicts' | 'diagnostics'> {
  const { conflicts, diagnostics } = checkEdits(elements, edits, names);
  const touched = new Map(edits.map((edit) => [`${edit.kind}\n${edit.key}`, edit]));
  return {
    conflicts,
    diagnostics: diagnostics.filter(({ kind, key, field }) => {
      const edit = touched.get(`${kind}\n${key}`);
      if (edit === undefined) return false;
      return edit.change !== 'set' || field === undefined || Object.hasOwn(edit.now, field);
    }),
  };
}

/** Refuses edits of which anything is in dispute or wrong. */
export function expectSound({ conflicts, diagnostics }: Omit<CheckedEdits, 'city'>): void {
  if (conflicts.length > 0)
    throw new Failure('conflict', messages.conflict, { next: messages.conflictNext });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw new Failure('input-invalid', messages.wrong, {
      diagnostics: errors.map((each) => ({ ...each, place: { path: pathOf(each) } })),
      next: messages.wrongNext,
    });
}

/** Where something is wrong, by the element's key: its number in the list means nothing to who changes it. */
const pathOf = ({ kind, key, field, place }: EditDiagnostic): string =>
  key === undefined ? (place.path ?? '') : [kind, key, field].filter(Boolean).join('/');

function aboutWhat(
  diagnostic: Diagnostic,
  elements: readonly PlacedContent[],
): Pick<EditDiagnostic, 'kind' | 'key' | 'field' | 'path'> {
  const spot = spotOf(diagnostic);
  if (spot === undefined) {
    const field = /^(\w+)/.exec(diagnostic.place.path ?? '')?.[1];
    const isHead = field !== undefined && !(elementKinds as readonly string[]).includes(field);
    const head = elements.find(({ kind }) => kind === 'city');
    const path = diagnostic.place.path ?? '';
    return isHead && head ? { kind: 'city', key: head.key, field, path } : {};
  }
  const { list, index, field, path } = spot;
  const found = elements
    .filter(({ kind }) => kind === list)
    .sort((a, b) => a.position - b.position)[index];
  if (found === undefined) return {};
  return {
    kind: found.kind,
    key: found.key,
    ...(field === undefined ? {} : { field }),
    ...(path === undefined ? {} : { path }),
  };
}
