import { resolve } from 'node:path';
import { problemLine } from './problem.ts';
import { Repository } from './repository.ts';
import { tidy } from './tidy.ts';

const root = resolve(process.argv[2] ?? resolve(import.meta.dirname, '../../..'));
const problems = tidy(new Repository(root));
for (const problem of problems) console.log(problemLine(problem));
console.log(problems.length === 0 ? 'tidy: nothing to tidy' : `tidy: ${problems.length} to tidy`);
process.exitCode = problems.length === 0 ? 0 : 1;
