const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a `Host` (or `X-Forwarded-Host` of a trusted proxy) is ours. Loopback names count with any port, so that a
 * forwarded port (`ssh -L`) works; a page of somebody else cannot make a browser send them to us.
 */
export function isOwnHost(host: string | undefined, publicUrl: string): boolean {
  if (!host || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d{1,5})?$/i.test(host)) return false;
  const url = new URL(publicUrl);
  const isPublic = withoutDefaultPort(host, url) === url.host.toLowerCase();
  return isPublic || LOOPBACK.has(host.toLowerCase().replace(/:\d+$/, ''));
}

/** Whether a page of this origin may change something; `host` has passed `isOwnHost`. */
export function isOwnOrigin(origin: string, host: string, publicUrl: string): boolean {
  if (origin === publicUrl) return true;
  const url = URL.canParse(origin) ? new URL(origin) : null;
  // Loopback pages speak plain http; the port must be the very one that they ask.
  return (
    url !== null &&
    LOOPBACK.has(url.hostname) &&
    url.origin === origin &&
    url.host === withoutDefaultPort(host, url)
  );
}

/** As browsers write it: the port only if it is not the scheme's own. */
function withoutDefaultPort(host: string, { protocol }: URL): string {
  return host.toLowerCase().replace(protocol === 'https:' ? /:443$/ : /:80$/, '');
}
