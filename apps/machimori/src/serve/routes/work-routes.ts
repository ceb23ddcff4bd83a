import { createHash } from 'node:crypto';
import { runUseCase } from '@machimori/application';
import { writeCity, writeCityWorkbook } from '@machimori/city';
import { endpoints } from '@machimori/contract';
import { listRevisionStandings, readHome } from '@machimori/governance';
import { Failure, text } from '@machimori/kernel';
import {
  changeInWords,
  elementsOf,
  exportCity,
  importCity,
  namesAmong,
  previewCity,
} from '@machimori/register';
import { namesFor, readCityApart } from '../../city-file.ts';
import { placeText } from '../../terminal.ts';
import { guidelineFor, namesIn } from '../guideline.ts';
import { route, uploadRoute } from '../route.ts';
import { outcomeShown } from './approval-routes.ts';

const messages = {
  wrong: text('都市のファイルに、直すところがあります。', 'The city file has things to correct.'),
  wrongNext: text(
    '先に「変わるところを確かめる」で、直すところを見てください。',
    'Look at what to correct with the preview first.',
  ),
  other: text('確かめたファイルと違います。', 'This is not the file that was looked at.'),
  otherNext: text('もう一度、確かめてください。', 'Please look at it again.'),
  empty: text('都市は、まだ記述されていません。', 'The city has not been described yet.'),
};

const digestOf = (file: Uint8Array): string => createHash('sha256').update(file).digest('hex');

/**
 * How the file begins says what it is, never its name. What is no text (an older Excel's file, a PDF) is
 * read as a workbook, whose reader says what to do with it; a parser of text would complain of one character.
 */
function readAs(file: Uint8Array): string {
  const start = Buffer.from(file.subarray(0, 1024)).toString('latin1');
  const binary = start.startsWith('PK') || start.startsWith('%PDF') || start.includes('\0');
  return binary ? 'city.xlsx' : 'city.yaml';
}

/**
 * What people call the file: the last part of its name, on one line, without what steers a terminal. Where
 * none is given it is called as what it is.
 */
function nameOf(file: Uint8Array, given: string | undefined): string {
  const last = (given ?? '').normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const name = last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '').trim();
  return name === '' ? readAs(file) : name;
}

export const workRoutes = [
  route(endpoints.readHome, async ({ run }) => {
    const { described, outdated, asOf, actions, counts } = await run(readHome, null);
    return {
      described,
      outdated,
      asOf,
      actions: actions.map((action) => ({
        rank: action.rank,
        id: action.id,
        title: { ...action.title },
        firstStep: action.firstStep && { ...action.firstStep },
        why: { ...action.why },
        organisationName: action.organisationName,
        organisationNameEn: action.organisationNameEn,
        horizon: action.horizon,
        by: action.by,
        level: action.level,
      })),
      counts: counts && {
        lines: counts.lines,
        scenarios: counts.scenarios,
        findings: counts.findings,
        gaps: counts.gaps,
        presumed: counts.presumed,
      },
    };
  }),

  uploadRoute(
    endpoints.previewCityFile,
    previewCity,
    async ({ file, input, run, world, actor }) => {
      const edition = await guidelineFor(world, actor);
      const kind = readAs(file);
      const name = nameOf(file, input.query.fileName);
      const { city, diagnostics } = await readCityApart(kind, file, edition);
      const shown = diagnostics
        .slice(0, 200)
        .map(({ severity, place, message, expected, nearest }) => ({
          severity,
          place: placeText(place.file === kind ? { ...place, file: name } : place),
          text: { ...message },
          expected: expected && { ...expected },
          nearest,
        }));
      const ok = city !== undefined && diagnostics.every(({ severity }) => severity !== 'error');
      const digest = digestOf(file);
      // A file with mistakes is read all the same by whoever may import: their right is asked either way.
      const { baseRevision, changes, otherCity, renamed } = await run(previewCity, {
        city: ok ? city : undefined,
      });
      const nameOfKey = namesAmong(
        changes
          .flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
          .concat(city === undefined ? [] : elementsOf(city)),
        namesIn(edition),
      );
      return {
        ok,
        cityName: city?.name,
        digest,
        baseRevision,
        diagnostics: shown,
        changes: changes.map((change) => {
          const { what, details } = changeInWords(change, nameOfKey);
          return {
            kind: change.kind,
            key: change.key,
            name: { ...what },
            change: change.change,
            details: details,
          };
        }),
        otherCity: otherCity && { now: { ...otherCity.now }, given: { ...otherCity.given } },
        renamed: renamed,
      };
    },
  ),

  uploadRoute(endpoints.importCityFile, importCity, async ({ file, input, run, world, actor }) => {
    const digest = digestOf(file);
    if (digest !== input.query.digest)
      throw new Failure('conflict', messages.other, { next: messages.otherNext });
    const source = nameOf(file, input.query.fileName);
    const edition = await guidelineFor(world, actor);
    const { city, diagnostics } = await readCityApart(readAs(file), file, edition);
    if (city === undefined || diagnostics.some(({ severity }) => severity === 'error'))
      throw new Failure('input-invalid', messages.wrong, { next: messages.wrongNext });
    return run(importCity, {
      city,
      baseRevision: Number(input.query.baseRevision),
      source,
      digest,
      otherCity: input.query.otherCity === 'true',
    });
  }),

  route(endpoints.exportCityFile, async ({ world, actor, input, reply }) => {
    const { format, at, on } = input.query;
    const moment = on !== undefined ? { on } : at === undefined ? at : { revision: Number(at) };
    const city = await runUseCase(world, exportCity, actor, { at: moment });
    // Before there is anything, the workbook is the one to begin with; an empty text would help nobody.
    // Whose share holds no city is no beginner: for them there is no file.
    if (city === undefined) {
      const { described } = await runUseCase(world, readHome, actor, null);
      if (described || moment !== undefined || format === 'yaml')
        throw new Failure('not-found', messages.empty);
    }
    const content =
      city !== undefined && format === 'yaml'
        ? writeCity(city)
        : Buffer.from(
            await writeCityWorkbook(city, { names: namesFor(await guidelineFor(world, actor)) }),
          );
    return reply
      .type(format === 'yaml' ? 'application/yaml' : 'application/octet-stream')
      .header('content-disposition', `attachment; filename="city.${format}"`)
      .send(content);
  }),

  route(endpoints.listRevisions, async ({ input, run }) => {
    const { revisions, ...page } = await run(listRevisionStandings, input.query);
    return {
      ...page,
      revisions: revisions.map(({ latest, at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        approval: latest?.row.approval,
        outcome: latest && outcomeShown(latest.outcome),
      })),
    };
  }),
];
