import { endpoints } from '@machimori/contract';
import {
  addOrganisation,
  changeCity,
  changeMember,
  inviteMember,
  listInvitations,
  openCity,
  readCity,
  readMemberPage,
  readRemoval,
  readRemovals,
  removeSampleCity,
  withdrawInvitation,
} from '@machimori/identity';
import { route } from '../route.ts';
import { letterShown } from './letter-shown.ts';

export const cityRoutes = [
  route(endpoints.readCity, async ({ run }) => {
    const { city, organisations } = await run(readCity, null);
    return { city, organisations: organisations };
  }),

  route(endpoints.changeCity, async ({ input, run }) => {
    await run(changeCity, input.body);
    return undefined;
  }),

  route(endpoints.openCity, ({ input, run }) => {
    const { sample = false, ...names } = input.body;
    return run(openCity, { ...names, sample });
  }),

  route(endpoints.removeCity, ({ run }) => run(removeSampleCity, null)),

  route(endpoints.listRemovals, async ({ run }) => {
    const rows = await run(readRemovals, null);
    return { removals: rows.map(({ city, at }) => ({ city, at: at.toISOString() })) };
  }),

  route(endpoints.readRemoval, async ({ input, run, reply }) => {
    const stub = await run(readRemoval, input.params);
    return reply
      .type('application/json')
      .header('content-disposition', `attachment; filename="removal-${input.params.city}.json"`)
      .send(`${stub}\n`);
  }),

  route(endpoints.addOrganisation, ({ input, run }) => run(addOrganisation, input.body)),

  route(endpoints.listMembers, async ({ input, run }) => {
    const { members, total, next } = await run(readMemberPage, input.query);
    return {
      members: members.map((member) => ({
        ...member,
        roles: [...member.roles],
        since: member.since.toISOString(),
        suspendedAt: member.suspendedAt?.toISOString(),
        endedAt: member.endedAt?.toISOString(),
      })),
      total,
      next,
    };
  }),

  route(endpoints.listInvitations, async ({ run }) => {
    const invitations = await run(listInvitations, null);
    return {
      invitations: invitations.map((each) => ({
        invitation: each.invitation,
        organisation: each.organisation,
        organisationName: each.organisationName,
        email: each.email,
        roles: [...each.roles],
        createdAt: each.createdAt.toISOString(),
        expiresAt: each.expiresAt.toISOString(),
        letter: letterShown(each.letter),
      })),
    };
  }),

  route(endpoints.inviteMember, async ({ input, run }) => {
    const invited = await run(inviteMember, input.body);
    return { ...invited, expiresAt: invited.expiresAt.toISOString() };
  }),

  route(endpoints.withdrawInvitation, async ({ input, run }) => {
    await run(withdrawInvitation, input.params);
    return undefined;
  }),

  route(endpoints.changeMember, async ({ input, run }) => {
    await run(changeMember, { ...input.params, ...input.body });
    return undefined;
  }),
];
