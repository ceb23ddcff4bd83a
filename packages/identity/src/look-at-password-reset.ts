import { defineUseCase } from '@machimori/application';
import { openReset } from './password-reset-rules.ts';

/** Whose password a link sets, for whoever holds it: so that the browser keeps it under the right address. */
export const lookAtPasswordReset = defineUseCase<
  { readonly token: string },
  { readonly email: string; readonly expiresAt: Date }
>({
  name: 'look-at-password-reset',
  action: 'password:reset',
  kind: 'query',
  async handle(context, { token }) {
    const { email, expiresAt } = await openReset(context, token, 'look');
    return { output: { email, expiresAt } };
  },
});
