import type { Actor } from '@machimori/authorisation';

/** An actor as the log and kept answers name it. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'person') return actor.person;
  if (actor.kind === 'token') return actor.token;
  if (actor.kind === 'link') return actor.link;
  return actor.kind === 'system' ? `system:${actor.name}` : 'anonymous';
}
