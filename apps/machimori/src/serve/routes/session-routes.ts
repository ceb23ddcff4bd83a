import { endpoints } from '@machimori/contract';
import {
  type Account,
  acceptInvitation,
  askAddressChange,
  askPasswordReset,
  changePassword,
  chooseSeat,
  closeOtherSessions,
  closeSession,
  confirmAddressChange,
  lookAtAddressChange,
  lookAtInvitation,
  lookAtPasswordReset,
  openSession,
  readAccount,
  renamePerson,
  resetPassword,
  setUpInstallation,
} from '@machimori/identity';
import { version } from '../../version.ts';
import { deviceOf } from '../device-of.ts';
import { firstVisitCode } from '../first-visit-code.ts';
import { route } from '../route.ts';
import { isSetUp } from '../set-up-state.ts';
import { opensOnlyHere } from '../settings.ts';

export const sessionRoutes = [
  route(endpoints.readStart, async ({ world, asker }) => ({
    setUp: await isSetUp(world),
    signedIn: asker.actor.kind === 'person',
    awaiting: asker.pending !== undefined,
    ...(asker.ended === undefined ? {} : { ended: asker.ended }),
    mail: world.settings.smtpUrl !== undefined,
    onlyHere: world.sample === undefined && opensOnlyHere(world.origin),
    sample: world.sample !== undefined,
    version,
  })),

  route(endpoints.setUp, async ({ world, input, request, reply, run }) => {
    const { sample = false, ...body } = input.body;
    const opened = await run(setUpInstallation, { ...body, sample, device: deviceOf(request) });
    // Worth nothing any more, and gone as the documents say.
    await firstVisitCode.forget(world.settings.data);
    world.cookies.setSession(reply, opened.token);
    world.cookies.rememberDevice(request, reply, body.email);
    return { awaiting: opened.awaiting };
  }),

  route(endpoints.signIn, async ({ world, input, request, reply, runAsNobody }) => {
    const { email, password } = input.body;
    const opened = await runAsNobody(openSession, {
      email,
      password,
      network: world.networkOf(request),
      knownDevice: world.cookies.knowsDevice(request, email),
      device: deviceOf(request),
    });
    world.cookies.setSession(reply, opened.token);
    if (!opened.awaiting) world.cookies.rememberDevice(request, reply, email);
    return { awaiting: opened.awaiting };
  }),

  route(endpoints.signOut, async ({ world, actor, reply, run }) => {
    if (actor.kind === 'person') await run(closeSession, {});
    world.cookies.clearSession(reply);
    return undefined;
  }),

  route(endpoints.closeSession, async ({ input, run }) => {
    await run(closeSession, { session: input.params.session });
    return undefined;
  }),

  route(endpoints.closeOtherSessions, ({ run }) => run(closeOtherSessions, null)),

  route(endpoints.readAccount, async ({ run }) => {
    const account = await run(readAccount, null);
    return {
      ...account,
      seats: account.seats.map(seatOf),
      seat: account.seat && seatOf(account.seat),
      newAddress: account.newAddress && {
        email: account.newAddress.email,
        expiresAt: account.newAddress.expiresAt.toISOString(),
      },
      sessions: account.sessions.map(({ session, device, secondFactor, ...at }) => ({
        session,
        device,
        secondFactor,
        createdAt: at.createdAt.toISOString(),
        seenAt: at.seenAt.toISOString(),
        endsAt: at.endsAt.toISOString(),
      })),
    };
  }),

  route(endpoints.chooseSeat, async ({ input, run }) => {
    await run(chooseSeat, input.body);
    return undefined;
  }),

  route(endpoints.changePassword, ({ world, input, request, run }) =>
    run(changePassword, {
      ...input.body,
      network: world.networkOf(request),
      knowsDevice: (email) => world.cookies.knowsDevice(request, email),
    }),
  ),

  route(endpoints.renamePerson, async ({ input, run }) => {
    await run(renamePerson, input.body);
    return undefined;
  }),

  route(endpoints.askAddressChange, ({ world, input, request, run }) =>
    run(askAddressChange, { ...input.body, network: world.networkOf(request) }),
  ),

  route(endpoints.lookAtAddressChange, async ({ input, runAsNobody }) => {
    const { email, expiresAt } = await runAsNobody(lookAtAddressChange, input.body);
    return { email, expiresAt: expiresAt.toISOString() };
  }),

  route(endpoints.confirmAddressChange, ({ input, runAsNobody }) =>
    runAsNobody(confirmAddressChange, input.body),
  ),

  route(endpoints.askPasswordReset, async ({ world, input, request, runAsNobody }) => {
    const { email } = input.body;
    await runAsNobody(askPasswordReset, {
      email,
      network: world.networkOf(request),
      knownDevice: world.cookies.knowsDevice(request, email),
    });
    return undefined;
  }),

  route(endpoints.lookAtPasswordReset, async ({ input, runAsNobody }) => {
    const { email, expiresAt } = await runAsNobody(lookAtPasswordReset, input.body);
    return { email, expiresAt: expiresAt.toISOString() };
  }),

  route(endpoints.resetPassword, async ({ input, runAsNobody }) => {
    await runAsNobody(resetPassword, input.body);
    return undefined;
  }),

  route(endpoints.lookAtInvitation, async ({ input, run }) => {
    const seen = await run(lookAtInvitation, input.body);
    return { ...seen, roles: [...seen.roles], expiresAt: seen.expiresAt.toISOString() };
  }),

  route(endpoints.acceptInvitation, async ({ world, input, request, reply, run }) => {
    const accepted = await run(acceptInvitation, { ...input.body, device: deviceOf(request) });
    if (accepted.opened !== undefined) {
      world.cookies.setSession(reply, accepted.opened.token);
      world.cookies.rememberDevice(request, reply, accepted.email);
    }
    return { city: accepted.city, organisation: accepted.organisation };
  }),
];

/** By what else it knows of a seat the server alone judges. */
function seatOf({
  city,
  cityName,
  sample,
  organisation,
  organisationName,
  promoter,
  roles,
}: Account['seats'][number]) {
  return { city, cityName, sample, organisation, organisationName, promoter, roles: [...roles] };
}
