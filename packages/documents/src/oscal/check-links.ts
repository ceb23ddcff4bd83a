import { checkMessages } from './check-messages.ts';
import {
  type BundleIndex,
  diagnostic,
  fileOf,
  type IndexedDocument,
  importsOf,
  isOutside,
  type OscalNode,
  type Report,
} from './oscal-index.ts';

/** Every `href`: within the document, to a file of the bundle and into it, and the imports themselves. */
export function checkLinks(document: IndexedDocument, index: BundleIndex, report: Report): void {
  const imports = new Map(importsOf(document, index).map((i) => [i.node, i]));
  for (const node of document.nodes) {
    const { href } = node.value;
    if (typeof href !== 'string') continue;
    const place = { file: document.file, path: `${node.path}.href` };
    const imported = imports.get(node);
    if (imported !== undefined) {
      if (imported.target === undefined && !imported.outside)
        report(diagnostic('unknown-key', place, checkMessages.danglingImport, { value: href }));
      continue;
    }
    if (isOutside(href)) continue;
    const found = follow(document, index, href);
    if (found === undefined)
      report(diagnostic('unknown-key', place, checkMessages.danglingLink, { value: href }));
    else if (
      node.kind === 'links' &&
      node.value['rel'] === 'reference' &&
      href.startsWith('#') &&
      !isResource(found)
    )
      report(diagnostic('unknown-key', place, checkMessages.notResource, { value: href }));
  }
}

const isResource = (found: OscalNode | IndexedDocument): boolean =>
  'kind' in found && found.kind === 'resources';

function follow(
  document: IndexedDocument,
  index: BundleIndex,
  href: string,
): OscalNode | IndexedDocument | undefined {
  const target = href.startsWith('#') ? document : index.byFile.get(fileOf(href));
  const hash = href.indexOf('#');
  if (target === undefined || hash < 0) return target;
  const fragment = href.slice(hash + 1);
  return target.byUuid.get(fragment.toLowerCase()) ?? target.byId.get(fragment);
}
