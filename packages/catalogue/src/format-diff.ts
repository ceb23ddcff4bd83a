import { type Text, text } from '@machimori/kernel';
import type { DiffEntry, EditionDiff, Renumbered } from './diff-editions.ts';
import { diffKinds } from './diff-subjects.ts';

/** A comparison as lines for people: what was added, removed, renumbered, reworded, related anew. */
export function formatDiff(diff: EditionDiff): readonly Text[] {
  const lines: Text[] = [
    ...diff.added.map((entry) => line('追加', 'added', entry)),
    ...diff.removed.map((entry) => line('削除', 'removed', entry)),
    ...diff.renumbered.map((entry) => line('番号の変更', 'renumbered', entry, numbers(entry))),
    ...diff.reworded.flatMap((entry) =>
      entry.texts.map(({ from, to }) =>
        line('文の変更', 'reworded', entry, text(`${from.ja} → ${to.ja}`, `${from.en} → ${to.en}`)),
      ),
    ),
    ...diff.related.map((entry) =>
      line(
        '関係の変更',
        'related anew',
        entry,
        changes(entry.relation, entry.added, entry.removed),
      ),
    ),
  ];
  const title = text(`${diff.from} から ${diff.to} へ`, `From ${diff.from} to ${diff.to}`);
  return lines.length > 0
    ? [title, ...lines]
    : [title, text('違いはありません。', 'There is no difference.')];
}

function line(ja: string, en: string, entry: DiffEntry, detail?: Text): Text {
  const kind = diffKinds[entry.kind];
  const name = entry.label ?? entry.id;
  return text(
    `${ja}：${kind.ja}「${entry.heading.ja}」（${name}）${detail === undefined ? '' : `：${detail.ja}`}`,
    `${en}: ${kind.en} ${name}, ${entry.heading.en}${detail === undefined ? '' : `: ${detail.en}`}`,
  );
}

/** The numbers that changed: id and label, or else the place in the list. */
function numbers({ from, to }: Renumbered): Text {
  if (from.label !== to.label) return arrow(from.label ?? from.id, to.label ?? to.id);
  if (from.id !== to.id) return arrow(from.id, to.id);
  return text(`${from.order}番目 → ${to.order}番目`, `place ${from.order} → ${to.order}`);
}

const arrow = (from: string, to: string): Text => text(`${from} → ${to}`, `${from} → ${to}`);

function changes(relation: string, added: readonly string[], removed: readonly string[]): Text {
  const parts = [...added.map((id) => `+${id}`), ...removed.map((id) => `−${id}`)].join(' ');
  return text(`${relation} ${parts}`, `${relation} ${parts}`);
}
