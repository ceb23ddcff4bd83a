import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface PdfReading {
  readonly pages: readonly string[];
  /** All text without spaces, so that where a line breaks does not matter. */
  readonly text: string;
  readonly fonts: readonly { readonly name: string; readonly embedded: boolean }[];
  readonly tagged: boolean;
  readonly info: Readonly<Record<string, unknown>>;
}

/** Opens a pdf with a reader that has nothing to do with the one that wrote it. */
export async function readPdf(bytes: Uint8Array, withFontsOf = 3): Promise<PdfReading> {
  const document = await getDocument({
    data: bytes.slice(),
    useSystemFonts: false,
    fontExtraProperties: true,
    disableFontFace: true,
    verbosity: 0,
  }).promise;
  const pages: string[] = [];
  const fonts = new Map<string, boolean>();
  for (let n = 1; n <= document.numPages; n += 1) {
    const page = await document.getPage(n);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
    if (n > withFontsOf) continue;
    await page.getOperatorList();
    for (const name of new Set(
      items.flatMap((item) => ('fontName' in item ? [item.fontName] : [])),
    )) {
      const font = page.commonObjs.get(name) as {
        name: string;
        missingFile?: boolean;
        data?: Uint8Array;
      };
      fonts.set(font.name, font.missingFile !== true && font.data !== undefined);
    }
  }
  const { info } = await document.getMetadata();
  const marks: unknown = await document.getMarkInfo();
  const tagged =
    marks instanceof Map && marks.get('Marked') === true && (await hasStructure(document));
  await document.cleanup();
  return {
    pages,
    text: squeeze(pages.join('')),
    fonts: [...fonts].map(([name, embedded]) => ({ name, embedded })),
    tagged,
    info: info as Readonly<Record<string, unknown>>,
  };
}

/** Text without spaces and the places where a long word may break. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b]/g, '');

async function hasStructure(document: PDFDocumentProxy): Promise<boolean> {
  const page = await document.getPage(1);
  return (await page.getStructTree()) !== null;
}
