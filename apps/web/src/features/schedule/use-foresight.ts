import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import type { Values } from '../../forms/form-values.ts';
import { readActions } from './action-value.ts';

const TYPING_MS = 500;

/** What the server foresees of the schedule that is typed: what its actions match, and for whom they would wait. */
export function useForesight(values: Values) {
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  // A new schedule has none.
  const { id = '' } = useParams({ strict: false });
  const input = {
    recurrence: textOf('recurrence'),
    recurrenceStart: textOf('recurrenceStart'),
    timeZone: textOf('timeZone'),
    actions: readActions(values.actions).map(({ kind, data }) => ({ kind, data: { ...data } })),
    ...(id === '' ? {} : { id }),
  };
  const [asked] = useDebouncedValue(JSON.stringify(input), TYPING_MS);
  // What was turned into text a moment ago is read back as what it was.
  const settled = JSON.parse(asked) as typeof input;
  return useQuery({
    ...trpc.schedules.foresee.queryOptions(settled),
    enabled: settled.recurrence !== '' && settled.actions.length > 0,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
}
