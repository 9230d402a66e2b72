/** One exclude in the options of GNU tar, up to and with `--exclude=`; those before it hold for all that follow. Names have no leading slash. */
export type TarExclude = readonly string[];

export type TarExcludeVerdict =
  | { readonly exclude: TarExclude; readonly error: null }
  | { readonly exclude: null; readonly error: string };

const SHELL = ['--wildcards', '--no-wildcards-match-slash'];
const FNMATCH = ['--wildcards', '--wildcards-match-slash'];

/**
 * Borg's pattern as tar's, where both leave out the very same files; else why not (`borg help patterns`; tar's manual, 6.4).
 * A pattern without a style is `fm:`.
 */
export function translateExclude(pattern: string): TarExcludeVerdict {
  const [, style = 'fm', text = ''] = /^(?:([A-Za-z0-9]{2}):)?(.*)$/s.exec(pattern) ?? [];
  const path = normalizePath(text);
  if (path === null) return refused(`“${pattern}” cannot be given to tar: it has “..” in it.`);
  if (path === '') return refused(`“${pattern}” would leave out everything.`);
  switch (style) {
    case 'pp':
    case 'pf': // neither goes into an excluded folder
      return words(['--anchored', '--no-wildcards', `--exclude=${path}`]);
    case 'fm':
      return wildcards(pattern, `${path}${text.endsWith('/') ? '/*' : ''}`, ['--anchored', ...FNMATCH]);
    case 'sh':
      return shellPattern(pattern, path, text.endsWith('/'));
    default:
      return refused(
        `“${style}:” patterns cannot be given to tar. Use pp:, pf:, sh: or fm:, or another transport.`,
      );
  }
}

/** `**` stands for any number of folders; tar knows that only before a whole pattern, and behind it. */
function shellPattern(pattern: string, path: string, contentOnly: boolean): TarExcludeVerdict {
  const anywhere = path.startsWith('**/');
  const rest = path.replace(/^(?:\*\*\/)+/, '').replace(/(?:\/\*\*)+$/, '');
  if (rest.includes('**'))
    return refused(`“${pattern}” cannot be given to tar: ** may only stand first or last.`);
  const whole = `${rest}${contentOnly ? '/*' : ''}`;
  return wildcards(pattern, whole, [anywhere ? '--no-anchored' : '--anchored', ...SHELL]);
}

/** Wildcards that Borg and tar read alike; to tar a backslash is one of them, to Borg it is not. */
function wildcards(pattern: string, text: string, options: readonly string[]): TarExcludeVerdict {
  const plain = text.replace(/\[!?[A-Za-z0-9_.,+-]+\]/g, '');
  if (/[[\]{}]/.test(plain))
    return refused(`“${pattern}” cannot be given to tar: its brackets mean something else there.`);
  return words([...options, `--exclude=${text.replaceAll('\\', '\\\\')}`]);
}

/** Without empty and `.` steps, and without the leading slash; null where a step leads back. */
function normalizePath(path: string): string | null {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.includes('..') ? null : steps.join('/');
}

function words(exclude: TarExclude): TarExcludeVerdict {
  return { exclude, error: null };
}

function refused(error: string): TarExcludeVerdict {
  return { exclude: null, error };
}
