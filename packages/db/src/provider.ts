export type Provider = 'sqlite' | 'postgresql';

export function providerOf(url: string): Provider {
  if (url.startsWith('file:')) return 'sqlite';
  if (/^postgres(ql)?:/.test(url)) return 'postgresql';
  throw new Error('a database URL starts with file: or postgresql:');
}

/** The path of a `file:` URL as Prisma reads it: no percent decoding, relative paths allowed. */
export function sqlitePath(url: string): string {
  return url.slice('file:'.length);
}

const providers = new WeakMap<object, Provider>();

export function rememberProvider<T extends object>(handle: T, provider: Provider): T {
  providers.set(handle, provider);
  return handle;
}

/** Which database is behind an open handle, for the rare statement that the two spell differently. */
export function providerBehind(handle: object): Provider {
  const provider = providers.get(handle);
  if (!provider) throw new Error('the handle comes neither from openDatabase nor from inTransaction');
  return provider;
}
