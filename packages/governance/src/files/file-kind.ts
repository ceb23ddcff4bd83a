import { Failure, limits, type Text, text } from '@machimori/kernel';
import { officePackageOf } from '@machimori/workbook';
import { pdfTroubleOf } from './active-pdf.ts';
import { paperMediaOf } from './paper-kind.ts';

/** What a file may be, told by its bytes: its media type, the ending that it gets, whether a browser shows it. */
export const fileKinds = {
  pdf: { media: 'application/pdf', ending: 'pdf', shown: true },
  png: { media: 'image/png', ending: 'png', shown: true },
  jpeg: { media: 'image/jpeg', ending: 'jpg', shown: true },
  xlsx: {
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ending: 'xlsx',
    shown: false,
  },
  docx: {
    media: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ending: 'docx',
    shown: false,
  },
  pptx: {
    media: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ending: 'pptx',
    shown: false,
  },
  text: { media: 'text/plain', ending: 'txt', shown: false },
  csv: { media: 'text/csv', ending: 'csv', shown: false },
} as const;
export type FileKind = keyof typeof fileKinds;

const messages = {
  empty: text('ファイルが空です。', 'The file is empty.'),
  unknown: text(
    '証跡にできない種類のファイルか、途中で切れたファイルです。',
    'This kind of file cannot be evidence, or the file is cut short.',
  ),
  kinds: text(
    'PDF、写真（PNG、JPEG）、Excel・Word・PowerPoint（xlsx、docx、pptx）、文字だけのファイル（txt、csv）のどれかで保存し直してください。zip は、中のファイルを一つずつ加えてください。',
    'Save it as PDF, a picture (PNG, JPEG), xlsx, docx, pptx, or plain text (txt, csv). Add the files of a zip one by one.',
  ),
  macros: text(
    'マクロか、ほかのプログラムの部品が入ったファイルです（{part}）。開いた人のパソコンで動くおそれがあるので、証跡にできません。',
    'The file holds macros or parts of other programs ({part}). They could run on the computer of whoever opens it.',
  ),
  macrosNext: text(
    'マクロのない形式（xlsx、docx、pptx）か、PDF で保存し直してください。',
    'Save it without macros (xlsx, docx, pptx), or as a PDF.',
  ),
  activePdf: text(
    '動くしかけ（スクリプト、添付ファイル、送信フォームなど）の入った PDF です。',
    'This PDF holds something that runs or carries other files: a script, an attachment, a form that sends.',
  ),
  lockedPdf: text(
    'パスワードや編集の制限のかかった PDF です。中を確かめられません。',
    'This PDF is protected: nobody can see what is in it.',
  ),
  brokenPdf: text('PDF が壊れています。', 'This PDF is broken.'),
  pdfNext: text(
    '印刷の画面で「PDF に保存」を選び、その PDF を加えてください。',
    'Print it to a PDF, and add that one.',
  ),
  bomb: text(
    '開くと大きくなりすぎるファイルです。',
    'This file grows far too large when it is opened.',
  ),
  markup: text(
    'ウェブページや図形のファイル（HTML、SVG、XML）です。開くとしかけが動くおそれがあるので、証跡にできません。',
    'This is a web page or drawing (HTML, SVG, XML); something in it could run when it is opened.',
  ),
} as const;

const refuse = (why: Text, next: Text = messages.kinds): Failure =>
  new Failure('input-invalid', why, { next, field: 'file' });

/** An office package may inflate to this much, by its own word; none is inflated here. */
const mostInflated = 4 * limits.workbookInflatedBytes;

/**
 * What somebody's file is, by its bytes alone; its name only tells a table from other text. Throws `input-invalid`,
 * with what to do, for whatever is active, unreadable, or of a kind that nobody needs to open.
 */
export function fileKindOf(bytes: Uint8Array, name: string): FileKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length === 0) throw refuse(messages.empty);
  const paper = paperMediaOf(file);
  if (paper === 'image/png') return 'png';
  if (paper === 'image/jpeg') return 'jpeg';
  if (paper === 'application/pdf') {
    const trouble = pdfTroubleOf(file);
    if (trouble === undefined) return 'pdf';
    const why = {
      active: messages.activePdf,
      locked: messages.lockedPdf,
      broken: messages.brokenPdf,
    };
    throw refuse(why[trouble], messages.pdfNext);
  }
  const office = officePackageOf(file, limits.workbookEntries);
  if (office !== undefined) {
    const [part] = office.active;
    if (part !== undefined)
      throw refuse(withPart(messages.macros, part.split('/').at(-1) ?? part), messages.macrosNext);
    if (office.inflatedBytes > mostInflated) throw refuse(messages.bomb);
    return office.kind;
  }
  const words = textOf(file);
  if (words === undefined) throw refuse(messages.unknown);
  if (isMarkup(words)) throw refuse(messages.markup);
  return /\.csv$/i.test(name) ? 'csv' : 'text';
}

const withPart = ({ ja, en }: Text, part: string): Text =>
  text(ja.replace('{part}', part), en.replace('{part}', part));

/** The words of a file that is text throughout, in a code that Japanese offices use; undefined for anything else. */
function textOf(file: Buffer): string | undefined {
  for (const code of codesOf(file)) {
    try {
      const words = new TextDecoder(code, { fatal: true }).decode(file);
      if (!hasControl(words) && !isProgram(words)) return words;
    } catch {
      // Not in this code.
    }
  }
  return undefined;
}

function codesOf(file: Buffer): readonly string[] {
  if (file[0] === 0xff && file[1] === 0xfe) return ['utf-16le'];
  if (file[0] === 0xfe && file[1] === 0xff) return ['utf-16be'];
  return ['utf-8', 'shift_jis'];
}

function hasControl(words: string): boolean {
  for (let i = 0; i < words.length; i += 1) {
    const sign = words.charCodeAt(i);
    if (sign === 127 || (sign < 32 && ![9, 10, 12, 13].includes(sign))) return true;
  }
  return false;
}

/** What programs know by its first signs, though it reads as text. */
const isProgram = (words: string): boolean =>
  /^\s*(#!|%PDF|%!PS|MZ|PK|\{\\rtf|@echo\b|<\?php)/i.test(words);

const isMarkup = (words: string): boolean =>
  /^\s*</.test(words.slice(0, 200)) ||
  /<(script|html|svg|iframe|object|embed|!doctype|\?xml|math)\b/i.test(words.slice(0, 65_536));
