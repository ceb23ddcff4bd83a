export { checkOscal } from './check-oscal.ts';
export {
  type OscalBundle,
  type OscalDocument,
  type OscalDocuments,
  type OscalName,
  oscalFileName,
  oscalNames,
  oscalVersion,
} from './oscal-bundle.ts';
export { writeOscal } from './write-oscal.ts';
export type { OscalInput } from './writing.ts';
