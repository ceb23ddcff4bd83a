import { defineUseCase } from '@machimori/application';
import {
  type CityRow,
  listOrganisations,
  type OrganisationRow,
  readCityRow,
} from './city-store.ts';

export interface CitySeen {
  readonly city: CityRow;
  readonly organisations: readonly OrganisationRow[];
}

/** The city one acts in, and the organisations of it that one may see. */
export const readCity = defineUseCase<null, CitySeen>({
  name: 'read-city',
  action: 'city:read',
  kind: 'query',
  async handle(context) {
    const city = await readCityRow(context);
    const organisations = await listOrganisations(context);
    return { output: { city, organisations } };
  },
});
