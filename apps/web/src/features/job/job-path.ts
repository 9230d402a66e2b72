export const JOBS_PATH: string = '/jobs';

export function jobPath(id: number): string {
  return `${JOBS_PATH}/${id}`;
}
