const KEY = 'borgcube-drills-declined';
const MOST = 200;

/** Whether a person said "not now" to a drill of a config in this browser. */
export function isDeclined(configId: string): boolean {
  return declined().includes(configId);
}

export function declineDrill(configId: string): void {
  localStorage.setItem(KEY, JSON.stringify([configId, ...declined()].slice(0, MOST)));
}

function declined(): readonly unknown[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}
