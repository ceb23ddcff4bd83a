/** Writes city.schema.json from the declared format: node packages/city/scripts/write-schema.ts */
import { writeFileSync } from 'node:fs';
import { citySchema } from '../src/city-schema.ts';

writeFileSync(
  new URL('../city.schema.json', import.meta.url),
  `${JSON.stringify(citySchema(), null, 2)}\n`,
);
