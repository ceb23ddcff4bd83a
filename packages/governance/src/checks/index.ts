export {
  type AutomaticCheck,
  automaticChecks,
  type CheckResult,
  type CheckWorld,
  ownElement,
} from './automatic-check.ts';
export * from './keep-check-results.ts';
