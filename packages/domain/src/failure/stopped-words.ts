/** What a job leaves that was stopped, where it is no backup. */
export const STOPPED_OF: Readonly<Record<string, string>> = {
  check: 'What was checked until then does not count. Nothing was changed.',
  compact: 'A compaction that is cut off leaves the repository whole; the next one goes on.',
  sync: 'Nothing was changed in the repository.',
  import: 'What was imported until then stays; start it again for the rest.',
  restore: 'The receipt says what went to its place.',
  'verify-restore': 'What it restored to the scratch place is gone. The repository is untouched.',
  'delete-archives': 'What was deleted until then left the list; the other archives are untouched.',
};
