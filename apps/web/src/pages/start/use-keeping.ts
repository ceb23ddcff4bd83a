import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/use-server.ts';
import type { Answers, Guided } from './answers.ts';

/** Nobody’s pauses are kept one by one: every act of keeping stands in the log. */
const pauseMs = 15_000;

/** What is being kept just now; whoever reads or finishes comes after it. */
let underWay: Promise<unknown> = Promise.resolve();

export const keptSoFar = (): Promise<unknown> => underWay;

/** Without a town and whoever promotes it there is nothing that the server could keep. */
const canBeKept = ({ promoter: { cityName, organisationName } }: Answers): boolean =>
  cityName.trim() !== '' && organisationName.trim() !== '';

export interface Keeping {
  readonly answers: Answers;
  readonly change: (answers: Answers) => void;
  /** The server has these answers: nothing is left to keep. */
  readonly settle: (answers: Answers) => void;
  /** When the answers of the open step were kept last. */
  readonly at: Date | undefined;
  readonly failed: boolean;
  /** Would be lost if the page closed now. */
  readonly atRisk: boolean;
}

/**
 * Answers of the open step, kept in the server without being asked: after a pause, when the page is hidden or closed,
 * and when it is left for another.
 */
export function useKeeping(first: Answers): Keeping {
  const client = useQueryClient();
  const [answers, setAnswers] = useState(first);
  const [at, setAt] = useState<Date>();
  const [failed, setFailed] = useState(false);
  const latest = useRef(first);
  const kept = useRef(first);
  const change = useCallback(
    (to: Answers): void => {
      latest.current = to;
      setAnswers(to);
      // A step that is opened again shows what was entered, whether it has been sent or not.
      client.setQueryData<Guided>(['guided'], (known) => known && { ...known, answers: to });
    },
    [client],
  );
  const keep = useCallback((leaving: boolean): void => {
    const given = latest.current;
    if (given === kept.current || !canBeKept(given)) return;
    const before = kept.current;
    kept.current = given;
    underWay = call('PUT /guided', { body: { answers: given }, leaving }).then(
      () => {
        setAt(new Date());
        setFailed(false);
      },
      () => {
        if (kept.current === given) kept.current = before;
        setFailed(true);
      },
    );
  }, []);
  useEffect(() => {
    if (answers === kept.current) return;
    const timer = setTimeout(() => keep(false), pauseMs);
    return () => clearTimeout(timer);
  }, [answers, keep]);
  useEffect(() => {
    const whenHidden = (): void => {
      if (document.visibilityState === 'hidden') keep(true);
    };
    const whenClosed = (): void => keep(true);
    document.addEventListener('visibilitychange', whenHidden);
    window.addEventListener('pagehide', whenClosed);
    return () => {
      document.removeEventListener('visibilitychange', whenHidden);
      window.removeEventListener('pagehide', whenClosed);
      keep(true);
    };
  }, [keep]);
  const settle = useCallback((given: Answers): void => {
    kept.current = given;
    latest.current = given;
  }, []);
  const atRisk = answers !== kept.current && (failed || !canBeKept(answers));
  return { answers, change, settle, at, failed, atRisk };
}
