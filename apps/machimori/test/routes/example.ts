import type { Sent } from './requester.ts';
import type { AskerName, Town } from './town.ts';

/**
 * What is sent to each route when all is right, and by whom. Everything else is generated from it and tried
 * on every route: each field wrong, nobody, the wrong role, no second factor, an old proof, another
 * organisation, another city, sent twice, and the entries in the log.
 *
 * A new route brings its example along. `send` gets a town with everybody in it (town.ts), may do what has
 * to come before (make the invitation that is withdrawn), and returns what the endpoint is asked with.
 */
export interface Example {
  readonly as: AskerName;
  readonly send?: (town: Town) => Promise<Sent> | Sent;
  /** The installation is empty: nobody has set it up. */
  readonly empty?: true;
}
