import type { Browser, Page } from 'playwright-core';
import { launch, type Visitor, visitor } from './chromium.ts';
import { type StartedProgram, startProgram } from './start-program.ts';

/** The sample city in a browser, with whoever its links let in. */
export interface SampleJourney {
  readonly program: StartedProgram;
  readonly browser: Browser;
  /** Somebody of this role, at home, in a browser of their own. */
  enter(role: string): Promise<Page>;
  /** Everybody goes; the city stays. */
  leave(): Promise<void>;
  end(): Promise<void>;
}

export async function sampleJourney(
  environment: Readonly<Record<string, string>> = {},
): Promise<SampleJourney> {
  const [program, browser] = await Promise.all([
    startProgram(environment, { sample: 'ja' }),
    launch(),
  ]);
  const open: Visitor[] = [];
  const leave = async (): Promise<void> => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  };
  return {
    program,
    browser,
    enter: async (role) => {
      const link = program.sample.find((each) => each.role.ja === role)?.link ?? '';
      const at = await visitor(browser, program.origin);
      open.push(at);
      await at.page.goto(link);
      await at.page.locator('.m-action').first().waitFor();
      return at.page;
    },
    leave,
    end: async () => {
      await leave();
      await browser.close();
      await program.stop();
    },
  };
}
