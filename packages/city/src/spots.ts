import type { Place, Text } from '@machimori/kernel';
import type { ElementName } from './field.ts';

/** A reference as it was written, and where its resolved key belongs. */
export interface ReferenceUse {
  readonly key: string;
  readonly to: readonly ElementName[];
  readonly label: Text;
  readonly place: Place;
  readonly put: (key: string) => void;
}

/** A key as it was declared. */
export interface KeyDeclaration {
  readonly key: string;
  readonly element: ElementName;
  readonly place: Place;
  /** What was read of the element; its name may be read later than its key. */
  readonly of: Readonly<Record<string, unknown>>;
}

/** A former key with the key that took its place. */
export interface AliasDeclaration {
  readonly old: string;
  readonly present: string;
  readonly oldAt: Place;
  readonly presentAt: Place;
  readonly label: Text;
}

/** A name without what people write now in one way, now in another. */
export const comparableName = (name: string): string =>
  name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** Where everything that was read stood: what later checks point at. */
export class Spots {
  readonly uses: ReferenceUse[] = [];
  readonly declarations: KeyDeclaration[] = [];
  readonly aliases: AliasDeclaration[] = [];
  readonly #objects = new WeakMap<
    object,
    { readonly at: Place; readonly fields: ReadonlyMap<string, Place> }
  >();

  /** The key of an element of one of these kinds that people call by this name. */
  keyNamed(name: string, kinds: readonly ElementName[]): string | undefined {
    const wanted = comparableName(name);
    return this.declarations.find(
      ({ element, of }) =>
        kinds.includes(element) &&
        [of['name'], of['nameEn']].some(
          (known) => typeof known === 'string' && comparableName(known) === wanted,
        ),
    )?.key;
  }

  remember(object: object, at: Place, fields: ReadonlyMap<string, Place>): void {
    this.#objects.set(object, { at, fields });
  }

  /** Whether the input has a field, right or wrong. */
  has(object: object, field: string): boolean {
    return this.#objects.get(object)?.fields.has(field) ?? false;
  }

  /** The place of an object, or of its field where the file has it. */
  of(object: object | undefined, field?: string): Place {
    const spot = object === undefined ? undefined : this.#objects.get(object);
    return (field === undefined ? undefined : spot?.fields.get(field)) ?? spot?.at ?? {};
  }
}
