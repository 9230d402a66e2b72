/** What a job does to its repository. Two jobs conflict unless both only read. */
export type RepositoryAccess = 'read' | 'write' | 'exclusive';

export function accessesConflict(one: RepositoryAccess, other: RepositoryAccess): boolean {
  return one !== 'read' || other !== 'read';
}
