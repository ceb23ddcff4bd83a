import { readCityWorkbook } from '@machimori/city';
import type { ReadReply, ReadRequest } from './guarded-workbook.ts';

/** The process that guarded-workbook.ts starts: reads one workbook, answers, and is ended. */
process.once('message', async ({ bytes, options }: ReadRequest) => {
  const reply: ReadReply = await readCityWorkbook(bytes, options).then(
    (reading) => ({ reading }),
    () => ({ failure: true as const }),
  );
  process.send?.(reply);
});
