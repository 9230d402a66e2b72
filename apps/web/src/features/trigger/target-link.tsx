import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { typeWord } from './trigger-words.ts';

/** The page of what a trigger starts, as far as it has one. */
export function TargetLink(props: { trigger: Trigger }) {
  const { target, targetName } = props.trigger;
  const isConfig = target.type === 'backupConfig';
  const config = useQuery({ ...trpc.backupConfigs.get.queryOptions({ id: target.id }), enabled: isConfig });
  const path =
    target.type === 'schedule'
      ? `/schedules/${target.id}`
      : config.data && `/clients/${config.data.clientId}/configs/${target.id}`;
  const words = `${typeWord(target.type).toLowerCase()} ${targetName ?? 'that is gone'}`;
  return path && targetName !== null ? <TextLink to={path}>{words}</TextLink> : <span>{words}</span>;
}
