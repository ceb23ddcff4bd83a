import { defineUseCase } from '@machimori/application';
import type { City } from '@machimori/city';
import { cityOf, type Element } from './element.ts';
import { readElements, readRevision } from './element-store.ts';

export interface RegisterSeen {
  readonly revision: number;
  readonly elements: readonly Element[];
}

/** The elements of the city that one may see. */
export const readRegister = defineUseCase<null, RegisterSeen>({
  name: 'read-register',
  action: 'register:read',
  kind: 'query',
  async handle(context) {
    const revision = await readRevision(context);
    return { output: { revision, elements: await readElements(context) } };
  },
});

/** The whole description, for whoever sees the whole city; undefined where there is none, or only a share is seen. */
export const exportCity = defineUseCase<null, City | undefined>({
  name: 'export-city',
  action: 'register:export',
  kind: 'sensitive-query',
  async handle(context) {
    const whole = context.scope.reach === 'city';
    const city = whole ? cityOf(await readElements(context)) : undefined;
    return { output: city, content: { revision: await readRevision(context) } };
  },
});
