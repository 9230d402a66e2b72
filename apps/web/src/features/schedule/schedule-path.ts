export const SCHEDULES_PATH: string = '/schedules';

export function schedulePath(id: string): string {
  return `${SCHEDULES_PATH}/${id}`;
}
