import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import {
  initSync,
  type TypstCompiler,
  TypstCompilerBuilder,
} from '@myriaddreamin/typst-ts-web-compiler';

/**
 * The body of the worker thread that holds typst. It reads its own WASM and the two fonts, and
 * nothing else: the compiler has no file access and no package registry, so markup reaches nothing.
 */

export interface TypesetRequest {
  readonly id: number;
  readonly markup: string;
}

export type TypesetReply =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly problem: string };

/** What typst prints it says again in its reply; this thread's console is its own, and stays quiet. */
console.log = console.info = console.warn = console.error = () => undefined;

const pdfFormat = 1;
const unixDiagnostics = 2;
const require = createRequire(import.meta.url);
const asset = (specifier: string): Uint8Array => readFileSync(require.resolve(specifier));

const compiler: Promise<TypstCompiler> = start();

async function start(): Promise<TypstCompiler> {
  initSync({ module: new Uint8Array(asset('@myriaddreamin/typst-ts-web-compiler/wasm')) });
  const builder = new TypstCompilerBuilder();
  builder.set_dummy_access_model();
  await builder.add_raw_font(
    asset('@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
  );
  await builder.add_raw_font(
    asset('@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
  );
  return builder.build();
}

async function typeset({ id, markup }: TypesetRequest): Promise<TypesetReply> {
  try {
    const typst = await compiler;
    typst.reset();
    typst.add_source('/main.typ', markup);
    const world = typst.snapshot('/', '/main.typ', null);
    const { result, diagnostics } = world.get_artifact(pdfFormat, unixDiagnostics) as {
      result?: Uint8Array;
      diagnostics?: readonly string[];
    };
    world.free();
    return result
      ? { id, pdf: result }
      : { id, problem: (diagnostics ?? []).join('\n') || 'no pdf' };
  } catch (error) {
    return { id, problem: String(error) };
  }
}

parentPort?.on('message', (request: TypesetRequest) => {
  void typeset(request).then((reply) => parentPort?.postMessage(reply));
});
