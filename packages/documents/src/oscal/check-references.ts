import { checkMessages } from './check-messages.ts';
import {
  type BundleIndex,
  diagnostic,
  type IndexedDocument,
  isOurs,
  type OscalNode,
  type Report,
} from './oscal-index.ts';

interface Target {
  readonly by: 'uuid' | 'id';
  readonly kinds: readonly string[];
  /** Whether the documents that this one imports may hold it too. */
  readonly imports: boolean;
}

const own = (by: Target['by'], ...kinds: readonly string[]): Target => ({
  by,
  kinds,
  imports: false,
});
const any = (by: Target['by'], ...kinds: readonly string[]): Target => ({
  by,
  kinds,
  imports: true,
});

/** What each referring key points at: the lists in which its target may stand. */
const targets: Readonly<Record<string, Target>> = {
  'party-uuid': own('uuid', 'parties'),
  'party-uuids': own('uuid', 'parties'),
  'member-of-organizations': own('uuid', 'parties'),
  'location-uuid': own('uuid', 'locations'),
  'location-uuids': own('uuid', 'locations'),
  'role-id': own('id', 'roles'),
  'role-ids': own('id', 'roles'),
  'component-uuid': any('uuid', 'components'),
  'observation-uuid': own('uuid', 'observations'),
  'risk-uuid': own('uuid', 'risks'),
  'finding-uuid': own('uuid', 'findings'),
  'task-uuid': own('uuid', 'tasks'),
  'response-uuid': own('uuid', 'remediations'),
  'provided-uuid': any('uuid', 'provided'),
  'responsibility-uuid': any('uuid', 'responsibilities'),
  'implementation-uuid': any('uuid', 'implemented-requirements', 'statements', 'by-components'),
  'implementation-statement-uuid': any(
    'uuid',
    'implemented-requirements',
    'statements',
    'by-components',
  ),
  'control-id': any('id', 'controls'),
  'with-ids': any('id', 'controls'),
  'statement-id': any('id', 'parts'),
  'statement-ids': any('id', 'parts'),
  'target-id': any('id', 'parts'),
  'param-id': any('id', 'params'),
  'by-id': any('id', 'parts', 'params', 'controls'),
};

const kindsOfSubject: Readonly<Record<string, readonly string[]>> = {
  component: ['components'],
  'inventory-item': ['inventory-items'],
  location: ['locations'],
  party: ['parties'],
  user: ['users'],
  resource: ['resources'],
};

/** Properties of ours that name things of the catalogue, in a list with spaces between. */
const ourNames: Readonly<Record<string, Target>> = {
  'risk-rows': any('id', 'parts'),
  requirements: any('id', 'controls'),
};

/** Every reference by UUID or id finds what it names, of the right kind, here or in an imported document. */
export function checkReferences(
  document: IndexedDocument,
  index: BundleIndex,
  report: Report,
): void {
  const selected =
    document.name === 'system-security-plan' ? selectedControls(document) : undefined;
  for (const node of document.nodes) {
    for (const [key, value] of Object.entries(node.value)) {
      const target = targetOf(node, key);
      if (target === undefined) continue;
      const path = `${node.path}.${key}`;
      const names: readonly unknown[] = Array.isArray(value) ? value : [value];
      for (const name of names) {
        if (typeof name !== 'string') continue;
        checkOne(document, target, name, path, report);
        if (
          key === 'control-id' &&
          selected !== undefined &&
          !selected.has(name) &&
          holds(document, target, name)
        )
          report(
            diagnostic('unknown-key', { file: document.file, path }, checkMessages.notSelected, {
              value: name,
            }),
          );
      }
    }
    const ours =
      node.kind === 'props' && isOurs(node) ? ourNames[String(node.value['name'])] : undefined;
    if (
      ours !== undefined &&
      typeof node.value['value'] === 'string' &&
      document.name === 'system-security-plan'
    )
      for (const name of node.value['value'].split(' '))
        checkOne(document, ours, name, `${node.path}.value`, report);
  }
  checkKindsAgree(document, index, report);
}

function targetOf(node: OscalNode, key: string): Target | undefined {
  if (key === 'actor-uuid')
    return own(
      'uuid',
      node.value['type'] === 'party'
        ? 'parties'
        : node.value['type'] === 'tool'
          ? 'components'
          : 'assessment-platforms',
    );
  if (key === 'subject-uuid') {
    const kinds = kindsOfSubject[String(node.value['type'])];
    return kinds === undefined ? undefined : any('uuid', ...kinds);
  }
  if (key === 'id-ref') return any('id', node.value['type'] === 'statement' ? 'parts' : 'controls');
  return Object.hasOwn(targets, key) ? targets[key] : undefined;
}

function checkOne(
  document: IndexedDocument,
  target: Target,
  name: string,
  path: string,
  report: Report,
): void {
  if (holds(document, target, name) || (target.imports && document.reach.some((d) => d.broken)))
    return;
  report(
    diagnostic('unknown-key', { file: document.file, path }, checkMessages.dangling, {
      value: name,
      kinds: target.kinds.join(', '),
    }),
  );
}

const holds = (document: IndexedDocument, target: Target, name: string): boolean =>
  (target.imports ? document.reach : [document]).some((d) => {
    const found = target.by === 'uuid' ? d.byUuid.get(name.toLowerCase()) : d.byId.get(name);
    return found !== undefined && target.kinds.includes(found.kind);
  });

/** Controls that the imported profile selects; undefined where it selects all, or cannot be found. */
function selectedControls(document: IndexedDocument): ReadonlySet<string> | undefined {
  const profile = document.reach.find((d) => d.name === 'profile');
  if (profile === undefined) return undefined;
  const ids = (kind: string): string[] =>
    profile.nodes
      .filter((n) => n.kind === kind)
      .flatMap((n) => (Array.isArray(n.value['with-ids']) ? n.value['with-ids'] : []))
      .filter((id) => typeof id === 'string');
  if (profile.nodes.some((n) => n.kind === 'include-all')) return undefined;
  const excluded = new Set(ids('exclude-controls'));
  return new Set(ids('include-controls').filter((id) => !excluded.has(id)));
}

/** A UUID may stand in two documents only for the same kind of thing: a party in both plans. */
function checkKindsAgree(document: IndexedDocument, index: BundleIndex, report: Report): void {
  for (const other of index.documents.values()) {
    if (other.name >= document.name) continue;
    for (const [uuid, node] of document.byUuid) {
      const there = other.byUuid.get(uuid);
      if (there !== undefined && there.kind !== node.kind)
        report(
          diagnostic(
            'duplicate-key',
            { file: document.file, path: `${node.path}.uuid` },
            checkMessages.duplicateUuid,
            { value: uuid, path: `${other.file} ${there.path}` },
          ),
        );
    }
  }
}
