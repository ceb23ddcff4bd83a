import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../../api/problem.ts';
import type { Answer } from '../../api/routes.ts';
import { call } from '../../api/use-server.ts';
import { useText } from '../../language.tsx';
import { evidenceWords as words } from '../../messages/evidence.ts';

/** How much of its room for files one's organisation has used; nothing until that is known. */
export function FileRoom(): ReactNode {
  const say = useText();
  const { data } = useQuery<Answer<'GET /evidence/room'>, Problem>({
    queryKey: ['sheet', 'file-room'],
    queryFn: () => call('GET /evidence/room', {}),
  });
  if (data === undefined) return null;
  const { usedBytes, mostBytes } = data;
  return (
    <p className="m-hint mt-2">
      {say(words.room, { used: sizeOf(usedBytes), most: sizeOf(mostBytes) })}
    </p>
  );
}

const units = ['KB', 'MB', 'GB', 'TB'] as const;

/** `1.2 GB`: as coarse as somebody needs to know. */
export function sizeOf(bytes: number): string {
  let size = bytes / 1024;
  let at = 0;
  while (size >= 1000 && at < units.length - 1) {
    size /= 1024;
    at++;
  }
  return `${size >= 10 || size === 0 ? Math.round(size) : Math.ceil(size * 10) / 10} ${units[at]}`;
}
