import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import type { Values } from '../../forms/form-values.ts';

const SHOWN = 10;
const TYPING_MS = 300;

/** What the server makes of the rule that is typed: words, the next ten occurrences, the first match. */
export function usePreview(values: Values) {
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  const [recurrence] = useDebouncedValue(textOf('recurrence'), TYPING_MS);
  const recurrenceStart = textOf('recurrenceStart');
  const timeZone = textOf('timeZone');
  const preview = useQuery({
    ...trpc.schedules.preview.queryOptions({
      recurrence,
      recurrenceStart,
      timeZone,
      count: SHOWN,
      after: startOfMinute(),
    }),
    enabled: recurrence !== '' && recurrenceStart !== '' && timeZone !== '',
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  return { preview, timeZone, shown: SHOWN };
}

/** The same question within a minute is the same key, and is answered from the cache. */
function startOfMinute(): string {
  return new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
}
