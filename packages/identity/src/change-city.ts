import { defineUseCase } from '@machimori/application';
import { readCityRow, updateCity } from './city-store.ts';
import { readName } from './name.ts';

export interface ChangeCity {
  readonly name: string;
  /** Everybody needs a second factor, not only administrators and approvers. */
  readonly secondFactorForAll: boolean;
  readonly version: number;
}

/** Changes the city's name and rules of sign-in. */
export const changeCity = defineUseCase<ChangeCity, null>({
  name: 'change-city',
  action: 'city:change',
  kind: 'command',
  async handle(context, input) {
    const before = await readCityRow(context);
    const name = readName(input.name);
    const { secondFactorForAll, version } = input;
    await updateCity(context, { name, secondFactorForAll, version });
    return {
      output: null,
      subjects: [before.city],
      content: {
        before: { name: before.name, secondFactorForAll: before.secondFactorForAll },
        after: { name, secondFactorForAll },
      },
    };
  },
});
