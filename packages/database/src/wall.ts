/**
 * What row-level security sees during one transaction: the second wall behind Scope. It stops a query
 * that forgot its scope; it does not stop who may run SQL of their own (docs/adr/0006-database.md).
 */
export interface Wall {
  readonly reach: Reach;
  readonly city?: string;
  readonly organisation?: string;
  /** Whose own rows are theirs: a person, or the token that acts. */
  readonly person?: string;
}

/**
 * none: nothing. self: the person's own rows. sign-in: what signing in must read. organisation: the
 * organisation's share. seen: with what the visibility relation adds. city: the whole city.
 * installation: what belongs to no city. system: all, for named system actors.
 */
export type Reach =
  | 'none'
  | 'self'
  | 'sign-in'
  | 'organisation'
  | 'seen'
  | 'city'
  | 'installation'
  | 'system';

/** The city_id of rows that belong to no city. */
export const installation = 'installation';

export type WallSetting = readonly [name: string, value: string];

/** The four settings, an absent one as the empty string, so that nothing of an earlier wall stays. */
export function wallSettings(wall: Wall): readonly WallSetting[] {
  const settings: readonly WallSetting[] = [
    ['machimori.reach', wall.reach],
    ['machimori.city', wall.city ?? ''],
    ['machimori.organisation', wall.organisation ?? ''],
    ['machimori.person', wall.person ?? ''],
  ];
  for (const [name, value] of settings) {
    if (!/^[\x20-\x7e]{0,200}$/.test(value)) throw new RangeError(`${name} is no id`);
  }
  return settings;
}
