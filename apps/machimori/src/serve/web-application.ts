import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure, text } from '@machimori/kernel';

const messages = {
  unbuilt: text('画面を用意できませんでした。', 'The pages could not be prepared.'),
  unbuiltNext: text(
    'ディスクの空きと、このフォルダーに書く権限を確かめて、もう一度実行してください。',
    'Check the free space and that this folder may be written to, then run again.',
  ),
};

const builder = fileURLToPath(new URL('../../../web/build.ts', import.meta.url));

/**
 * Folder of the built browser application, built first where it is missing or older than its sources: in
 * a process of its own, so that the bundler's memory goes with it.
 */
export function webApplication(onBuild?: () => void): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [builder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let complained = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (complained === '') onBuild?.();
      complained += chunk.toString();
    });
    const fail = (cause: unknown): void =>
      reject(new Failure('unavailable', messages.unbuilt, { next: messages.unbuiltNext, cause }));
    child.on('error', fail);
    child.on('close', (code) => {
      const last = said.trim().split('\n').at(-1) ?? '';
      if (code !== 0) return fail(new Error(complained));
      resolve((JSON.parse(last) as { readonly folder: string }).folder);
    });
  });
}
