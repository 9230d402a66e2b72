/** A header that saves under this name and cannot be talked into anything else (RFC 6266, names beyond ASCII by RFC 8187). */
export function contentDisposition(name: string): string {
  const safe = name.replace(/[\p{Cc}\p{Cf}\p{Cs}/\\]/gu, '_') || 'file';
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, '_');
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
