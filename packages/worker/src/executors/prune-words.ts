import type { MadePlan } from '@borgcube/core/prune/make-plan';
import type { PruneJobData } from '@borgcube/domain/prune/prune-config';
import type { PrunePlanGroup } from '@borgcube/domain/prune/prune-plan';
import { count } from './count-words.ts';

/** Names of all that the plan deletes, unfinished ones last. */
export function doomedNames({ groups }: Pick<MadePlan, 'groups'>): string[] {
  const archives = groups.flatMap((group) => group.archives.filter(({ keep }) => !keep));
  const unfinished = groups.flatMap((group) => group.unfinished);
  return [...archives.map(({ archiveName }) => archiveName), ...unfinished.map(({ name }) => name)];
}

/** The plan in sentences, for the log of its job. */
export function describePlan({ groups, reasons }: MadePlan, { clientPattern }: PruneJobData): string[] {
  const all = groups.flatMap(({ archives }) => archives);
  if (all.length === 0) {
    return [`0 of 0 archives eligible, because no client with archives here matches ${clientPattern}.`];
  }
  const held = groups.filter((group) => group.held !== null);
  const isHeld = held.length === groups.length;
  return [
    ...(isHeld
      ? [`0 of ${count(all.length, 'archive')} eligible, because every group is held.`]
      : [
          `Plan: ${all.filter(({ keep }) => keep).length} kept, ${all.filter(({ keep }) => !keep).length} to delete.`,
        ]),
    ...groups.map(describeGroup),
    ...reasons.map((reason) => `Refused: ${reason}`),
  ];
}

function describeGroup({ clientHostname, configLabel, held, archives, unfinished }: PrunePlanGroup): string {
  const name = `${clientHostname} · ${configLabel ?? 'imported'}`;
  if (held !== null) return `${name}: 0 of ${count(archives.length, 'archive')} eligible. ${held}`;
  const kept = archives.filter(({ keep }) => keep).length;
  const leftovers = unfinished.length > 0 ? `, ${unfinished.length} unfinished to delete` : '';
  return `${name}: ${kept} kept, ${archives.length - kept} to delete${leftovers}.`;
}
