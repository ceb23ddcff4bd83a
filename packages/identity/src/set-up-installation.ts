import { type Context, defineUseCase } from '@machimori/application';
import { Failure, type Id, text } from '@machimori/kernel';
import { takeEmailAddress } from './email-address.ts';
import { type CityToFound, foundCity } from './found-city.ts';
import { readName } from './name.ts';
import { type OpenedSession, openSessionFor } from './open-session-for.ts';
import { expectStrongPassword, hashInTurn } from './password.ts';
import { ownLane } from './password-queue.ts';
import { anybodyThere, insertPerson, setPasswordHash } from './person-store.ts';
import type { IdentityPorts } from './ports.ts';
import { digestMatches } from './secret-token.ts';

const messages = {
  done: text('はじめの準備は、もう済んでいます。', 'This has been set up already.'),
  doneNext: text('サインインしてください。', 'Please sign in.'),
  code: text('はじめの準備のコードが違います。', 'The code for the first visit is not right.'),
  codeNext: text(
    '「./machimori start」が表示したアドレスを、そのまま開いてください。',
    'Open the address that “./machimori start” printed, as it is.',
  ),
};

export interface SetUp extends CityToFound {
  /** The code that `start` printed. */
  readonly code: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly device: string;
}

export interface SetUpDone extends OpenedSession {
  readonly city: Id<'city'>;
  readonly organisation: Id<'organisation'>;
}

/** The first visit: makes the first administrator and the first city. Works once. */
export const setUpInstallation = defineUseCase<SetUp, SetUpDone, IdentityPorts, string>({
  name: 'set-up-installation',
  action: 'installation:set-up',
  kind: 'command',
  secretOutput: true,
  async prepare(context, input) {
    await judge(context, input);
    const { passwords } = context.ports;
    return hashInTurn(passwords, ownLane('set-up'), input.password);
  },
  async handle(context, input, hash) {
    const { ids, now } = context;
    const { email, name } = await judge(context, input);
    const person = ids.next('person');
    await insertPerson(context, { person, email, name, host: true, now });
    await setPasswordHash(context, { person, hash, now });
    const { city, organisation, event } = await foundCity(context, person, input);
    const opened = await openSessionFor(context, {
      person,
      device: input.device,
      awaiting: false,
      seat: { city, organisation },
    });
    return {
      output: { ...opened, city, organisation },
      subjects: [city, organisation, person],
      performedBy: person,
      city,
      organisation,
      events: [event],
    };
  },
});

/** Whether it can be set up, and by whom. Writes nothing. */
async function judge(context: Context<IdentityPorts>, input: SetUp) {
  const { scope, ports, transaction } = context;
  const byProgram = scope.actor.kind === 'system';
  // The program itself sees and adds persons as signing up does.
  if (byProgram) await transaction.wall({ reach: 'sign-in' });
  if (await anybodyThere(context))
    throw new Failure('conflict', messages.done, { next: messages.doneNext });
  if (!byProgram && !digestMatches(ports.firstVisitCode, input.code))
    throw new Failure('forbidden', messages.code, { next: messages.codeNext, field: 'code' });
  const email = takeEmailAddress(input.email);
  const name = readName(input.name);
  const names = [input.cityName, input.organisationName].map(readName);
  expectStrongPassword(input.password, [name, email.shown, ...names]);
  return { email, name };
}
