import type { Diagnostic, DiagnosticCode, Text } from '@machimori/kernel';
import { checkMessages } from './check-messages.ts';
import { type OscalDocuments, type OscalName, oscalFileName, oscalNames } from './oscal-bundle.ts';
import { fillOne, machimoriNamespace } from './writing.ts';

export type Report = (diagnostic: Diagnostic) => void;

/** An object of a document, with the list it stands in: a `component` of `components`. */
export interface OscalNode {
  readonly value: Readonly<Record<string, unknown>>;
  /** Key under which it stands: `parties`, `metadata`, `by-components`. */
  readonly kind: string;
  readonly path: string;
  readonly parent: OscalNode | undefined;
}

/** One document with what can be referred to in it. */
export interface IndexedDocument {
  readonly name: OscalName;
  readonly file: string;
  readonly nodes: readonly OscalNode[];
  /** UUID, or id of a control, group, part, parameter or role → what has it. */
  readonly byUuid: ReadonlyMap<string, OscalNode>;
  readonly byId: ReadonlyMap<string, OscalNode>;
  /** Documents that it imports, itself first, as far as they are in the bundle. */
  reach: readonly IndexedDocument[];
  /** True where an import leads nowhere: what it would have held is not reported again. */
  broken: boolean;
}

export interface BundleIndex {
  readonly documents: ReadonlyMap<OscalName, IndexedDocument>;
  readonly byFile: ReadonlyMap<string, IndexedDocument>;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function indexBundle(bundle: OscalDocuments, report: Report): BundleIndex {
  const documents = new Map<OscalName, IndexedDocument>();
  for (const name of oscalNames) {
    const document: unknown = bundle[name];
    if (document === undefined) continue;
    const root = isRecord(document) ? document[name] : undefined;
    if (isRecord(root)) documents.set(name, indexDocument(name, root));
    else
      report(
        diagnostic(
          'missing-field',
          { file: oscalFileName(name), path: name },
          checkMessages.noRoot,
          { name },
        ),
      );
  }
  const byFile = new Map([...documents.values()].map((d) => [d.file, d]));
  const index = { documents, byFile };
  for (const document of documents.values())
    document.broken = importsOf(document, index).some((i) => i.target === undefined && !i.outside);
  for (const document of documents.values())
    document.reach = [...reachOf(document, index, new Set())];
  return index;
}

function indexDocument(name: OscalName, root: Record<string, unknown>): IndexedDocument {
  const nodes: OscalNode[] = [];
  const byUuid = new Map<string, OscalNode>();
  const byId = new Map<string, OscalNode>();
  const visit = (
    value: unknown,
    kind: string,
    path: string,
    parent: OscalNode | undefined,
  ): void => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => {
        visit(item, kind, `${path}[${i}]`, parent);
      });
      return;
    }
    if (!isRecord(value)) return;
    const node: OscalNode = { value, kind, path, parent };
    nodes.push(node);
    const uuid = value['uuid'];
    if (typeof uuid === 'string' && !byUuid.has(uuid.toLowerCase()))
      byUuid.set(uuid.toLowerCase(), node);
    const id = value['id'];
    if (typeof id === 'string' && identified.has(kind) && !byId.has(id)) byId.set(id, node);
    for (const [key, inner] of Object.entries(value))
      if (typeof inner === 'object') visit(inner, key, `${path}.${key}`, node);
  };
  visit(root, name, name, undefined);
  return { name, file: oscalFileName(name), nodes, byUuid, byId, reach: [], broken: false };
}

/** Lists whose objects carry an id of their own; `system-ids` and `threat-ids` carry others'. */
export const identified: ReadonlySet<string> = new Set([
  'controls',
  'groups',
  'parts',
  'params',
  'roles',
]);

/** Keys whose `href` brings in another document. */
const importing: ReadonlySet<string> = new Set([
  'imports',
  'import-profile',
  'import-ssp',
  'import-ap',
  'source-resource',
  'target-resource',
]);

export interface Import {
  readonly node: OscalNode;
  readonly target: IndexedDocument | undefined;
  readonly outside: boolean;
}

export function importsOf(document: IndexedDocument, index: BundleIndex): Import[] {
  return document.nodes
    .filter((node) => importing.has(node.kind) && typeof node.value['href'] === 'string')
    .map((node) => ({ node, ...resolveImport(document, index, node.value['href'] as string) }));
}

function resolveImport(
  document: IndexedDocument,
  index: BundleIndex,
  href: string,
): Omit<Import, 'node'> {
  if (isOutside(href)) return { target: undefined, outside: true };
  if (!href.startsWith('#')) return { target: index.byFile.get(fileOf(href)), outside: false };
  const resource = document.byUuid.get(href.slice(1).toLowerCase());
  const rlinks =
    resource?.kind === 'resources' && Array.isArray(resource.value['rlinks'])
      ? resource.value['rlinks']
      : [];
  const hrefs = rlinks
    .map((link: unknown) => (isRecord(link) ? link['href'] : undefined))
    .filter((h) => typeof h === 'string');
  return {
    target: hrefs.map((h) => index.byFile.get(fileOf(h))).find((found) => found !== undefined),
    outside: hrefs.some(isOutside),
  };
}

/** True for an address with a scheme: it lies outside the bundle and cannot be followed. */
export const isOutside = (href: string): boolean => /^[a-zA-Z][a-zA-Z0-9+.-]*:/.test(href);

export const fileOf = (href: string): string =>
  (href.split(/[?#]/, 1)[0] ?? '').replace(/^(\.\/)+/, '');

function* reachOf(
  document: IndexedDocument,
  index: BundleIndex,
  seen: Set<OscalName>,
): Generator<IndexedDocument> {
  if (seen.has(document.name)) return;
  seen.add(document.name);
  yield document;
  for (const { target } of importsOf(document, index))
    if (target !== undefined) yield* reachOf(target, index, seen);
}

export function diagnostic(
  code: DiagnosticCode,
  place: { readonly file: string; readonly path: string },
  message: Text,
  values: Readonly<Record<string, string | number>> = {},
): Diagnostic {
  return {
    code,
    severity: 'error',
    place,
    message: { ja: fillOne(message.ja, values), en: fillOne(message.en, values) },
  };
}

export const isOurs = (node: OscalNode): boolean =>
  node.value['ns'] === `urn:uuid:${machimoriNamespace}`;
