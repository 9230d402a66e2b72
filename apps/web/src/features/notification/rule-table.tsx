import { EVENT_WORDS } from '@borgcube/domain/notification/event-words';
import type { NotificationRule } from '@borgcube/domain/notification/notification-rule';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { errorWords } from '../../api/error-words.ts';
import { useRefresh } from '../../api/keyset.ts';
import { referenceName } from '../../forms/references.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RowLink } from '../../ui/row-link.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { Table } from '../../ui/table.tsx';
import { rulePath } from './notification-path.ts';

export function RuleTable(props: {
  rules: readonly NotificationRule[];
  channelName: (id: string) => string;
}) {
  const { rules, channelName } = props;
  const [leaving, setLeaving] = useState<NotificationRule | null>(null);
  return (
    <>
      <Table
        label="Rules"
        rows={rules}
        rowKey={(rule) => rule.id}
        href={(rule) => rulePath(rule.id)}
        columns={[
          {
            key: 'name',
            head: 'Rule',
            width: '30%',
            cell: (rule) => <RowLink to={rulePath(rule.id)}>{rule.name}</RowLink>,
          },
          { key: 'when', head: 'Tells when', cell: (rule) => eventWords(rule.events) },
          {
            key: 'for',
            head: 'Only for',
            width: 200,
            from: 'medium',
            cell: (rule) => <OnlyFor rule={rule} />,
          },
          { key: 'over', head: 'Over', width: 170, cell: (rule) => channelName(rule.channelId) },
          {
            key: 'state',
            head: 'State',
            width: 80,
            cell: (rule) => (rule.enabled ? 'on' : <StateWord tone="neutral">Off</StateWord>),
          },
        ]}
        phone={(rule) => ({
          first: rule.name,
          firstEnd: rule.enabled ? channelName(rule.channelId) : <StateWord tone="neutral">Off</StateWord>,
          second: eventWords(rule.events),
        })}
        acts={(rule) => (
          <IconButton icon={IconTrash} label={`Delete rule ${rule.name}`} onClick={() => setLeaving(rule)} />
        )}
      />
      {leaving && <DeleteRule rule={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function OnlyFor(props: { rule: NotificationRule }) {
  const { clientPattern, repositoryId } = props.rule;
  const repository = useQuery({
    ...referenceName('repository', repositoryId ?? ''),
    enabled: repositoryId !== null,
  });
  if (clientPattern === null && repositoryId === null) return <span className="ink3">everything</span>;
  return (
    <>
      {clientPattern !== null && <span className="mono">{clientPattern}</span>} {repository.data}
    </>
  );
}

const OUTCOMES: readonly string[] = ['job-done', 'job-warning'];
const INCIDENTS = Object.keys(EVENT_WORDS).filter((event) => !OUTCOMES.includes(event));

function eventWords(events: NotificationRule['events']): string {
  const asked = new Set<string>(events);
  if (!INCIDENTS.every((event) => asked.has(event))) {
    const [first, ...others] = events.map((event) => EVENT_WORDS[event].label);
    return others.length === 0 ? (first ?? '') : `${first}, and ${others.length} more`;
  }
  const outcomes = OUTCOMES.filter((event) => asked.has(event)).length;
  return outcomes === 0 ? 'Anything needs a person' : `Anything needs a person, and ${outcomes} more`;
}

function DeleteRule(props: { rule: NotificationRule; onClose: () => void }) {
  const { rule, onClose } = props;
  const refresh = useRefresh();
  const remove = useMutation(
    trpc.notifications.rules.delete.mutationOptions({
      onSuccess: async () => {
        await refresh(trpc.notifications.pathKey());
        onClose();
      },
    }),
  );
  return (
    <ConfirmDialog
      opened
      question={`Delete rule ${rule.name}?`}
      keep="Keep it"
      act="Delete rule"
      busy={remove.isPending}
      error={remove.error ? errorWords(remove.error).message : null}
      onKeep={onClose}
      onAct={() => remove.mutate({ id: rule.id })}
    >
      Nobody is told by it any more. Incidents stay in the list.
    </ConfirmDialog>
  );
}
