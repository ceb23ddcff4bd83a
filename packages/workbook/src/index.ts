export {
  type CellPosition,
  type CellRange,
  cellName,
  columnName,
  readCellName,
  readRange,
} from './cell-reference.ts';
