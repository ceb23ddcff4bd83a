import type { Place, Text } from '@machimori/kernel';
import type { DiagnosticList } from './diagnostic-list.ts';
import type { ElementName } from './field.ts';
import { elementLabel } from './format.ts';
import { expectations, messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { type Wording, writesCodes } from './reading.ts';
import type { KeyDeclaration, ReferenceUse, Spots } from './spots.ts';

/** Checks that keys are unique over all elements, and resolves every reference, through former keys where needed. */
export function checkKeys(spots: Spots, found: DiagnosticList, wording: Wording): void {
  const declared = new Map<string, KeyDeclaration>();
  for (const declaration of spots.declarations) {
    const first = declared.get(declaration.key);
    if (first)
      found.error(
        'duplicate-key',
        declaration.place,
        messages.duplicateKey(declaration.key, placeText(first.place)),
      );
    else declared.set(declaration.key, declaration);
  }
  const present = checkAliases(spots, declared, found);
  for (const use of spots.uses) {
    const key = present.get(use.key) ?? use.key;
    const target = declared.get(key);
    if (!target) {
      found.error('unknown-key', use.place, messages.unknownKey(use.label, use.key), {
        expected: expectedKey(use.to),
        nearest: () => keyMeantBy(use),
      });
    } else if (!use.to.includes(target.element)) {
      found.error(
        'unknown-key',
        use.place,
        messages.wrongKind(use.label, use.key, elementLabel(target.element)),
        {
          expected: expectedKey(use.to),
          nearest: () => keyMeantBy(use),
        },
      );
    } else if (key !== use.key) {
      found.warn('unknown-key', use.place, messages.aliasUsed(use.key, key), {
        nearest: () => key,
      });
      use.put(key);
    }
    if (found.isFull) return;
  }

  function keyMeantBy({ key, to }: ReferenceUse): string | undefined {
    return spots.keyNamed(key, to) ?? nearestWord(key, keysOf(declared, to));
  }

  function expectedKey(to: readonly ElementName[]): Text {
    return expectations[writesCodes(wording) ? 'keyOf' : 'keyInSheet'](to.map(elementLabel));
  }
}

/** Former keys that lead to a present one. */
function checkAliases(
  spots: Spots,
  declared: ReadonlyMap<string, KeyDeclaration>,
  found: DiagnosticList,
): Map<string, string> {
  const present = new Map<string, string>();
  for (const alias of spots.aliases) {
    if (declared.has(alias.old))
      found.error('duplicate-key', alias.oldAt, messages.aliasTaken(alias.old));
    else if (declared.has(alias.present)) present.set(alias.old, alias.present);
    else unknownAlias(alias.present, alias.presentAt, alias.label);
  }
  return present;

  function unknownAlias(key: string, place: Place, label: Text): void {
    found.error('unknown-key', place, messages.unknownKey(label, key), {
      nearest: () => nearestWord(key, declared.keys()),
    });
  }
}

function* keysOf(
  declared: ReadonlyMap<string, KeyDeclaration>,
  to: readonly ElementName[],
): Iterable<string> {
  for (const { key, element } of declared.values()) if (to.includes(element)) yield key;
}

/** A place in few words, the same in both languages. */
function placeText({ path, sheet, cell, line }: Place): string {
  if (sheet !== undefined) return `${sheet} ${cell ?? ''}`.trim();
  return line === undefined ? (path ?? '') : `${path ?? ''} L${line}`.trim();
}
