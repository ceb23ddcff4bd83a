export { type AddLine, addLine, ownItem } from './add-line.ts';
export type { AddedLine, AskableElement } from './added-line-store.ts';
export { type AddedLines, listAddedLines, readOwnItems } from './list-added-lines.ts';
export { removeLine } from './remove-line.ts';
