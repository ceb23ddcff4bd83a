import type { PersonActor } from '@machimori/authorisation';
import { startProvider } from '@machimori/testkit';
import {
  beginSignIn,
  type ChangeProvider,
  changeProvider,
  finishProviderSignIn,
  readMemberPage,
  readProvider,
} from '../src/index.ts';
import { startCrookedProvider } from './crooked-provider.ts';
import { addVendor, anonymous, enrolTotp, join, makeTown, origin, provedNow } from './town.ts';

export const vendorDomain = 'vendor.example';

export const settings = (provider: { issuer: string }, more: Partial<ChangeProvider> = {}) =>
  ({
    issuer: provider.issuer,
    clientId: 'machimori',
    emailDomains: [vendorDomain],
    roleClaim: 'groups',
    roleMap: [],
    trustsSecondFactor: false,
    secondFactorValues: ['mfa'],
    providerOnly: false,
    ...more,
  }) satisfies ChangeProvider;

/** What a provider says of a member of ours. */
export const member = (email: string, groups: readonly string[] = []) => ({
  email,
  email_verified: true,
  name: 'データ屋の担当',
  groups,
});

export interface Came {
  readonly question: string;
  readonly parameters: Record<string, string>;
}

export interface Shown {
  readonly amr?: readonly string[];
  readonly acr?: string;
}

/** A town, a vendor in it, a real provider of the vendor's, and one that lies. */
export async function makeSignOnTown() {
  const real = await startProvider();
  const crooked = await startCrookedProvider();
  // The providers' clock is the machine's.
  const town = await makeTown([real.host, crooked.host], new Date());
  const cityAdmin = (await enrolTotp(town, town.admin)).actor;
  const vendor = await addVendor(town, provedNow(town, cityAdmin));
  for (const organisation of [vendor.organisation, town.organisation])
    real.register(`${origin}/sign-in/provider/${organisation}`);
  const admin = (): PersonActor => provedNow(town, vendor.actor);

  /** From our sign-in page to the provider and back. */
  const come = async (
    jar = new Map<string, string>(),
    email = `x@${vendorDomain}`,
  ): Promise<Came> => {
    const way = await beginSignIn(town.world, { email, back: '/log?day=today' });
    if (way.way !== 'provider') throw new Error('there is no provider for this address');
    const back = await real.visit(way.address, jar);
    return { question: way.question, parameters: Object.fromEntries(back.searchParams) };
  };
  const finish = ({ question, parameters }: Came, organisation: string = vendor.organisation) =>
    finishProviderSignIn(town.world, anonymous, { question, parameters, organisation, device: '' });
  let count = 0;

  return {
    real,
    crooked,
    town,
    cityAdmin,
    vendor,
    admin,
    come,
    finish,
    /** Sets the vendor's provider up anew, with whatever a test wants otherwise. */
    async setUp(more: Partial<ChangeProvider> = {}, who = admin()): Promise<void> {
      const { settings: before } = await town.run(readProvider, who, null);
      await changeProvider(town.world, who, {
        ...settings(real),
        clientSecret: real.clientSecret,
        version: before?.version,
        ...more,
      });
    },
    async signIn(accountId: string, shown: Shown = {}) {
      real.visitor = { accountId, ...shown };
      return finish(await come());
    },
    /** Somebody of the vendor who has joined by the link, with a password. */
    async colleague(roles: readonly string[] = ['contributor']) {
      count += 1;
      const email = `hito${count}@${vendorDomain}`;
      const { organisation } = vendor;
      return { email, actor: await join(town, admin(), { email, roles, organisation }) };
    },
    async rolesOf(email: string) {
      const who = provedNow(town, cityAdmin);
      const { members } = await town.run(readMemberPage, who, {});
      const found = members.find((each) => each.email === email);
      return { roles: found?.roles, suspended: found?.suspendedAt !== undefined, member: found };
    },
    async close() {
      await town.drop();
      await real.close();
      await crooked.close();
    },
  };
}
