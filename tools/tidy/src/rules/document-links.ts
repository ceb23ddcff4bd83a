import { posix } from 'node:path';
import type { Problem } from '../problem.ts';
import type { Repository } from '../repository.ts';

const rule = 'document-links';
const link = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g;
const code = /^(```|~~~)[\s\S]*?^\1|`[^`\n]*`/gm;

/** Every link in our documents leads to a file, and a heading, that exists. */
export function documentLinks(repository: Repository): readonly Problem[] {
  return repository.files
    .filter((file) => /\.md$/.test(file) && !file.startsWith('conformance/'))
    .flatMap((file) => {
      const text = repository.read(file).replace(code, (part) => part.replace(/[^\n]/g, ' '));
      return [...text.matchAll(link)].flatMap((match): Problem[] => {
        const target = match[1] ?? '';
        if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return [];
        const line = text.slice(0, match.index).split('\n').length;
        const [path = '', heading] = decodeURI(target).split('#');
        const aim = path === '' ? file : posix.join(posix.dirname(file), path);
        if (aim.startsWith('..') || !repository.has(aim)) {
          return [{ rule, file, line, message: `${target} does not exist` }];
        }
        if (!heading || !aim.endsWith('.md')) return [];
        return headings(repository.read(aim)).has(heading)
          ? []
          : [{ rule, file, line, message: `${aim} has no heading #${heading}` }];
      });
    });
}

/** Headings as the code forge turns them into anchors. */
function headings(text: string): ReadonlySet<string> {
  return new Set(
    [...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}
