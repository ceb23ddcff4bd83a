export {
  type CellPosition,
  type CellRange,
  cellName,
  columnName,
  readCellName,
  readRange,
} from './cell-reference.ts';
export { type OfficeKind, type OfficePackage, officePackageOf } from './office-kind.ts';
export {
  type OpenLimits,
  type OpenOptions,
  openWorkbookSafely,
  type PartRecord,
  type WorkbookPackage,
  type WorkbookPart,
} from './open-workbook.ts';
export { partText } from './part-text.ts';
export { notAWorkbook, tooLarge } from './refusals.ts';
export { rewritePackage } from './rewrite-package.ts';
export {
  attributeOf,
  attributesOf,
  escapeXml,
  scanTags,
  type Tag,
  textBetween,
} from './scan-xml.ts';
export { PackageStream } from './stream-package.ts';
export { type ReadArea, trimWorkbook } from './trim-workbook.ts';
