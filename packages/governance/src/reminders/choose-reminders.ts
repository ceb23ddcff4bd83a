import { defineUseCase } from '@machimori/application';
import { readRefusals, writeRefusal } from './refusal-store.ts';

/** Whether one gets the weekly letter about what is due. */
export const readReminders = defineUseCase<null, { readonly wanted: boolean }>({
  name: 'read-reminders',
  action: 'sheet:read',
  kind: 'query',
  async handle(context) {
    const refused = await readRefusals(context);
    return { output: { wanted: !refused.has(context.scope.person) } };
  },
});

/** Gets the weekly letter about what is due in this city, or wants it no more. */
export const chooseReminders = defineUseCase<
  { readonly wanted: boolean },
  { readonly wanted: boolean }
>({
  name: 'choose-reminders',
  action: 'sheet:choose-reminders',
  kind: 'command',
  async handle(context, { wanted }) {
    await writeRefusal(context, !wanted, context.now);
    return { output: { wanted }, content: { wanted } };
  },
});
