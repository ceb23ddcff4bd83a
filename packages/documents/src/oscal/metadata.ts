import { type Organisation, wordLabel } from '@machimori/city';
import { dayText } from '@machimori/kernel';
import { type JsonObject, jsonObject } from './json-object.ts';
import { messages } from './messages.ts';
import { oscalVersion } from './oscal-bundle.ts';
import { isMailAddress, markup, markupLine, oneLine, paragraphs } from './oscal-text.ts';
import { fillOne, oscalProp, ourProp, startOfDay, type Writing } from './writing.ts';

/** Head of a document about the guideline itself: no party is named. */
export function editionMetadata(writing: Writing, title: string, remarks: string): JsonObject {
  const { edition, say } = writing;
  return jsonObject({
    title: markupLine(title),
    'last-modified': startOfDay(writing.plan.asOf),
    version: oneLine(edition.version),
    'oscal-version': oscalVersion,
    props: [
      oscalProp('marking', say(messages.publicHandling)),
      ourProp('edition', edition.id),
      ourProp('generator', `machimori ${writing.plan.generator.version}`),
      ourProp('language', writing.locale),
    ],
    remarks: markup(remarks),
  });
}

/** Head of a document about the city, with its organisations as parties. */
export function cityMetadata(writing: Writing, title: string, about?: string): JsonObject {
  const { city, edition, plan, say } = writing;
  return jsonObject({
    title: markupLine(title),
    'last-modified': startOfDay(plan.asOf),
    version: plan.asOf,
    'oscal-version': oscalVersion,
    props: [
      oscalProp('marking', say(messages.handling)),
      ourProp('edition', edition.id),
      ourProp('criteria', plan.criteria.id),
      ourProp('city', city.key),
      ourProp('generator', `machimori ${plan.generator.version}`),
      ourProp('language', writing.locale),
    ],
    roles: roles(writing),
    parties: city.organisations.map((o) => party(writing, o)),
    'responsible-parties': responsibleParties(writing, [['prepared-by', [city.promoter]]]),
    remarks: markup(
      paragraphs(
        about,
        fillOne(say(messages.plan.asOf), { date: say(dayText(plan.asOf)) }),
        say(plan.notice),
        say(plan.edition.provenance),
      ),
    ),
  });
}

function roles(writing: Writing): JsonObject[] {
  const { say } = writing;
  return [
    ...Object.entries(messages.roles).map(([id, title]) =>
      jsonObject({ id, title: markupLine(say(title)) }),
    ),
    ...writing.edition.roles.map((r) =>
      jsonObject({ id: r.id, title: markupLine(say(r.name)), description: markup(say(r.meaning)) }),
    ),
  ];
}

function party(writing: Writing, o: Organisation): JsonObject {
  const { say, index } = writing;
  const mails = o.contacts.map((c) => c.mail ?? '').filter(isMailAddress);
  const phones = o.contacts.map((c) => oneLine(c.phone ?? '')).filter((p) => p !== '');
  const country = o.seat.country;
  return jsonObject({
    uuid: partyUuid(writing, o.key),
    type: 'organization',
    name: oneLine(writing.nameOf(o.key)),
    props: [
      ourProp('key', o.key),
      ourProp('legal-form', o.legalForm),
      ...o.roles.map((role) => ourProp('role', role)),
      ourProp('seat-law', o.seat.law ?? o.seat.country),
      ourProp(
        'evaluated-on',
        o.evaluated?.on,
        o.evaluated?.scheme ? { remarks: markup(o.evaluated.scheme) } : {},
      ),
      ourProp(
        'self-check',
        o.selfCheck?.kind,
        o.selfCheck ? { remarks: markup(`${o.selfCheck.by} ${o.selfCheck.on}`) } : {},
      ),
    ],
    'email-addresses': [...new Set(mails)],
    'telephone-numbers': [...new Set(phones)].map((number) => ({ number })),
    addresses: /^[A-Z]{2}$/.test(country) ? [{ country }] : [],
    'member-of-organizations':
      o.parent !== undefined && index.organisations.has(o.parent)
        ? [partyUuid(writing, o.parent)]
        : [],
    remarks: markup(
      paragraphs(
        ...o.contacts.map((c) =>
          fillOne(say(messages.contact), {
            purpose: say(wordLabel('purposes', c.purpose)),
            post: c.post,
          }),
        ),
        o.note,
      ),
    ),
  });
}

export const partyUuid = (writing: Writing, organisation: string): string =>
  writing.cityId('organisation', organisation);

type Assignments = readonly (readonly [
  role: keyof typeof messages.roles,
  organisations: readonly (string | undefined)[],
])[];

function assigned(
  writing: Writing,
  assignments: Assignments,
): { role: string; parties: string[] }[] {
  return assignments.map(([role, organisations]) => ({
    role,
    parties: [
      ...new Set(
        organisations.filter((key) => key !== undefined && writing.index.organisations.has(key)),
      ),
    ].map((key) => partyUuid(writing, key as string)),
  }));
}

/** Roles held by organisations; a role that nobody holds is left out. */
export const responsibleParties = (writing: Writing, assignments: Assignments): JsonObject[] =>
  assigned(writing, assignments)
    .filter(({ parties }) => parties.length > 0)
    .map(({ role, parties }) => ({ 'role-id': role, 'party-uuids': parties }));

export const responsibleRoles = responsibleParties;
