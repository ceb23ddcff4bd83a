import { type Text, text } from '@machimori/kernel';

/** What a person reads where a workbook cannot be opened. */
export const workbookMessages = {
  notAWorkbook: text(
    'このファイルは、Excelブック（xlsx）として開けません。',
    'This file cannot be opened as an Excel workbook (xlsx).',
  ),
  notAWorkbookNext: text(
    'Excelで開き、「Excelブック（*.xlsx）」として保存し直してください。',
    'Open it in Excel and save it again as "Excel Workbook (*.xlsx)".',
  ),
  protectedBook: text(
    'このファイルは、古い形式（xls）か、パスワードで保護されています。',
    'This file is in the old xls format, or protected with a password.',
  ),
  protectedNext: text(
    'Excelで開いて保護を外し、「Excelブック（*.xlsx）」として保存し直してください。',
    'Open it in Excel, remove the password and save it as "Excel Workbook (*.xlsx)".',
  ),
  bookTooLarge: text('このファイルは大きすぎます（{what}）。', 'This file is too large ({what}).'),
  bookTooLargeNext: text(
    '必要なシートだけを残して、保存し直してください。',
    'Keep only the sheets that are needed and save it again.',
  ),
  largeOnDisk: text('ファイルの大きさが{mb}MBを超えています', 'the file is above {mb} MB'),
  largeInflated: text('展開後の大きさが{mb}MBを超えます', 'above {mb} MB once unpacked'),
  largeEntries: text('中の部品が{n}個を超えています', 'more than {n} parts'),
  largeXml: text('展開後の表が{mb}MBを超えます', 'the tables are above {mb} MB once unpacked'),
  largeElements: text(
    '展開後の表の要素が{n}個を超えます',
    'the tables have more than {n} elements',
  ),
  largeEntities: text(
    '書き換えて表した文字（&amp; など）が{n}個を超えます',
    'more than {n} characters are written as entities',
  ),
  largeTag: text('{n}バイトを超えるタグがあります', 'a tag is above {n} bytes'),
  largeArea: text('使っているセルの範囲が広すぎます', 'the cells in use span too wide an area'),
  badEntryName: text(
    'ファイルの中に、不正な名前の部品があります。',
    'The file contains a part with a forbidden name.',
  ),
  brokenPackage: text('ファイルが壊れています。', 'The file is damaged.'),
  brokenNext: text(
    '送り手にもう一度送ってもらうか、Excelで修復して保存し直してください。',
    'Ask for the file again, or repair and save it in Excel.',
  ),
  notUtf8: text(
    'ファイルの中の文字が読めません（UTF-8ではありません）。',
    'The text inside the file cannot be read (not UTF-8).',
  ),
  doctypeRefused: text(
    'ファイルの中に、使えない宣言（DOCTYPE）があります。',
    'The file contains a declaration that is refused (DOCTYPE).',
  ),
} as const satisfies Record<string, Text>;
