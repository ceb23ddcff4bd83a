import { endpoints } from '@machimori/contract';
import {
  askNewPasskey,
  askPasskeyProof,
  askPasskeySignIn,
  enrolPasskey,
  openSessionByPasskey,
} from '@machimori/identity';
import { deviceOf } from '../device-of.ts';
import { route } from '../route.ts';

export const passkeyRoutes = [
  route(endpoints.askPasskeySignIn, async ({ run }) => asked(await run(askPasskeySignIn, null))),

  route(endpoints.signInByPasskey, async ({ world, input, request, reply, runAsNobody }) => {
    const opened = await runAsNobody(openSessionByPasskey, {
      ...input.body,
      device: deviceOf(request),
    });
    world.cookies.setSession(reply, opened.token);
    world.cookies.rememberDevice(request, reply, opened.email);
    return undefined;
  }),

  route(endpoints.askPasskeyConfirmation, async ({ world, request, run }) =>
    asked(await run(askPasskeyProof, { pendingToken: world.cookies.session(request) ?? '' })),
  ),

  route(endpoints.askPasskeyProof, async ({ run }) => asked(await run(askPasskeyProof, {}))),

  route(endpoints.askNewPasskey, async ({ run }) => asked(await run(askNewPasskey, null))),

  route(endpoints.enrolPasskey, async ({ world, input, reply, run }) => {
    const { credential, first } = await run(enrolPasskey, input.body);
    if (first !== undefined) world.cookies.setSession(reply, first.token);
    return { credential, recoveryCodes: first && [...first.recoveryCodes] };
  }),
];

/** WebAuthn's own words go through as they are. */
const asked = ({ question, options }: { readonly question: string; readonly options: object }) => ({
  question,
  options: { ...options },
});
