import { builtinModules } from 'node:module';
import { house, platformExceptions } from '../house.ts';
import type { Problem } from '../problem.ts';
import { isTest, type Repository, roomOf } from '../repository.ts';
import { importsOf } from '../source-imports.ts';

const rule = 'pure-rooms';
const builtins = new Set(builtinModules);
/** What reaches the world without an import. */
const globals =
  /(?<![.\w'"`-])(process\s*\.|fetch\s*\(|Date\.now\s*\(|new Date\s*\(\s*\)|Math\.random\s*\(|localStorage\b|globalThis\.process)/;

/** Pure rooms read no file and no clock: what they need, they are given. */
export function pureRooms(repository: Repository): readonly Problem[] {
  return repository.sources.flatMap((file) => {
    const room = roomOf(file);
    if (room === undefined || house[room]?.pure !== true || isTest(file)) return [];
    const exception = platformExceptions.find(({ files }) => files.test(file));
    const problems: Problem[] = [];
    for (const { specifier, line } of importsOf(repository, file)) {
      if (!specifier.startsWith('node:') && !builtins.has(specifier)) continue;
      if (exception?.modules.includes(specifier) === true) continue;
      problems.push({ rule, file, line, message: `${room} is pure and may not use ${specifier}` });
    }
    if (exception === undefined) {
      repository
        .read(file)
        .split('\n')
        .forEach((text, index) => {
          const code = text
            .replace(/\/\/.*$|^\s*\/?\*.*$/, '')
            .replace(/(['"`])(?:(?!\1).)*\1/g, "''");
          const found = globals.exec(code)?.[1];
          if (found === undefined) return;
          const message = `${room} is pure and may not use ${found.replace(/\s*[.(].*$/, '')}: pass it in`;
          problems.push({ rule, file, line: index + 1, message });
        });
    }
    return problems;
  });
}

/** An exception stands on a decision that can be read. */
export function exceptionsHaveDecisions(repository: Repository): readonly Problem[] {
  return platformExceptions
    .filter(({ decision }) => !repository.has(decision))
    .map(({ decision }) => ({
      rule,
      file: 'tools/tidy/src/house.ts',
      message: `the decision ${decision} does not exist`,
    }));
}
