import { runUseCase } from '@machimori/application';
import { roles } from '@machimori/authorisation';
import {
  actorOfSession,
  closeSession,
  type SamplePerson,
  type SeatedSamplePerson,
  seatSamplePeople,
  setUpInstallation,
} from '@machimori/identity';
import { fill, type Locale, type Text, text } from '@machimori/kernel';
import { firstVisitCode } from '../first-visit-code.ts';
import type { ServerWorld } from '../server-world.ts';
import { loadSample } from './load-sample.ts';
import type { SampleSignIns } from './sample-sign-ins.ts';

const messages = {
  city: text('星ヶ渡市', 'Hoshigawatari City'),
  promoter: text('星ヶ渡スマートまち協議会', 'Hoshigawatari Smart Town Council'),
  person: text('見本の{role}', 'Sample {role}'),
};

/** A way into the sample city: open the link and act as this person. */
export interface SampleLink {
  readonly role: Text;
  readonly organisationName: string;
  readonly link: string;
}

type Role = keyof typeof roles;

const address = (role: Role): string => `${role.toLowerCase()}@sample.invalid`;

/** One person a role, each where there is something to see: the keys are those of the city's file. */
const others: readonly { readonly role: Role; readonly organisation: string }[] = [
  { role: 'organisationAdministrator', organisation: 'shimase' },
  { role: 'contributor', organisation: 'uneri' },
  // Of the body that promotes the city: what its administrator asks to be approved, this one approves.
  { role: 'approver', organisation: 'machi-kyogikai' },
  { role: 'auditor', organisation: 'machi-kyogikai' },
];

/**
 * Sets the installation up in an empty folder with the sample city, by the acts that people do it with, and
 * gives each role a link to sign in by.
 */
export async function prepareSample(
  world: ServerWorld,
  signIns: SampleSignIns,
  locale: Locale,
): Promise<readonly SampleLink[]> {
  const nameOf = (role: Role): string =>
    fill(messages.person, { role: roles[role][locale] })[locale];
  const first = { role: 'cityAdministrator', organisation: 'machi-kyogikai' } as const;
  const administrator: SamplePerson = {
    ...first,
    name: nameOf(first.role),
    email: address(first.role),
  };
  const code = await firstVisitCode.make(world.settings.data);
  const opened = await runUseCase(
    world,
    setUpInstallation,
    { kind: 'anonymous' },
    {
      code,
      name: administrator.name,
      email: administrator.email,
      // Nobody knows it: one signs in by the links alone.
      password: Buffer.from(world.chance.bytes(32)).toString('base64url'),
      cityName: messages.city[locale],
      organisationName: messages.promoter[locale],
      sample: true,
      device: '',
    },
  );
  const { city, organisation } = opened;
  const { actor } = await actorOfSession(world, opened.token);
  await runUseCase(world, closeSession, actor, {});
  await loadSample(world, city);
  const people = others.map((each) => ({
    ...each,
    name: nameOf(each.role),
    email: address(each.role),
  }));
  const start = { kind: 'system', name: 'start', city } as const;
  const seated: readonly SeatedSamplePerson[] = [
    {
      ...administrator,
      person: opened.person,
      organisationName: messages.promoter[locale],
      seat: { city, organisation },
    },
    ...(await runUseCase(world, seatSamplePeople, start, people)),
  ];
  return seated.map((person) => ({
    role: roles[person.role],
    organisationName: person.organisationName,
    link: `${world.origin}/sample#token=${signIns.add(person, world.chance)}`,
  }));
}
