/** What the address says of a sheet: what it is narrowed to, gathered by and in what order it stands. */
export const filterNames = [
  'words',
  'stage',
  'state',
  'group',
  'answeredBy',
  'subject',
  'checkItem',
  'level',
  'overdue',
  'stale',
  'owner',
  'request',
  'control',
  'link',
  'gather',
  'order',
  'descending',
] as const;
export type FilterName = (typeof filterNames)[number];
export type SheetFilter = Readonly<Partial<Record<FilterName, string>>>;
