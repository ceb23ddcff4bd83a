import { Failure, text } from '@machimori/kernel';

const messages = {
  broken: text(
    '送られたものを読めません。途中で切れたようです。',
    'What was sent cannot be read; it may have been cut short.',
  ),
  brokenNext: text('もう一度送ってください。', 'Send it again.'),
};

/** What a form with a file says: its fields, and the file where one was chosen. */
export interface FormWithFile {
  readonly form: URLSearchParams;
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | undefined;
}

/** Reads a form that a browser sent without script. Throws `input-invalid` for what is none. */
export async function formWithFile(body: unknown, contentType: string): Promise<FormWithFile> {
  if (!Buffer.isBuffer(body)) throw broken();
  const sent = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  })
    .formData()
    .catch((cause: unknown) => {
      throw broken(cause);
    });
  const form = new URLSearchParams();
  let file: FormWithFile['file'];
  for (const [name, value] of sent) {
    if (typeof value === 'string') form.set(name, value);
    // A field in which nothing was chosen comes as a file without name and bytes.
    else if (value.name !== '' || value.size > 0)
      file = { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
  }
  return { form, file };
}

const broken = (cause?: unknown): Failure =>
  new Failure('input-invalid', messages.broken, { next: messages.brokenNext, cause });
