import type { GovernancePorts } from '../approval/ports.ts';

export interface WebhookPorts extends Pick<GovernancePorts, 'vault' | 'origin' | 'mail'> {
  /** Whether the way out leads there at all: https to the internet, or what the operator allows. */
  readonly mayVisit: (address: string) => boolean;
}
