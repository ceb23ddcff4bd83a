import type { City, Component, Contract, Flow, Organisation } from '@machimori/city';

const organisation = (key: string, roles: Organisation['roles']): Organisation => ({
  key,
  name: key,
  roles,
  legalForm: key === 'town' ? 'public-body' : 'business',
  seat: { country: 'JP', law: 'JP' },
  contacts: [],
});

/** A component that is nothing special: what a test is about is given. */
export const component = (key: string, given: Partial<Component> = {}): Component => ({
  key,
  name: key,
  kind: 'supporting-system',
  owner: 'town',
  standsOn: [],
  stage: 'in-operation',
  servesResidents: false,
  internetFacing: false,
  remoteMaintenance: false,
  processes: false,
  dataSets: [],
  ...(given.kind === 'service'
    ? {
        service: {
          domain: 'other' as const,
          audience: ['residents' as const],
          channels: ['counter' as const],
          safety: 'none' as const,
        },
      }
    : {}),
  ...(given.kind === 'device-group'
    ? {
        device: {
          count: 3,
          place: 'public' as const,
          moves: 'nothing' as const,
          measures: true,
          radio: [],
          labels: [],
          update: 'remote' as const,
          managedByUsers: false,
        },
      }
    : {}),
  ...given,
});

export const flow = (key: string, from: string, to: string, given: Partial<Flow> = {}): Flow => ({
  key,
  from,
  to,
  dataSets: [],
  purpose: '提供',
  protocol: 'https',
  encrypted: 'yes',
  authenticated: 'yes',
  control: false,
  overInternet: true,
  ...given,
});

/** A contract of the town with `contractor` over components, silent unless boundaries are given. */
export const contract = (
  key: string,
  contractor: string,
  components: readonly string[],
  given: Partial<Contract> = {},
): Contract => ({
  key,
  name: key,
  kind: 'outsourcing',
  principal: 'town',
  contractor,
  covers: { components, dataSets: [] },
  term: { renewal: 'indefinite' },
  boundaries: [],
  clauses: [],
  subcontracting: 'unstated',
  ...given,
});

/** Says that `performs` does everything about the system `subject`. */
export const boundary = (
  subject: string,
  performs: string,
  requirements: readonly string[] = [],
): Contract['boundaries'][number] => ({ aspect: 'system', subject, performs, requirements });

/** A town, which answers to residents, and two firms; nothing else unless it is given. */
export const smallCity = (given: Partial<City>): City => ({
  formatVersion: 1,
  key: 'the-city',
  name: '小さな市',
  promoter: 'town',
  facts: [],
  organisations: [
    organisation('town', ['promoter']),
    organisation('firm', ['serviceProvider']),
    organisation('other-firm', ['serviceProvider']),
  ],
  contracts: [],
  components: [],
  externalSystems: [],
  dataSets: [],
  flows: [],
  accounts: [],
  weaknesses: [],
  controls: [],
  aliases: {},
  ...given,
});
