export const TRIGGERS_PATH = '/settings/triggers';

export function triggerPath(id: string): string {
  return `${TRIGGERS_PATH}/${id}`;
}
