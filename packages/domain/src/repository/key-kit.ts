import type { Encryption } from './repository.ts';
import { parseRepositoryUrl } from './repository-url.ts';

export interface KeyKitStep {
  readonly words: string;
  /** Lines for a shell; none where the step is no command. */
  readonly commands: readonly string[];
}

/** How a person gets files back with Borg alone: without BorgCube, its database and its server. */
export function keyKitSteps({
  url,
  encryption,
}: {
  readonly url: string;
  readonly encryption: Encryption | null;
}): KeyKitStep[] {
  const place = quoteWord(url);
  const isRemote = parseRepositoryUrl(url)?.type === 'ssh';
  return [
    {
      words: `On any Linux machine that ${isRemote ? 'may log in there by ssh' : 'has the disk with this folder'}, install Borg 1.2 or 1.4.`,
      commands: ['apt install borgbackup'],
    },
    ...keySteps(place, encryption),
    {
      words: 'See which archives there are. Borg asks for the passphrase above.',
      commands: [`borg list ${place}`],
    },
    {
      words: 'Take one of them out, in an empty folder and as root, so that owners come back too.',
      commands: ['mkdir restored && cd restored', `borg extract ${quoteWord(`${url}::ARCHIVE`)}`],
    },
    {
      words:
        'If the repository lies elsewhere by then, write its new place instead, and answer y when Borg asks whether it was moved.',
      commands: [],
    },
  ];
}

function keySteps(place: string, encryption: Encryption | null): KeyKitStep[] {
  if (encryption === 'none') return [];
  const words = encryption?.startsWith('keyfile')
    ? 'The key is not in the repository. Type the key below into a file, and give it to Borg.'
    : 'Only if Borg says that the key is missing or damaged: type the key below into a file, and give it to Borg.';
  return [{ words, commands: [`borg key import ${place} key.txt`] }];
}

/** For reading and typing; nothing here is ever run. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
