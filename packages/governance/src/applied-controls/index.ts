export type { Following, LineControl } from './control-of-line.ts';
export type { ControlMove, ControlRow, ControlSearch } from './control-store.ts';
export {
  type ControlDeed,
  type ControlKind,
  type ControlWords,
  controlDeeds,
  controlKinds,
} from './control-tables.ts';
export * from './make-control.ts';
export * from './prove-control.ts';
export * from './read-control.ts';
export * from './remove-control.ts';
export * from './tie-lines.ts';
export type { SeenCells, TiedLine } from './tied-lines.ts';
