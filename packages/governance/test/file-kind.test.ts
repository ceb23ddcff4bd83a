import { deflateSync } from 'node:zlib';
import { Failure } from '@machimori/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileKindOf } from '../src/files/file-kind.ts';
import { namedFor } from '../src/files/keep-file.ts';

const refusal = (bytes: Uint8Array | string, name = 'a'): string => {
  try {
    return fileKindOf(Buffer.from(bytes as string), name);
  } catch (error) {
    if (error instanceof Failure) return error.text.en;
    throw error;
  }
};

const pdf = (body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n'),
    Buffer.from(body as string),
    Buffer.from('\nstartxref\n9\n%%EOF\n'),
  ]);

/** A zip whose parts are stored as they are; `size`: what its directory claims that each inflates to. */
function zip(parts: Readonly<Record<string, string>>, size?: number): Buffer {
  const heads: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [label, data] = [Buffer.from(name), Buffer.from(content)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(data.length, 22);
    head.writeUInt16LE(label.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(size ?? data.length, 24);
    entry.writeUInt16LE(label.length, 28);
    entry.writeUInt32LE(at, 42);
    heads.push(head, label, data);
    directory.push(entry, label);
    at += 30 + label.length + data.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...heads, ...directory, end]);
}

const book = { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' };

describe('what a file is', () => {
  it.each<readonly [string, string | Buffer, string, string]>([
    ['words', '点検しました\n', 'a.txt', 'text'],
    ['a table', '日,結果\n1,よし\n', 'b.CSV', 'csv'],
    ['words in the code of old programs', Buffer.from([0x93, 0x5f, 0x8c, 0x9f]), 'a.exe', 'text'],
    ['a PDF', pdf('2 0 obj <</A /B>> endobj'), 'a.html', 'pdf'],
    ['a book', zip(book), 'a.docx', 'xlsx'],
    ['a letter', zip({ '[Content_Types].xml': '', 'word/document.xml': '' }), 'a', 'docx'],
    ['slides', zip({ '[Content_Types].xml': '', 'ppt/presentation.xml': '' }), 'a', 'pptx'],
  ])('is told by its bytes: %s', (_, bytes, name, kind) => {
    expect(refusal(bytes as string, name)).toBe(kind);
  });

  it.each<readonly [string, string | Buffer, RegExp]>([
    ['nothing', '', /empty/],
    ['a web page', '<!doctype html><p>x', /web page/],
    ['a web page behind words', 'hello <ScRiPt>alert(1)</script>', /web page/],
    ['a drawing', '\n <svg xmlns="x" onload="x()"/>', /web page/],
    ['a script', '#!/bin/sh\nrm -rf ~', /cannot be evidence/],
    ['a batch file', '@echo off', /cannot be evidence/],
    ['rich text', '{\\rtf1 x}', /cannot be evidence/],
    ['a program', Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), /cannot be evidence/],
    ['a zip', zip({ 'a.txt': 'x' }), /cannot be evidence/],
    ['an old book', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), /cannot be evidence/],
    ['a book with macros', zip({ ...book, 'xl/vbaProject.bin': 'x' }), /macros/],
    ['a book with a control', zip({ ...book, 'xl/activeX/activeX1.xml': 'x' }), /macros/],
    ['a book with a foreign part', zip({ ...book, 'xl/embeddings/oleObject1.bin': 'x' }), /macros/],
    ['a book that grows', zip(book, 0xffff_fff0), /grows/],
    ['a book that is cut', zip(book).subarray(0, -30), /cannot be evidence/],
    ['a book with a way out', zip({ ...book, '../../etc/passwd': 'x' }), /cannot be evidence/],
    ['a PDF that is cut', pdf('x').subarray(0, -8), /cannot be evidence/],
    ['a PDF with a script', pdf('<</S /JavaScript /JS (app.alert(1))>>'), /runs/],
    ['a PDF with a hidden script', pdf('<</S /J#61vaScript>>'), /runs/],
    ['a PDF with an attachment', pdf('<</Type /EmbeddedFile>>'), /runs/],
    ['a PDF that starts a program', pdf('<</S /Launch>>'), /runs/],
    ['a PDF under a password', pdf('trailer <</Encrypt 5 0 R>>'), /protected/],
    ['a PDF with a packed script', pdf(packed('<</S /JavaScript>>')), /runs/],
    ['a PDF whose packing is none', pdf('<</Type /ObjStm>> stream\nxx\nendstream'), /broken/],
    ['a PDF that unpacks without end', pdf(packed(' '.repeat(40_000_000))), /broken/],
    ['a PDF whose packing has a hidden name', pdf(packed(script, '/Type /Obj#53tm')), /runs/],
    ['a PDF whose packing has no name', pdf(packed(script, '/N 1 /First 4')), /runs/],
    ['a PDF with a false stream before the true one', pdf(decoyed()), /runs/],
    ['a PDF with an end in a string', pdf(packed(script, '/Type /ObjStm /X (endobj)')), /runs/],
    ['a PDF with an object after a comment', pdf(commented()), /runs/],
    [
      'a PDF that is packed twice',
      pdf(packed(deflateSync(Buffer.from(script)), undefined, '[/FlateDecode /Fl]')),
      /broken/,
    ],
    [
      'a PDF whose packing is turned about',
      pdf(packed(script, '/Type /ObjStm /DecodeParms <</Predictor 12>>')),
      /broken/,
    ],
    ['a PDF of nothing but beginnings', pdf('1 0 obj <<\n'.repeat(40_000)), /broken/],
  ])('refuses %s with a word that helps', (_, bytes, why) => {
    expect(refusal(bytes as string)).toMatch(why);
  });

  it('never falls over what is handed in, nor takes a cut or changed picture for one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.string(), (bytes, name) => {
        expect(refusal(bytes, name)).toBeTypeOf('string');
      }),
    );
    const whole = zip({ ...book, 'xl/vbaProject.bin': 'x' });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, sign) => {
        const changed = Buffer.from(whole);
        changed[at] = sign;
        expect(refusal(changed)).toBeTypeOf('string');
      }),
    );
  });
});

