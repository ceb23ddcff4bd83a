/** Sends a file as `fetch` would, and tells how far it is: `fetch` itself does not say. Rejects where the line breaks. */
export function sendFile(
  url: string,
  {
    method,
    headers,
    file,
    onProgress,
  }: {
    readonly method: string;
    readonly headers: Headers;
    readonly file: File;
    readonly onProgress: (part: number) => void;
  },
): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const request = new XMLHttpRequest();
  request.open(method, url);
  for (const [name, value] of headers) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', ({ loaded, total }) =>
    onProgress(total === 0 ? 1 : loaded / total),
  );
  request.addEventListener('load', () => {
    const { status, responseText } = request;
    const type = request.getResponseHeader('content-type') ?? '';
    const body = status === 204 ? null : responseText;
    resolve(new Response(body, { status, headers: { 'content-type': type } }));
  });
  for (const end of ['error', 'abort', 'timeout'])
    request.addEventListener(end, () => reject(new TypeError('the line broke')));
  request.send(file);
  return promise;
}
