export * from './action-groups.ts';
export * from './action-words.ts';
export * from './actions.ts';
export * from './actor.ts';
export * from './authorise.ts';
export * from './link-door.ts';
export * from './roles.ts';
export * from './system-names.ts';
