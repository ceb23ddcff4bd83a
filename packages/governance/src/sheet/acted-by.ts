/** Who did something, as a history tells it: by name where one may know the person, else of which organisation. */
export interface ActedBy {
  /** Empty where one does not see the person, or nobody knows them any more. */
  readonly byName: string;
  /** For which organisation, where the person is not told and one sees that organisation. */
  readonly byOrganisation: string | undefined;
  /** The program did it by itself. */
  readonly byProgram: boolean;
}

/** What a history tells of an actor, named as in the log. */
export const actedBy = (
  actor: string,
  name: string | null,
  organisation: string | null,
): ActedBy => ({
  byName: name ?? '',
  byOrganisation: name === null ? (organisation ?? undefined) : undefined,
  byProgram: actor.startsWith('system:'),
});
