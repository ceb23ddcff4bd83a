import type { FastifyReply, FastifyRequest } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Settings } from './settings.ts';

const levels = ['error', 'warn', 'info', 'debug'] as const;
type Level = (typeof levels)[number];

/** What the program says of itself: JSON lines and figures, without persons, addresses or secrets. */
export interface Observer {
  log(
    level: Level,
    event: string,
    more?: Readonly<Record<string, string | number | boolean>>,
  ): void;
  answered(request: FastifyRequest, reply: FastifyReply): void;
  /** `cause` only where it was a mistake of ours. */
  failed(code: string, cause: unknown, request: FastifyRequest): void;
  /** How the daily backups stand, for the next look at the metrics. */
  backup(health: { readonly lastAt: Date | undefined; readonly failing: boolean }): void;
  /** How many deliveries and jobs were given up and wait for an administrator's word. */
  undelivered(count: number): void;
  /** Whether the store of objects serves. */
  fileStore(serves: boolean): void;
  metrics(): Promise<string>;
}

export function createObserver(
  settings: Pick<Settings, 'logLevel'>,
  write: (line: string) => void,
  now: () => Date,
): Observer {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'machimori_' });
  const duration = new Histogram({
    name: 'machimori_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [registry],
  });
  const failures = new Counter({
    name: 'machimori_failures_total',
    help: 'Refused and failed requests, by code',
    labelNames: ['code'],
    registers: [registry],
  });
  const backupAt = new Gauge({
    name: 'machimori_backup_last_success_timestamp_seconds',
    help: 'When a daily backup was last made; 0: never, or none are made',
    registers: [registry],
  });
  const backupFailing = new Gauge({
    name: 'machimori_backup_failing',
    help: '1 where the daily backup failed and has not succeeded since',
    registers: [registry],
  });
  const undelivered = new Gauge({
    name: 'machimori_undelivered',
    help: 'Deliveries and jobs that were given up and wait for an administrator’s word',
    registers: [registry],
  });
  const fileStore = new Gauge({
    name: 'machimori_file_store_up',
    help: '1 where the store of objects serves; 0 where it does not, or files lie on the disk',
    registers: [registry],
  });
  const shown = levels.indexOf(settings.logLevel);
  const log: Observer['log'] = (level, event, more = {}) => {
    if (levels.indexOf(level) > shown) return;
    write(`${JSON.stringify({ at: now().toISOString(), level, event, ...more })}\n`);
  };
  return {
    log,
    answered(request, reply) {
      // The route's pattern, never the path: ids and whatever somebody typed stay out.
      const route = request.routeOptions.url ?? 'none';
      const { method } = request;
      const status = String(reply.statusCode);
      duration.observe({ method, route, status }, reply.elapsedTime / 1000);
      log('info', 'answered', {
        request: request.id,
        method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      });
    },
    failed(code, cause, request) {
      failures.inc({ code });
      if (cause === undefined) return;
      const error = cause instanceof Error ? cause : new Error('unknown');
      // Messages of drivers can hold values; where it happened is enough to find it.
      const at = (error.stack ?? '')
        .split('\n')
        .map((line) => line.trim())
        // Only lines of the stack: a message may go on over several lines.
        .filter((line) => /^at .*:\d+:\d+\)?$/.test(line))
        .slice(0, 5);
      const { code: kind = '' } = error as { code?: string };
      log('error', 'failed', {
        request: request.id,
        route: request.routeOptions.url ?? 'none',
        name: error.name,
        kind: String(kind),
        at: at.join(' | '),
      });
    },
    backup({ lastAt, failing }) {
      backupAt.set(lastAt === undefined ? 0 : lastAt.getTime() / 1000);
      backupFailing.set(failing ? 1 : 0);
    },
    undelivered: (count) => undelivered.set(count),
    fileStore: (serves) => fileStore.set(serves ? 1 : 0),
    metrics: () => registry.metrics(),
  };
}
