export { changesInWords, type FieldChange } from './changes-in-words.ts';
export * from './check-values.ts';
export * from './city-index.ts';
export { citySchema, type JsonSchema } from './city-schema.ts';
export * from './decode-city.ts';
export * from './dependence.ts';
export { fieldLabel } from './field-label.ts';
export * from './guided/index.ts';
export {
  elementInWords,
  type FieldInWords,
  fieldInWords,
  type NameOfKey,
} from './in-words.ts';
export { cleanText, textFault } from './interpret-value.ts';
export { kindInWords } from './kinds.ts';
export * from './model.ts';
export { nearestWord } from './nearest-word.ts';
export { type Degrees, type Outline, readOutline } from './outline.ts';
export * from './read-city.ts';
export type { NamedOutside, OutsideNames } from './reading.ts';
export type { CitySource } from './source-node.ts';
export * from './traits.ts';
export * from './vocabulary.ts';
export { cityWithout, controlKey } from './without.ts';
export { type WordListName, wordLabel, wordLists, wordsOf } from './words.ts';
export { readCityWorkbook, type WorkbookReadOptions } from './workbook-read.ts';
export { cityTemplate, type WorkbookOptions, writeCityWorkbook } from './workbook-write.ts';
export { writeCity } from './write-city.ts';
