/** Keys that the guided start makes itself: names are asked, keys are not. */
export const cityKey = 'machi';
export const promoterKey = 'suishin-shutai';
export const platformKey = 'toshi-os';

/** A part of a city before it is checked: fields without a value are no fields. */
export type Values = Readonly<Record<string, unknown>>;
