import { type Diagnostic, limits } from '@machimori/kernel';
import { messages } from './messages.ts';

/** Turns a file's bytes into text, where they are UTF-8 and not too many. A byte-order mark is dropped. */
export function decodeCity(
  bytes: Uint8Array,
  name: string,
): { readonly text?: string; readonly diagnostics: readonly Diagnostic[] } {
  const at = { file: name, line: 1, column: 1 };
  if (bytes.length > limits.cityFileBytes)
    return {
      diagnostics: [
        {
          code: 'too-large',
          severity: 'error',
          place: at,
          message: messages.tooLarge(limits.cityFileBytes / 1024 / 1024),
        },
      ],
    };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), diagnostics: [] };
  } catch {
    return {
      diagnostics: [
        {
          code: 'encoding',
          severity: 'error',
          place: firstBroken(bytes, name),
          message: messages.encoding,
        },
      ],
    };
  }
}

/** The line on which the text stops being UTF-8, found by halving. */
function firstBroken(
  bytes: Uint8Array,
  file: string,
): { file: string; line: number; column: number } {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (decodes(bytes.subarray(0, middle + 1))) low = middle + 1;
    else high = middle;
  }
  let line = 1;
  let start = 0;
  for (let i = 0; i < low; i += 1)
    if (bytes[i] === 0x0a) {
      line += 1;
      start = i + 1;
    }
  return { file, line, column: new TextDecoder().decode(bytes.subarray(start, low)).length + 1 };
}

/** True where the bytes are UTF-8, the last character possibly cut off. */
function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
