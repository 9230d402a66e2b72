import type { Dashboard, SetupStep } from '@borgcube/domain/overview/dashboard';
import type { Tone } from '../../theme/tokens.ts';
import { counted, formatCount } from '../../ui/format/count.ts';
import { formatSize } from '../../ui/format/size.ts';

/** `Last night 39 backups finished, 61.3 GiB read, 4.12 GiB new.` */
export function lastNightWords(night: Dashboard['lastNight']): string | null {
  if (!night) return null;
  if (night.backups === 0) return 'Last night no backup finished.';
  const parts = [
    `Last night ${counted(night.backups, 'backup')} finished`,
    night.originalSize === null ? null : `${formatSize(night.originalSize)} read`,
    night.newData === null ? null : `${formatSize(night.newData)} new`,
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}

const URGENT_TONES: Partial<Record<Dashboard['verdict']['state'], Tone>> = {
  failed: 'failed',
  stale: 'stale',
  suspect: 'suspect',
  unknown: 'stale',
};

export function urgentTone(state: Dashboard['verdict']['state']): Tone {
  return URGENT_TONES[state] ?? 'neutral';
}

/** How much of the disk is taken, and what is known of its end. */
export function storedWords(stored: Dashboard['stored'][number]): { share: number | null; room: string } {
  if (stored.freeSpace === null) return { share: null, room: 'free space not known' };
  const used = stored.deduplicatedSize ?? 0;
  return { share: used / Math.max(1, used + stored.freeSpace), room: `${formatSize(stored.freeSpace)} free` };
}

/** `4.12× deduplicated`: how much more was read than is stored. */
export function deduplicationWords(stored: Dashboard['stored'][number]): string | null {
  const { originalSize, deduplicatedSize } = stored;
  if (!originalSize || !deduplicatedSize) return null;
  const archives = `${formatSize(originalSize)} in archives`;
  // The repository's own data outweighs the archives: no ratio to speak of.
  if (deduplicatedSize >= originalSize) return archives;
  return `${archives}, ${(originalSize / deduplicatedSize).toPrecision(3)}× deduplicated`;
}

/** `1,109 of 1,110 good` */
export function goodNightsWords(good: number, total: number): string {
  return `${formatCount(good)} of ${formatCount(total)} good`;
}

export interface StepWords {
  title: string;
  why: string;
  act: string;
  to: string;
}

export const STEP_WORDS: Record<SetupStep['name'], StepWords> = {
  repository: {
    title: 'First repository',
    why: 'where the backups live',
    act: 'Add repository',
    to: '/repositories/new',
  },
  client: {
    title: 'First client',
    why: 'a machine, or this server itself',
    act: 'Add client',
    to: '/clients/new',
  },
  config: {
    title: 'First config',
    why: 'which paths of it, and how',
    act: 'Go to Clients',
    to: '/clients',
  },
  backup: { title: 'First backup', why: 'watch it run', act: 'Go to Clients', to: '/clients' },
  schedule: {
    title: 'First schedule',
    why: 'so that nobody has to think of it',
    act: 'Add schedule',
    to: '/schedules/new',
  },
};

/** The step to take now: the first that is not done. */
export function nextStep(steps: readonly SetupStep[]): SetupStep['name'] | null {
  return steps.find((step) => !step.done)?.name ?? null;
}
