/**
 * The format of a city as a form needs it: fields with their labels, help and word lists, and how a value reads.
 * An entrance of its own (`@machimori/city/format`), so that pages carry no reader of files.
 */
export { changesInWords } from './changes-in-words.ts';
export { countryCodes, unknownCountry } from './countries.ts';
export { countryName } from './country-name.ts';
export type { ElementName, Field, Fields, FieldType, OutsideName, ValueType } from './field.ts';
export { formHelp } from './form-help.ts';
export { cityFields, type Section, type SectionName, sections } from './format.ts';
export { componentDetails } from './format-components.ts';
export {
  elementInWords,
  fieldAt,
  fieldInWords,
  type NameOfKey,
  valueInWords,
} from './in-words.ts';
export { makeKey } from './make-key.ts';
export { wordLabel, wordsOf } from './words.ts';
