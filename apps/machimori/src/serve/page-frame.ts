import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Locale, type Text, text } from '@machimori/kernel';
import { type Html, html } from './html.ts';

/** What a page made by the server is written with: the reader's language, and the design system's style sheets. */
export interface PageFrame {
  readonly locale: Locale;
  /** Addresses of style sheets; none where the program serves the API alone. */
  readonly styles: readonly string[];
}

const brand = text('街守り', 'Machimori');

/** A whole page for somebody who has no account. It works without any script. */
export function pageOf(
  { locale, styles }: PageFrame,
  title: Text,
  content: Html,
  more: { readonly script?: string; readonly end?: Html } = {},
): string {
  const say = (of: Text): string => of[locale];
  const whole = html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say(title)} | ${say(brand)}</title>
${styles.map((href) => html`<link rel="stylesheet" href="${href}">`)}
</head>
<body>
<div class="m-page">
<header class="m-header"><div class="m-wide"><span class="m-brand">${say(brand)}</span>
${more.end === undefined ? undefined : html`<div class="m-header-ends">${more.end}</div>`}</div></header>
<main class="m-main" data-narrow=""><div class="m-wide">
${content}
</div></main>
</div>
${more.script === undefined ? undefined : html`<script src="${more.script}"></script>`}
</body>
</html>
`;
  return whole.toString();
}

export const otherThan = (locale: Locale): Locale => (locale === 'ja' ? 'en' : 'ja');

/** The style sheets of the browser application, by the names that they were built under. */
export async function styleSheets(webFolder: string | undefined): Promise<readonly string[]> {
  if (webFolder === undefined) return [];
  const index = await readFile(join(webFolder, 'index.html'), 'utf8');
  return [...index.matchAll(/<link\b[^>]*rel="stylesheet"[^>]*>/g)].flatMap(([tag]) => {
    const href = /href="(\/assets\/[\w./-]+)"/.exec(tag)?.[1];
    return href === undefined ? [] : [href];
  });
}
