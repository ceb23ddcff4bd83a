import { text } from '@machimori/kernel';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';

/** Everything of the city hangs on its description: a change asks for all of it anew. */
export const cityChanges = [['city'], ['home'], ['revisions'], ['plan'], ['approval']] as const;

export type CityNames = Answer<'GET /city/names'>;
export type ElementSeen = Answer<'GET /city/elements/:kind/:key'>;
export type Kind = CityNames['names'][number]['kind'];
export type Body = Readonly<Record<string, unknown>>;
export type Edit = Answer<'GET /city/elements/:kind/:key/removal'>['edits'][number];
export type ListedElement = Answer<'GET /city/elements'>['elements'][number];
export type Proposal = Answer<'GET /proposals'>['proposals'][number];
export type GuidelineNames = Answer<'GET /city/guideline-names'>;

/** What people call something, and in which list of the city it stands; in none where the guideline names it. */
export type NameLookup = (
  key: string,
) => { readonly kind: Kind | undefined; readonly name: string } | undefined;

/** What people call everything that one sees of the city, and what the guideline calls what it names. */
export function useCityNames(): {
  readonly names: CityNames | undefined;
  readonly problem: Problem | null;
  readonly nameOf: NameLookup;
} {
  const say = useText();
  const guideline = useGuidelineNames();
  const { data, error } = useQuery<CityNames, Problem>({
    queryKey: ['city', 'names'],
    queryFn: () => call('GET /city/names'),
    staleTime: 30_000,
  });
  const known = useMemo(() => {
    const byKey = new Map<string, ReturnType<NameLookup>>();
    for (const some of Object.values(guideline ?? {}))
      for (const { id, name } of some) byKey.set(id, { kind: undefined, name: say(name) });
    for (const { kind, key, name, nameEn = name } of data?.names ?? [])
      byKey.set(key, { kind, name: say(text(name, nameEn)) });
    return byKey;
  }, [data, guideline, say]);
  // What a share of the city names beyond itself is somebody else's: its key is nothing to read.
  const isShare = data !== undefined && guideline !== undefined && !data.whole;
  const others = isShare ? { kind: undefined, name: say(cityWords.others) } : undefined;
  return { names: data, problem: error, nameOf: (key) => known.get(key) ?? others };
}

/** What the description may name of the guideline. It never changes while the program runs. */
export function useGuidelineNames(): GuidelineNames | undefined {
  const { data } = useQuery<GuidelineNames, Problem>({
    queryKey: ['guideline-names'],
    queryFn: () => call('GET /city/guideline-names'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data;
}

export const elementQuery = (kind: Kind, key: string) => ({
  queryKey: ['city', 'element', kind, key],
  queryFn: () => call('GET /city/elements/:kind/:key', { params: { kind, key } }),
});

export function useElement(kind: Kind, key: string) {
  const { data, error } = useQuery<ElementSeen, Problem>(elementQuery(kind, key));
  return { seen: data, problem: error };
}

export function useProposals() {
  const { data, error } = useQuery<Answer<'GET /proposals'>, Problem>({
    queryKey: ['city', 'proposals'],
    queryFn: () => call('GET /proposals'),
  });
  return { proposals: data?.proposals, problem: error };
}

/** Lists of the city that have pages of their own; answers to check items belong to the check sheet. */
export const listedKinds = [
  'organisations',
  'contracts',
  'components',
  'dataSets',
  'flows',
  'externalSystems',
  'accounts',
  'weaknesses',
] as const satisfies readonly Kind[];
export type ListedKind = (typeof listedKinds)[number];

export const isListed = (kind: unknown): kind is ListedKind =>
  (listedKinds as readonly unknown[]).includes(kind);
