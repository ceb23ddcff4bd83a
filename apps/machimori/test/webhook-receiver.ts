import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** What arrived, as it came. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A real receiver of webhooks beside the tests, which verifies with another's implementation. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** How it answers; with 204, unless a test says otherwise. */
  answer: (answer: ServerResponse, nth: number) => void = accept;
  readonly #server: Server;
  #port = 0;

  constructor() {
    this.#server = createServer((request, answer) => void this.#take(request, answer));
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** As the setting of allowed hosts names it. */
  get host(): string {
    return `127.0.0.1:${this.#port}`;
  }

  get address(): string {
    return `http://${this.host}/hook`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  forget(): void {
    this.received.splice(0);
    this.answer = accept;
  }

  async #take(request: IncomingMessage, answer: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    this.received.push({
      path: request.url ?? '',
      headers: request.headers as Record<string, string>,
      body,
    });
    this.answer(answer, this.received.length);
  }
}

function accept(answer: ServerResponse): void {
  answer.writeHead(204).end();
}

/** What a message says, verified; throws where it does not verify. */
export const verified = (secret: string, { body, headers }: Received): Record<string, unknown> =>
  new Webhook(secret).verify(body, { ...headers }) as Record<string, unknown>;
