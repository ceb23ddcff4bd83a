import type { Vault } from '@machimori/application';
import type { FilePorts } from '../files/file-ports.ts';
import type { ApprovalSubject } from './approval-subject.ts';

/** What governance needs of the program around it. */
export interface GovernancePorts extends FilePorts {
  readonly vault: Vault;
  /** Where people reach the program: `https://machimori.example.lg.jp`. */
  readonly origin: string;
  /** Letters go out by mail; without, links are handed over. */
  readonly mail: boolean;
  /** What can be put before somebody for approval, by its kind. */
  readonly approvalSubjects: Readonly<Record<string, ApprovalSubject>>;
}
