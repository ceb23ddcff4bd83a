import { defineUseCase } from '@machimori/application';
import { cityWithout } from '@machimori/city';
import { Failure, text } from '@machimori/kernel';
import { type Edit, editsBetween } from './edit.ts';
import { cityOf, type ElementKind, elementsOf } from './element.ts';
import { readElements } from './element-store.ts';

const messages = {
  unknown: text('見つかりません。', 'Not found.'),
};

/**
 * The edits that take an element out of the city, with whatever cannot be without it: the flows that end there, the
 * accounts in it, its place in contracts. To be shown before they are made; by what the asker sees.
 */
export const planRemoval = defineUseCase<
  { readonly kind: ElementKind; readonly key: string },
  readonly Edit[]
>({
  name: 'plan-removal',
  action: 'register:read',
  kind: 'query',
  async handle(context, { kind, key }) {
    const elements = await readElements(context);
    const city = cityOf(elements);
    const there = elements.some((each) => each.kind === kind && each.key === key);
    if (city === undefined || !there || kind === 'city')
      throw new Failure('not-found', messages.unknown);
    // A share may lack what others refer to: only what is seen is taken along.
    return {
      output: editsBetween(elements, elementsOf(cityWithout(city, [{ list: kind, key }]))),
    };
  },
});
