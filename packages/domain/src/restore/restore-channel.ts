import { z } from 'zod';

/** How files get from the archive to the target. */
export const RestoreChannel = z.enum(['borg', 'scratch', 'tar']).meta({
  title: 'Way',
  labels: {
    borg: 'borg: Borg writes at the target itself',
    scratch: 'scratch: unpacked on this server, sent by tar',
    tar: 'tar: streamed as it is read',
  },
  hints: {
    borg: 'On this server, and on a client whose own repository it is and that has Borg. Keeps everything.',
    scratch:
      'Borg unpacks into a folder of this server that is removed afterwards, and GNU tar sends it from there. The client gets no key. Keeps all but file flags; needs room on this server.',
    tar: 'Borg writes a tar stream and GNU tar on the client unpacks it. The client gets no key, and this server needs no room. Keeps files, owners, modes and whole seconds; extended attributes, ACLs, fractions of a second and holes are lost.',
  },
});
export type RestoreChannel = z.infer<typeof RestoreChannel>;

/** What a way may keep or lose, besides names, content, links, modes and owners, which all of them keep. */
export const RestoreTrait = z.enum([
  'xattrs',
  'acls',
  'fractions',
  'holes',
  'flags',
  'owners',
  'set-ids',
  'devices',
  'capabilities',
]);
export type RestoreTrait = z.infer<typeof RestoreTrait>;

const LOST: Readonly<Record<RestoreChannel, readonly RestoreTrait[]>> = {
  borg: [],
  scratch: ['flags'],
  tar: ['xattrs', 'acls', 'fractions', 'holes', 'flags'],
};

interface Writers {
  /** Who writes at the target is root. */
  readonly isRoot: boolean;
  /** This server is. */
  readonly isServerRoot: boolean;
}

/** What a way does not bring along. Root's to make are owners, rights that go with an owner, devices and capabilities. */
export function traitsLost(
  channel: RestoreChannel,
  { isRoot, isServerRoot }: Writers = { isRoot: true, isServerRoot: true },
): readonly RestoreTrait[] {
  const lost: RestoreTrait[] = [...LOST[channel]];
  if (!isRoot) lost.push('owners', 'set-ids');
  if (isRoot && (isServerRoot || channel !== 'scratch')) return lost;
  return channel === 'tar' ? [...lost, 'devices'] : [...lost, 'devices', 'capabilities'];
}
