import { parseExtraOptions } from './extra-options.ts';
import { type TarExclude, translateExclude } from './tar-exclude.ts';

interface PullFields {
  readonly excludes: readonly string[];
  readonly extraOptions: string;
  readonly rateLimit?: number | null | undefined;
  readonly checkpointInterval: number;
  readonly readSpecial: boolean;
  readonly ignoreInode: boolean;
}

/** What the fields of a config come to where tar reads the files and `borg import-tar` stores them. */
export interface PullOptions {
  readonly excludes: readonly TarExclude[];
  /** More options of tar. */
  readonly tar: readonly string[];
  /** More options of `borg import-tar`. */
  readonly borg: readonly string[];
  /** By field; empty where everything can be done. */
  readonly errors: Readonly<Record<string, string[]>>;
}

const DEFAULT_CHECKPOINT_S = 1800;

/** What cannot be done with tar is refused by name rather than passed over. */
export function readPullOptions(config: PullFields): PullOptions {
  const errors: Record<string, string[]> = {};
  const refuse = (field: string, message: string) => {
    errors[field] = [...(errors[field] ?? []), message];
  };
  const excludes: TarExclude[] = [];
  config.excludes.forEach((pattern, at) => {
    const { exclude, error } = translateExclude(pattern);
    if (exclude) excludes.push(exclude);
    else refuse(`excludes.${at}`, error);
  });
  const extra = readExtraOptions(config.extraOptions, (message) => refuse('extraOptions', message));
  if (config.readSpecial)
    refuse('readSpecial', 'With pull, tar reads the files, and it reads no special ones.');
  if (config.ignoreInode)
    refuse('ignoreInode', 'With pull there is no files cache that could know inode numbers.');
  if (config.rateLimit)
    refuse('rateLimit', 'With pull, tar sends the files; Borg can only limit what it sends itself.');
  if (config.checkpointInterval !== DEFAULT_CHECKPOINT_S)
    refuse(
      'checkpointInterval',
      'With pull an archive that was cut off is never kept, so there is nothing to set here.',
    );
  return { excludes: [...excludes, ...extra.excludes], tar: extra.tar, borg: extra.borg, errors };
}

function readExtraOptions(text: string, refuse: (message: string) => void) {
  const words = parseExtraOptions(text).words;
  const keepsTags = words.includes('--keep-exclude-tags');
  const found = { excludes: [] as TarExclude[], tar: [] as string[], borg: [] as string[] };
  for (const word of words) {
    const [, name = word, value = ''] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
    if (name === '--chunker-params') found.borg.push(word);
    else if (name === '--exclude-caches')
      found.tar.push(keepsTags ? '--exclude-caches' : '--exclude-caches-all');
    else if (name === '--exclude-if-present')
      found.tar.push(`${keepsTags ? '--exclude-tag' : '--exclude-tag-all'}=${value}`);
    else if (name === '--exclude') {
      const { exclude, error } = translateExclude(value);
      if (exclude) found.excludes.push(exclude);
      else refuse(error);
    } else if (name !== '--keep-exclude-tags')
      refuse(
        `With pull, tar reads the files, and the option ${name} of borg create has no counterpart there.`,
      );
  }
  return found;
}
