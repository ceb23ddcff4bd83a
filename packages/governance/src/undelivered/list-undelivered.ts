import { defineUseCase } from '@machimori/application';
import { deadJobs, deadLetters, installation } from '@machimori/database';
import type { Text } from '@machimori/kernel';
import { reasonOf, whatOf } from './undelivered-words.ts';

/** Something that was tried to the end of patience. Nothing of what it carries. */
export interface Undelivered {
  /** Of an event and whoever was to be told of it, or of a job. */
  readonly id: string;
  /** The name of whoever was to be told, or of the job's kind. */
  readonly by: string;
  readonly what: Text;
  /** When it happened, or was asked for. */
  readonly since: Date;
  readonly givenUpAt: Date;
  readonly attempts: number;
  readonly why: Text;
}

/** What of the act's city could not be delivered, oldest first; of no city: what is the installation's own. */
export const listUndelivered = defineUseCase<null, readonly Undelivered[]>({
  name: 'list-undelivered',
  action: 'undelivered:list',
  kind: 'query',
  async handle({ transaction, scope }) {
    const place = scope.city ?? installation;
    const letters = (await deadLetters(transaction, place)).map((letter) => ({
      ...seenOf(letter, letter.subscriber),
      id: letter.eventId,
      since: letter.at,
    }));
    const jobs = (await deadJobs(transaction, place)).map((job) => ({
      ...seenOf(job, job.kind),
      id: job.jobId,
      since: job.createdAt,
    }));
    const output = [...letters, ...jobs].sort(
      (one, other) => one.givenUpAt.getTime() - other.givenUpAt.getTime(),
    );
    return { output };
  },
});

const seenOf = (
  of: { readonly attempts: number; readonly lastError: string; readonly diedAt: Date },
  by: string,
) => ({
  by,
  what: whatOf(by),
  givenUpAt: of.diedAt,
  attempts: of.attempts,
  why: reasonOf(of.lastError),
});
