import type { Criteria, RiskLevel } from '@machimori/catalogue';

/** Levels in their order: the higher, the worse. */
export const rank: Readonly<Record<RiskLevel, number>> = {
  low: 1,
  medium: 2,
  high: 3,
  'very-high': 4,
};

/** The worst of some levels; undefined where there is none. */
export function worst(levels: Iterable<RiskLevel | undefined>): RiskLevel | undefined {
  let found: RiskLevel | undefined;
  for (const level of levels)
    if (level !== undefined && (found === undefined || rank[level] > rank[found])) found = level;
  return found;
}

/** A sum of rules on the criteria's scale, which counts from 1. */
export const onScale = ({ scale }: Criteria, sum: number): number =>
  Math.min(scale.length, Math.max(1, sum));

/** Level from likelihood × impact by the criteria's bounds. */
export function levelOf(criteria: Criteria, likelihood: number, impact: number): RiskLevel {
  const product = likelihood * impact;
  let level: RiskLevel = 'low';
  let reached = 0;
  for (const bound of criteria.levels)
    if (product >= bound.from && bound.from > reached) {
      level = bound.id;
      reached = bound.from;
    }
  return level;
}
