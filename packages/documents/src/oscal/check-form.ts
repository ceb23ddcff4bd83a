import { isDay } from '@machimori/kernel';
import { checkMessages } from './check-messages.ts';
import { diagnostic, type IndexedDocument, type Report } from './oscal-index.ts';

const uuidKeys = /^(?:uuid|.+-uuids?|member-of-organizations)$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const timeKeys: ReadonlySet<string> = new Set([
  'last-modified',
  'published',
  'collected',
  'expires',
  'deadline',
  'start',
  'end',
  'date',
]);
const time =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;
const looksLikeTime = /^\d{4}-\d{2}-\d{2}T/;

/** Shapes of single values: no empty ones, UUIDs of the two versions allowed, times with a zone, properties of one line. */
export function checkForm(document: IndexedDocument, report: Report): void {
  for (const node of document.nodes) {
    for (const [key, value] of Object.entries(node.value)) {
      const place = { file: document.file, path: `${node.path}.${key}` };
      if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
        report(diagnostic('missing-field', place, checkMessages.empty));
        continue;
      }
      const all: readonly unknown[] = Array.isArray(value) ? value : [value];
      if (uuidKeys.test(key))
        for (const one of all)
          if (typeof one !== 'string' || !uuid.test(one))
            report(diagnostic('bad-key', place, checkMessages.uuid, { value: String(one) }));
      for (const one of all) {
        if (one === null) report(diagnostic('missing-field', place, checkMessages.empty));
        if (
          typeof one === 'string' &&
          (looksLikeTime.test(one) || isTimeField(node.kind, key)) &&
          !isTime(one)
        )
          report(diagnostic('bad-date', place, checkMessages.time, { value: one }));
      }
    }
    if (node.kind === 'props') {
      const value = node.value['value'];
      if (typeof value !== 'string' || !/^\S(?:.*\S)?$/u.test(value))
        report(
          diagnostic(
            'wrong-type',
            { file: document.file, path: `${node.path}.value` },
            checkMessages.line,
          ),
        );
    }
  }
}

/** `start` and `end` of a range of ports are numbers; the words are times everywhere else. */
const isTimeField = (kind: string, key: string): boolean =>
  timeKeys.has(key) && kind !== 'port-ranges';

function isTime(value: string): boolean {
  const day = time.exec(value)?.[1];
  return day !== undefined && isDay(day);
}
