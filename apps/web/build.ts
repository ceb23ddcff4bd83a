// node apps/web/build.ts
// The program runs this as a process of its own when it starts: the bundler's memory goes with it. Needs
// no network. The last line is JSON: {"state":"built","folder":"…","hash":"…"}.
import { ensureBuild } from './build/ensure-build.ts';

try {
  const built = await ensureBuild((line) => console.error(line));
  console.log(JSON.stringify(built));
} catch (error) {
  console.error('画面をつくれませんでした / The pages could not be built');
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
