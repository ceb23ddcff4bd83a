import { checkMessages } from './check-messages.ts';
import {
  diagnostic,
  type IndexedDocument,
  identified,
  type OscalNode,
  type Report,
} from './oscal-index.ts';

/** One thing, one id: UUIDs and ids within a document, and the lists in which a name may stand once. */
export function checkUniqueness(document: IndexedDocument, report: Report): void {
  const inLists = new Set<string>();
  for (const node of document.nodes) {
    const { uuid, id } = node.value;
    const place = (key: string): { file: string; path: string } => ({
      file: document.file,
      path: `${node.path}.${key}`,
    });
    if (typeof uuid === 'string') {
      const first = document.byUuid.get(uuid.toLowerCase());
      if (first !== node)
        report(
          diagnostic('duplicate-key', place('uuid'), checkMessages.duplicateUuid, {
            value: uuid,
            path: first?.path ?? '',
          }),
        );
    }
    if (typeof id === 'string' && identified.has(node.kind)) {
      const first = document.byId.get(id);
      if (first !== node)
        report(
          diagnostic('duplicate-key', place('id'), checkMessages.duplicateId, {
            value: id,
            path: first?.path ?? '',
          }),
        );
    }
    const key = onceIn[node.kind];
    const name = key === undefined ? undefined : node.value[key];
    if (key !== undefined && typeof name === 'string') {
      const entry = `${listPath(node)}\n${name}`;
      if (inLists.has(entry))
        report(
          diagnostic('duplicate-key', place(key), checkMessages.duplicateEntry, { value: name }),
        );
      inLists.add(entry);
    }
    if (node.kind === 'implemented-requirements' && !hasComponent(node))
      report(diagnostic('missing-field', place('by-components'), checkMessages.noComponent));
  }
}

/** Lists in which a name may stand only once, with the key that holds it. */
const onceIn: Readonly<Record<string, string>> = {
  'by-components': 'component-uuid',
  'responsible-roles': 'role-id',
  'responsible-parties': 'role-id',
  'implemented-requirements': 'control-id',
  statements: 'statement-id',
};

const listPath = (node: OscalNode): string => node.path.slice(0, node.path.lastIndexOf('['));

/** By itself or through its statements: an implementation always happens at a component. */
function hasComponent(node: OscalNode): boolean {
  const statements = node.value['statements'];
  const candidates: readonly unknown[] = [
    node.value,
    ...(Array.isArray(statements) ? statements : []),
  ];
  return candidates.some(
    (one) =>
      typeof one === 'object' &&
      one !== null &&
      'by-components' in one &&
      Array.isArray(one['by-components']) &&
      one['by-components'].length > 0,
  );
}
