import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, letterFate, roleWord, typed, version } from './fields.ts';

export const cityEndpoints = {
  readCity: endpoint({
    method: 'GET',
    path: '/city',
    summary: { ja: 'いまの都市と、見える組織', en: 'The city, and the organisations one may see' },
    response: z.object({
      city: z.object({
        city: id('cty'),
        name: z.string(),
        sample: z.boolean(),
        secondFactorForAll: z.boolean(),
        version,
      }),
      organisations: z.array(
        z.object({
          organisation: id('org'),
          name: z.string(),
          promoter: z.boolean(),
          elementKey: z.string().optional(),
          version,
        }),
      ),
    }),
  }),
  changeCity: endpoint({
    method: 'PUT',
    path: '/city',
    summary: { ja: '都市の名前とサインインの決まりを変える', en: 'Changes name and sign-in rules' },
    body: z.object({ name: typed(400), secondFactorForAll: z.boolean(), version }),
  }),
  openCity: endpoint({
    method: 'POST',
    path: '/cities',
    summary: {
      ja: '都市を加える（または見本の都市を開く）',
      en: 'Opens a further city, or the sample',
    },
    body: z.object({
      cityName: typed(400),
      organisationName: typed(400),
      sample: z.boolean().default(false),
    }),
    response: z.object({ city: id('cty'), organisation: id('org') }),
  }),
  removeCity: endpoint({
    method: 'DELETE',
    path: '/city',
    summary: { ja: '見本の都市を取り除く', en: 'Removes the sample city' },
    response: z.object({
      city: id('cty'),
      stub: z.string().describe('What is left of its log: signed, one line of JSON'),
    }),
  }),
  listRemovals: endpoint({
    method: 'GET',
    path: '/removals',
    summary: { ja: '取り除いた都市', en: 'Cities that were removed' },
    response: z.object({ removals: z.array(z.object({ city: id('cty'), at: instant })) }),
  }),
  readRemoval: endpoint({
    method: 'GET',
    path: '/removals/:city',
    summary: { ja: '都市を取り除いた記録（検証できる）', en: 'The record of a removal, to verify' },
    params: z.object({ city: id('cty') }),
    media: 'application/json',
  }),
  addOrganisation: endpoint({
    method: 'POST',
    path: '/organisations',
    summary: { ja: '組織を加える', en: 'Adds an organisation' },
    body: z.object({ name: typed(400) }),
    response: z.object({ organisation: id('org') }),
  }),
  listMembers: endpoint({
    method: 'GET',
    path: '/members',
    summary: { ja: 'メンバー（あとから加わった人が先）', en: 'Members, who joined last first' },
    query: z.object({
      cursor: typed(200).optional(),
      search: typed(100)
        .optional()
        .describe('A part of the name, the mail address or the organisation’s name'),
      state: z
        .enum(['current', 'left'])
        .optional()
        .describe('Who belongs now, suspended or not; or who does no more'),
      role: roleWord.optional(),
      organisation: id('org').optional(),
    }),
    response: z.object({
      members: z.array(
        z.object({
          membership: id('mem'),
          organisation: id('org'),
          organisationName: z.string(),
          person: id('per'),
          name: z.string(),
          email: z.string(),
          roles: z.array(roleWord),
          since: instant,
          suspendedAt: instant.optional(),
          suspendedByProvider: z
            .boolean()
            .describe('Suspended by the organisation’s provider, which may undo it'),
          endedAt: instant.optional(),
          lastActiveOn: z.iso.date().optional(),
          version,
        }),
      ),
      total: z.number().int().describe('Of all pages together'),
      next: z.string().optional(),
    }),
  }),
  listInvitations: endpoint({
    method: 'GET',
    path: '/invitations',
    summary: { ja: '返事を待っている招待', en: 'Invitations that nobody has answered yet' },
    response: z.object({
      invitations: z.array(
        z.object({
          invitation: id('inv'),
          organisation: id('org'),
          organisationName: z.string(),
          email: z.string(),
          roles: z.array(roleWord),
          createdAt: instant,
          expiresAt: instant,
          letter: letterFate.optional().describe('None where it was handed over without a letter'),
        }),
      ),
    }),
  }),
  inviteMember: endpoint({
    method: 'POST',
    path: '/invitations',
    summary: { ja: '招待する', en: 'Invites somebody' },
    body: z.object({
      organisation: id('org'),
      email: typed(400),
      roles: z.array(roleWord).max(5),
      renew: z
        .boolean()
        .optional()
        .describe('In place of invitations to this address that are open: their links end'),
    }),
    response: z.object({ invitation: id('inv'), expiresAt: instant, link: z.string() }),
  }),
  withdrawInvitation: endpoint({
    method: 'DELETE',
    path: '/invitations/:invitation',
    summary: { ja: '招待を取り消す', en: 'Withdraws an invitation' },
    params: z.object({ invitation: id('inv') }),
  }),
  changeMember: endpoint({
    method: 'PUT',
    path: '/members/:membership',
    summary: { ja: 'メンバーの権限や状態を変える', en: 'Changes a member’s rights or state' },
    params: z.object({ membership: id('mem') }),
    body: z.object({
      version,
      roles: z.array(roleWord).max(5),
      state: z
        .enum(['active', 'suspended', 'ended'])
        .optional()
        .describe('Left out: stays as it is. Only an administrator undoes “suspended”'),
    }),
  }),
} as const;
