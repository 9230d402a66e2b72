/** One action as it is typed and sent; what the server adds to a stored one is left out. */
export interface ActionValue {
  kind: string;
  data: Readonly<Record<string, unknown>>;
}

export function readActions(value: unknown): ActionValue[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const kind: unknown = Reflect.get(item, 'kind');
    const data: unknown = Reflect.get(item, 'data');
    return typeof kind === 'string' && isRecord(data) ? [{ kind, data }] : [];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
