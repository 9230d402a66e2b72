import type { Archive } from '@borgcube/domain/archive/archive';
import { counted } from '../../ui/format/count.ts';

type Row = Pick<Archive, 'clientId' | 'repositoryId' | 'pinned' | 'vanishedAt'>;

export interface PlannedDeletion<R extends Row> {
  readonly able: readonly R[];
  /** Why the others are left alone. */
  readonly exceptions: readonly string[];
  /** Null: of several clients, or of none. */
  readonly clientId: string | null;
  readonly repositoryId: string | null;
}

/** What of a selection one job may delete: archives of one repository that are there and not pinned. */
export function deletionPlan<R extends Row>(rows: readonly R[]): PlannedDeletion<R> {
  const there = rows.filter((row) => row.vanishedAt === null);
  const loose = there.filter((row) => !row.pinned);
  const repositoryId = loose[0]?.repositoryId ?? null;
  const able = loose.filter((row) => row.repositoryId === repositoryId);
  const clients = new Set(able.map((row) => row.clientId));
  return {
    able,
    exceptions: [
      ...left(rows.length - there.length, 'gone already', 'gone already'),
      ...left(there.length - loose.length, 'pinned and stays', 'pinned and stay'),
      ...left(
        loose.length - able.length,
        'in another repository and stays',
        'in other repositories and stay',
      ),
    ],
    clientId: clients.size === 1 ? (able[0]?.clientId ?? null) : null,
    repositoryId,
  };
}

function left(count: number, one: string, many: string): string[] {
  if (count === 0) return [];
  return [`${counted(count, 'archive')} ${count === 1 ? `is ${one}` : `are ${many}`}.`];
}
