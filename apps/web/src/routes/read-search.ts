/** Search parameters that are texts; anything else in the address is left out. */
export function readTextSearch<Name extends string>(...names: Name[]) {
  return (search: Record<string, unknown>): { [K in Name]?: string } => {
    const read: { [K in Name]?: string } = {};
    for (const name of names) {
      const value = search[name];
      if (typeof value === 'string' && value !== '') read[name] = value;
      else if (typeof value === 'number') read[name] = String(value);
    }
    return read;
  };
}
