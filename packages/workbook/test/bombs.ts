import { contentTypes, packed } from './make-package.ts';

/** Packages made to cost time and memory. */

const megabyte = 1024 * 1024;
const zeros = new Uint8Array(150 * megabyte);

export const bombs: Readonly<Record<string, () => Uint8Array>> = {
  declared: () => packed([contentTypes, { name: 'xl/media/a.bin', data: zeros }]),
  lying: () => packed([contentTypes, { name: 'xl/media/a.bin', data: zeros, declared: 1_000 }]),
  'many-small': () =>
    packed([
      contentTypes,
      ...Array.from({ length: 1_900 }, (_, i) => ({
        name: `xl/m${i}.bin`,
        data: new Uint8Array(60_000),
      })),
    ]),
  'two-tables': () =>
    packed([
      contentTypes,
      ...['a', 'b'].map((name) => ({
        name: `xl/${name}.xml`,
        data: new Uint8Array(10 * megabyte),
      })),
    ]),
};
