import type { Schedule } from '@borgcube/domain/schedule/schedule';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { readApiError } from '../../../api/api-error.ts';
import { trpc } from '../../../api/client.ts';

import { useRefresh } from '../../../api/keyset.ts';
import { FieldError } from '../../../forms/field-error.tsx';
import { useMay } from '../../../frame/session.ts';
import { TextLink } from '../../../ui/text-link.tsx';
import { readActions } from '../action-value.ts';
import { readBuilt } from '../built-rule.ts';
import { schedulePath } from '../schedule-path.ts';
import css from './calendar.module.css';

/** Brings a schedule that waits to the nearest time at which nothing would; leads to its editor where that takes more. */
export function MoveAct(props: { scheduleId: string; instant: string }) {
  const { scheduleId: id } = props;
  const mayChange = useMay('admin');
  const { data: schedule } = useQuery(trpc.schedules.get.queryOptions({ id }));
  const foresight = useQuery({
    ...trpc.schedules.foresee.queryOptions(schedule ? askedOf(schedule) : { ...NOTHING, id }),
    enabled: schedule !== undefined,
  });
  const refresh = useRefresh();
  const move = useMutation(
    trpc.schedules.update.mutationOptions({ onSuccess: () => refresh(trpc.schedules.pathKey()) }),
  );
  const freeAt = foresight.data?.night?.instant === props.instant ? foresight.data.freeAt : null;
  const elsewhere = <TextLink to={schedulePath(id)}>Look for another time</TextLink>;
  if (!mayChange || !schedule || freeAt === null || !isMovable(schedule)) return elsewhere;
  const time = freeAt.slice(11, 16);
  return (
    <div className={css.move}>
      <Button
        size="sm"
        loading={move.isPending}
        onClick={() =>
          move.mutate({
            id,
            ifUpdatedAt: schedule.updatedAt,
            recurrenceStart: `${schedule.recurrenceStart.slice(0, 10)}T${time}:00`,
          })
        }
      >
        Move to {time}
      </Button>
      {elsewhere}
      {move.isError && <FieldError>{readApiError(move.error).message}</FieldError>}
    </div>
  );
}

const NOTHING = {
  recurrence: 'RRULE:FREQ=DAILY',
  recurrenceStart: '2000-01-01T00:00',
  timeZone: 'UTC',
  actions: [],
};

function askedOf({ id, recurrence, recurrenceStart, timeZone, actions }: Schedule) {
  const asked = readActions(actions).map(({ kind, data }) => ({ kind, data: { ...data } }));
  return { id, recurrence, recurrenceStart, timeZone, actions: asked };
}

/** Whether the time of day is the start's, and that alone. */
function isMovable({ recurrence, recurrenceStart }: Schedule): boolean {
  const preset = readBuilt(recurrence, recurrenceStart)?.rule.preset;
  return preset !== undefined && !['once', 'hourly', 'minutely'].includes(preset);
}
