export { keepView, listViews, removeView } from './keep-view.ts';
export type { SheetView } from './view-store.ts';
