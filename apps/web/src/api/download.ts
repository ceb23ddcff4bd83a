import { newKey } from './call.ts';
import { offline, type Problem, problemFrom } from './problem.ts';

/** How much of a file has come, from 0 to 1; undefined while nobody can tell. */
export type Progress = (share: number | undefined) => void;

/** Of what is expected, never more than so much is said to have come before all has. */
const almost = 0.99;

interface Asked {
  /** A file to be sent, where the answer is made of it. */
  readonly file?: File;
  /** What the answer is made of, where it is no file. */
  readonly body?: object;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * Fetches a file and hands it to the browser to be saved, under the name that the server gives it. Undefined where it
 * was given up; else what the server said of it in its headers. What goes wrong is thrown as a Problem.
 */
export async function download(path: string, asked: Asked = {}): Promise<Headers | undefined> {
  const { file, body, progress, signal } = asked;
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      credentials: 'same-origin',
      redirect: 'error',
      cache: 'no-store',
      ...(signal === undefined ? {} : { signal }),
      ...(file === undefined && body === undefined
        ? {}
        : {
            method: 'POST',
            body: file ?? JSON.stringify(body),
            headers: {
              'content-type': file === undefined ? 'application/json' : 'application/octet-stream',
              'x-machimori': '1',
              'idempotency-key': newKey(),
            },
          }),
    });
    if (!response.ok)
      throw problemFrom(response.status, await response.json().catch(() => undefined));
    const pieces = await taken(response, progress);
    save(new Blob([...pieces]), nameIn(response));
    return response.headers;
  } catch (error) {
    if (signal?.aborted === true) return undefined;
    throw isProblem(error) ? error : offline();
  }
}

const isProblem = (error: unknown): error is Problem =>
  error instanceof Error && error.name === 'Problem';

async function taken(
  response: Response,
  progress: Progress | undefined,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const expected = Number(response.headers.get('machimori-expected-bytes') ?? 0);
  const reader = response.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let come = 0;
  for (;;) {
    const piece = await reader?.read();
    if (piece === undefined || piece.done) return pieces;
    pieces.push(piece.value);
    come += piece.value.length;
    progress?.(expected > 0 ? Math.min(almost, come / expected) : undefined);
  }
}

function nameIn(response: Response): string {
  const given = response.headers.get('content-disposition') ?? '';
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(given) ?? [];
  const [, plain = 'check-sheet.xlsx'] = /filename="([^"]+)"/.exec(given) ?? [];
  try {
    return encoded === undefined ? plain : decodeURIComponent(encoded);
  } catch {
    return plain;
  }
}

function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has the content by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
