import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';
import type { Outcome } from './tally.ts';

/** Leaves what became of each test in the file that `MACHIMORI_OUTCOME` names, for the tally; prints nothing. */
export default class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const outcome: Outcome = {
      errors: errors.length,
      files: modules.map((module) => ({
        file: module.relativeModuleId,
        failed: module.state() === 'failed',
        tests: [...module.children.allTests()].map((test) => ({
          name: test.fullName,
          state: test.result().state,
        })),
      })),
    };
    const file = process.env['MACHIMORI_OUTCOME'];
    if (file !== undefined) writeFileSync(file, JSON.stringify(outcome));
  }
}
