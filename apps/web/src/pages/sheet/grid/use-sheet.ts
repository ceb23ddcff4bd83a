import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { newKey } from '../../../api/call.ts';
import { Problem } from '../../../api/problem.ts';
import { call } from '../../../api/use-server.ts';
import { apiWords } from '../../../messages/api.ts';
import { type Held, holdLines, type LineHold, type SheetQuery } from './line-hold.ts';
import { type SendingFault, type Writing, writingWith } from './writing.ts';

export interface Sheet {
  readonly held: Held;
  readonly hold: LineHold;
  readonly writing: Writing;
}

interface OpenSheet {
  readonly hold: LineHold;
  readonly writing: Writing;
  readonly subscribe: (told: () => void) => () => void;
  /** Another number after every change. */
  readonly moment: () => number;
}

/** How often one asks what others wrote meanwhile. */
const refreshMs = 20_000;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** The line broke, or the server has too much to do: the same may come through later. */
function faultOf(error: unknown): SendingFault {
  if (!(error instanceof Problem)) return { passing: false, text: apiWords.unreadable };
  const { status, code, text } = error;
  return { passing: code === 'offline' || status === 429 || status >= 500, text };
}

function openSheet(written: () => void): OpenSheet {
  const told = new Set<() => void>();
  let moments = 0;
  const changed = (): void => {
    moments += 1;
    for (const each of told) each();
  };
  const hold = holdLines({
    load: (query) => call('GET /sheet/lines', { query: query as never }),
    pause,
    changed,
  });
  const writing = writingWith({
    lineOf: (line) => hold.held().lines.get(line),
    keep: (lines) => hold.keep(lines),
    send: async (lines, key) => {
      const answer = await call('POST /sheet/cells', { body: { lines: lines as never }, key });
      written();
      return answer.lines;
    },
    faultOf,
    newKey,
    later: (act, ms) => void setTimeout(act, ms),
    changed,
  });
  return {
    hold,
    writing,
    subscribe: (each) => {
      told.add(each);
      return () => told.delete(each);
    },
    moment: () => moments,
  };
}

/** The check sheet as it is asked for, with what one writes into it and what others do meanwhile. */
export function useSheet(query: SheetQuery): Sheet {
  const client = useQueryClient();
  const [open] = useState(() =>
    openSheet(() => void client.invalidateQueries({ queryKey: ['sheet', 'line'] })),
  );
  useSyncExternalStore(open.subscribe, open.moment);
  const { hold, writing } = open;
  const asked = JSON.stringify(query);
  useEffect(() => void hold.ask(JSON.parse(asked) as SheetQuery), [hold, asked]);
  useEffect(() => {
    const refresh = setInterval(() => {
      if (document.visibilityState === 'visible') void hold.refresh();
    }, refreshMs);
    const online = (): void => {
      writing.retry();
      void hold.refresh();
    };
    const leave = (event: BeforeUnloadEvent): void => {
      if (writing.unsaved() > 0) event.preventDefault();
    };
    addEventListener('online', online);
    addEventListener('beforeunload', leave);
    return () => {
      clearInterval(refresh);
      removeEventListener('online', online);
      removeEventListener('beforeunload', leave);
    };
  }, [hold, writing]);
  return { held: hold.held(), hold, writing };
}
