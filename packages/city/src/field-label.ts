import { type Text, text } from '@machimori/kernel';
import { cityFields, sections } from './format.ts';

/** What a field of an element is called, by the list that the element stands in; `city` for the whole. */
export function fieldLabel(list: string, field: string): Text {
  const fields = list === 'city' ? cityFields : sections.find((s) => s.list === list)?.fields;
  const known = fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined;
  return known?.label ?? text(field, field);
}
