import type { OccurrenceRow } from '@borgcube/db/occurrence-store';
import type { StoredAction, StoredSchedule } from '@borgcube/db/schedule-store';
import { RecurrenceError } from '@borgcube/domain/schedule/recurrence-rule';
import { describeRecurrence } from '@borgcube/domain/schedule/recurrence-words';
import {
  Misfire,
  type Occurrence,
  OccurrenceState,
  type Schedule,
  type ScheduledAction,
} from '@borgcube/domain/schedule/schedule';
import { z } from 'zod';
import type { KindRegistry } from '../kind/kind-registry.ts';
import { tryReadAction, versionOf } from './action-data.ts';

export function toScheduleView(kinds: KindRegistry, stored: StoredSchedule): Schedule {
  return {
    id: stored.id,
    name: stored.name,
    description: stored.description,
    recurrenceEnabled: stored.recurrenceEnabled,
    recurrence: stored.recurrence,
    recurrenceStart: stored.recurrenceStart,
    timeZone: stored.timeZone,
    misfire: Misfire.parse(stored.misfire),
    effectiveFrom: stored.effectiveFrom.toISOString(),
    text: wordsOf(stored),
    nextAt: stored.nextAt?.toISOString() ?? null,
    actions: stored.actions.map((action) => toActionView(kinds, action)),
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}

export function toOccurrenceView(row: OccurrenceRow): Occurrence {
  return {
    id: row.id,
    scheduleId: row.scheduleId,
    instant: row.instant.toISOString(),
    state: OccurrenceState.parse(row.state),
    reason: row.reason,
    jobs: jobIdsOf(row.jobs),
  };
}

const JobIds = z.array(z.int());

export function jobIdsOf(stored: unknown): number[] {
  return stored === null ? [] : JobIds.parse(stored);
}

const ActionData = z.looseObject({});

function toActionView(kinds: KindRegistry, action: StoredAction): ScheduledAction {
  const { id, position, kind, version, data } = action;
  const known = tryReadAction(kinds, action);
  if (known === null) return { id, position, kind, version, data: ActionData.parse(data), known: false };
  return {
    id,
    position,
    kind,
    version: versionOf(known.kind),
    data: ActionData.parse(known.data),
    known: true,
  };
}

/** A rule that an older version took and this one does not is shown as it was typed. */
function wordsOf(stored: StoredSchedule): string {
  try {
    return describeRecurrence(stored.recurrence, stored.recurrenceStart);
  } catch (error) {
    if (error instanceof RecurrenceError) return stored.recurrence;
    throw error;
  }
}
