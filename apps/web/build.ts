// node apps/web/build.ts
// The program runs this as a process of its own when it starts: the bundler's memory goes with it. Needs
// no network. The last line is JSON: {"state":"built","folder":"…","hash":"…"}; with --weigh, what every
// page loads, the heaviest first, and what each may load.
import { ensureBuild } from './build/ensure-build.ts';
import { budgetBytes, firstLoads, type PageWeight } from './build/first-load.ts';

try {
  const built = await ensureBuild((line) => console.error(line));
  const asked = process.argv.includes('--weigh') ? weighed(firstLoads(built.folder)) : built;
  console.log(JSON.stringify(asked));
} catch (error) {
  console.error('画面をつくれませんでした / The pages could not be built');
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function weighed(pages: readonly PageWeight[]) {
  return { heaviest: pages[0], budgetBytes, pages };
}