const script = '<</S /JavaScript>>';

/** Objects in a stream, as writers of PDF pack them. */
function packed(
  words: string | Buffer,
  type = '/Type /ObjStm',
  filter: string = '/FlateDecode',
): Buffer {
  return Buffer.concat([
    Buffer.from(`5 0 obj\n<<${type} /Filter ${filter}>> stream\n`),
    deflateSync(Buffer.from(words as string)),
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

/** The dictionary holds a string that looks like a harmless stream. */
function decoyed(): Buffer {
  const harmless = deflateSync(Buffer.from('AAAA'), { level: 0 }).toString('latin1');
  const string = `(stream\n${harmless.replace(/[()\\]/g, '\\$&')}\nendstream)`;
  return Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type /ObjStm /X ${string} /Filter /FlateDecode>> stream\n`, 'latin1'),
    deflateSync(Buffer.from(script)),
    Buffer.from('\nendstream\nendobj\n'),
  ]);
}

const commented = (): Buffer =>
  Buffer.from(
    packed(script, '/N 1 /First 4')
      .toString('latin1')
      .replace('5 0 obj\n<<', '5 0 % one\nobj% endobj\n<<% endobj stream\n'),
    'latin1',
  );

describe('a file’s name', () => {
  it.each([
    ['C:\\Users\\me\\記録.html', '記録.pdf'],
    ['../../etc/passwd', 'passwd.pdf'],
    ['請求\u202efdp.exe', '請求fdp.pdf'],
    ['a.pdf.exe', 'a.pdf'],
    ['.htaccess', 'htaccess.pdf'],
    ['', 'file.pdf'],
    ['点検 2026.4.1.pdf', '点検 2026.4.1.pdf'],
  ])('%j becomes %s', (given, name) => {
    expect(namedFor(given, 'pdf')).toBe(name);
  });

  it('holds no path, no quote and nothing unseen, and ends as the file is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (given) => {
        const name = namedFor(given, 'png');
        expect(name).toMatch(/^[^\\/"<>:|?*\p{C}]+\.png$/u);
        expect(name.length).toBeLessThan(250);
      }),
    );
  });
});
