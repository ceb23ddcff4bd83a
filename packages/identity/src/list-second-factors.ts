import { defineUseCase } from '@machimori/application';
import type { Id } from '@machimori/kernel';
import { mustKeepSecondFactor } from './must-keep-second-factor.ts';
import { passkeysOf } from './passkey-store.ts';
import { recoveryCodesLeft, totpsOf } from './second-factor-store.ts';

export interface SecondFactor {
  readonly credential: Id<'credential'>;
  readonly kind: 'totp' | 'passkey';
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | undefined;
  /** Alone it stands for both factors: one signs in by it without a password. */
  readonly passwordless: boolean;
}

export interface SecondFactors {
  readonly factors: readonly SecondFactor[];
  readonly recoveryCodesLeft: number;
  /** A role or a city asks for a second factor: the last one cannot go. */
  readonly compulsory: boolean;
}

/** One's own second factors, and how many recovery codes are left. */
export const listSecondFactors = defineUseCase<null, SecondFactors>({
  name: 'list-second-factors',
  action: 'account:read',
  kind: 'query',
  async handle(context) {
    const { person } = context.scope;
    const totps = (await totpsOf(context, person))
      .filter(({ confirmedAt }) => confirmedAt !== undefined)
      .map((each) => ({ ...pick(each), kind: 'totp' as const, passwordless: false }));
    const passkeys = (await passkeysOf(context, person)).map((each) => ({
      ...pick(each),
      kind: 'passkey' as const,
      passwordless: each.userVerified,
    }));
    return {
      output: {
        factors: [...totps, ...passkeys],
        recoveryCodesLeft: await recoveryCodesLeft(context, person),
        compulsory: await mustKeepSecondFactor(context, person),
      },
    };
  },
});

const pick = ({
  credential,
  name,
  createdAt,
  lastUsedAt,
}: Pick<SecondFactor, 'credential' | 'name' | 'createdAt' | 'lastUsedAt'>) => ({
  credential,
  name,
  createdAt,
  lastUsedAt,
});
