import type { Edition } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import { createTypesetter, writeReport } from '@machimori/documents/report';
import { type Locale, text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';

export interface ReportRequest {
  readonly plan: Plan;
  readonly edition: Edition;
  readonly city: City;
  readonly locale: Locale;
  readonly public: boolean;
  readonly handling: string | undefined;
}

/** The report as pdf; typst runs in a worker and is freed afterwards. */
export async function makeReport({ handling, ...input }: ReportRequest): Promise<Uint8Array> {
  const typesetter = createTypesetter();
  try {
    return await writeReport(
      { ...input, ...(handling === undefined ? {} : { handling: text(handling, handling) }) },
      typesetter,
    );
  } finally {
    await typesetter.close();
  }
}
