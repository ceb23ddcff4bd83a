import type { WorkbookPackage } from './open-workbook.ts';
import { notUtf8 } from './refusals.ts';
import { refuseDeclarations } from './scan-xml.ts';

/**
 * The XML text of a part: UTF-8, and without declarations. A byte-order mark stays where it is,
 * so that the part can be written back as it was.
 */
export function partText(parts: WorkbookPackage, name: string | undefined): string | undefined {
  const part = name === undefined ? undefined : parts.get(name);
  if (!part) return undefined;
  let xml: string;
  try {
    xml = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part.bytes);
  } catch (cause) {
    throw notUtf8(cause);
  }
  refuseDeclarations(xml);
  return xml;
}
