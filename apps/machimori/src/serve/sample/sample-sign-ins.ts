import { createHash } from 'node:crypto';
import type { SeatedSamplePerson } from '@machimori/identity';
import type { Chance } from '@machimori/kernel';

/**
 * The links into the sample city: which token stands for whom. They live in the memory of the one process
 * that printed them, as digests, and end with it.
 */
export class SampleSignIns {
  readonly #people = new Map<string, SeatedSamplePerson>();

  /** A token that signs in as this person for as long as the process runs. Kept by its digest alone. */
  add(person: SeatedSamplePerson, chance: Chance): string {
    const token = Buffer.from(chance.bytes(16)).toString('base64url');
    this.#people.set(digestOf(token), person);
    return token;
  }

  find(token: string): SeatedSamplePerson | undefined {
    return this.#people.get(digestOf(token));
  }
}

// Found by its digest: how long the look-up takes says nothing about the token.
const digestOf = (token: string): string => createHash('sha256').update(token).digest('hex');
