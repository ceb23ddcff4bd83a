import { contractsSection } from './contracts-section.ts';
import { findingsSection } from './findings-section.ts';
import { firstActions } from './first-actions.ts';
import { coverStrip, frontPage } from './front-page.ts';
import { guidePage } from './guide-page.ts';
import { heatMapSection } from './heat-map.ts';
import { itemsSection } from './items-section.ts';
import { lawsSection } from './laws-section.ts';
import { measuresSection } from './measures-section.ts';
import { messages } from './messages.ts';
import { pictureSection } from './picture-section.ts';
import { PlanReader } from './plan-reader.ts';
import { publicReport } from './public-report.ts';
import { reasonsAppendix } from './reasons-appendix.ts';
import { handlingOf, type ReportInput } from './report-input.ts';
import { matrixSection } from './responsibility-matrix.ts';
import { risksSection } from './risks-section.ts';
import { sourcesSection } from './sources-section.ts';
import { blockStyle } from './style-blocks.ts';
import { drawingStyle } from './style-drawings.ts';
import { pageStyle } from './style-page.ts';
import type { Typesetter } from './typesetter.ts';
import { typstString } from './typst-literal.ts';
import { withoutItemSection } from './without-item-section.ts';

/** The plan as a report (pdf). The same input gives the same bytes. */
export async function writeReport(input: ReportInput, typesetter: Typesetter): Promise<Uint8Array> {
  return typesetter.typeset(await composeReport(input));
}

/** The report as typst markup: the style, and calls of its functions that carry data only. */
export async function composeReport(input: ReportInput): Promise<string> {
  const reader = new PlanReader(input.plan, input.edition, input.city, input.locale);
  const title = input.public ? messages.publicTitle : messages.title;
  const body = input.public ? await publicReport(reader) : await fullReport(reader, input);
  return [
    pageStyle,
    blockStyle,
    drawingStyle,
    opening(reader, reader.say(title), reader.say(handlingOf(input))),
    coverStrip(reader, title, handlingOf(input)),
    body,
    sourcesSection(reader, input.public),
  ].join('\n');
}

async function fullReport(reader: PlanReader, input: ReportInput): Promise<string> {
  return [
    frontPage(reader),
    guidePage(reader, input),
    firstActions(reader),
    findingsSection(reader),
    heatMapSection(reader),
    risksSection(reader),
    await pictureSection(reader, false),
    matrixSection(reader),
    itemsSection(reader),
    contractsSection(reader),
    lawsSection(reader),
    measuresSection(reader),
    reasonsAppendix(reader),
    withoutItemSection(reader),
  ].join('\n');
}

function opening(reader: PlanReader, title: string, handling: string): string {
  const [year, month, day] = reader.plan.asOf.split('-').map(Number);
  const promoter = reader.name(reader.city.promoter);
  return `#show: report.with(title: ${typstString(title)}, city: ${typstString(reader.cityName())}, handling: ${typstString(handling)}, dated: ${typstString(reader.dayWithYear(reader.plan.asOf))}, author: ${typstString(promoter)}, language: ${typstString(reader.locale)}, year: ${year}, month: ${month}, day: ${day})\n`;
}
