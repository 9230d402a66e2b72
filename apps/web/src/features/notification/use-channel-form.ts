import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';

/** The form of a channel of one kind: what every channel has, and below it the form of its kind as `data`. */
export function useChannelForm(kind: string) {
  const base = useQuery(trpc.forms.get.queryOptions({ name: 'notificationChannel' }));
  const own = useQuery({
    ...trpc.forms.get.queryOptions({ name: `notifier.${kind}` }),
    enabled: kind !== '',
  });
  const kinds = useQuery(trpc.notifications.kinds.queryOptions());
  const name = kinds.data?.find((known) => known.kind === kind)?.name ?? kind;
  const form = useMemo(
    () => (base.data && own.data ? withData(base.data, own.data, name) : undefined),
    [base.data, own.data, name],
  );
  return { form, name, query: own.error ? own : base };
}

type Form = Readonly<Record<string, unknown>>;

function withData(base: Form, own: Form, title: string): Form {
  const required = Array.isArray(base.required) ? base.required : [];
  return {
    ...base,
    properties: { ...Object(base.properties), data: { ...own, title, section: title } },
    required: [...required, 'data'],
  };
}
