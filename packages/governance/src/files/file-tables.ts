import type { Act } from '@machimori/application';

/** Table of packages/database/migrations/0009-approvals.sql and 0011; meanings stand there. */
export interface FileTables {
  readonly evidence_files: {
    city_id: string;
    file_id: string;
    organisation_id: string;
    name: string;
    media: string;
    bytes: number;
    digest: string;
    sealed_key: Buffer | null;
    stored_by: string;
    stored_at: Date;
  };
}

export const tablesOf = ({ transaction }: Pick<Act, 'transaction'>) =>
  transaction.tables<FileTables>();
