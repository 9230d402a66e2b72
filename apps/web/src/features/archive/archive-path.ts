/**
 * Paths inside archives are as Borg stores them: no leading slash, the root is '', bytes that are no UTF-8 stand as
 * `\xNN` and a backslash as `\\`. They are shown so and sent back so; only control characters are made visible.
 */
export interface PathStep {
  name: string;
  path: string;
}

/** Every folder on the way to `path`, outermost first, `path` itself last; none for the root. */
export function pathSteps(path: string): PathStep[] {
  if (path === '') return [];
  const names = path.split('/');
  return names.map((name, index) => ({ name, path: names.slice(0, index + 1).join('/') }));
}

export function parentPath(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** A name as one visible line: control characters escaped, text direction not to be turned round. */
export function visibleName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return name.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, escaped);
}

/** No mistake is possible: a backslash of the name itself stands there doubled. */
function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\t') return '\\t';
  const code = character.charCodeAt(0);
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : '\ufffd';
}

/** The server's address of one file's bytes. */
export function downloadUrl(archiveId: string, path: string): string {
  return `/archives/${encodeURIComponent(archiveId)}/download?${new URLSearchParams({ path, format: 'raw' })}`;
}

/** What a file is saved as: the last part of its path, without what no file system takes. */
export function downloadName(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  return name.replace(/[\u0000-\u001f\u007f\\]/g, '_') || 'file';
}
