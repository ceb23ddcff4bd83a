import { defineUseCase } from '@machimori/application';
import { allCities, type CityOfInstallation } from './city-store.ts';

/** The cities of the installation: what they are called, and none of their content. */
export const listCities = defineUseCase<null, readonly CityOfInstallation[]>({
  name: 'list-cities',
  action: 'installation:read',
  kind: 'query',
  async handle(context) {
    return { output: await allCities(context) };
  },
});
