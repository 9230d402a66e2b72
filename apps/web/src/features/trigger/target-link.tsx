import type { Trigger, TriggerTargetType } from '@borgcube/domain/trigger/trigger';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { TextLink } from '../../ui/text-link.tsx';
import { typeWord } from './trigger-words.ts';

/** The page of what a trigger starts. */
export function TargetLink(props: { trigger: Trigger }) {
  const { target, targetName } = props.trigger;
  const isConfig = target.type === 'backupConfig';
  const config = useQuery({ ...trpc.backupConfigs.get.queryOptions({ id: target.id }), enabled: isConfig });
  const paths: Readonly<Record<TriggerTargetType, string | undefined>> = {
    schedule: `/schedules/${target.id}`,
    backupConfig: config.data && `/clients/${config.data.clientId}/configs/${target.id}`,
    checkConfig: `/verification/${target.id}`,
    pruneConfig: `/retention/configs/${target.id}`,
  };
  const path = paths[target.type];
  const words = `${typeWord(target.type).toLowerCase()} ${targetName ?? 'that is gone'}`;
  return path && targetName !== null ? <TextLink to={path}>{words}</TextLink> : <span>{words}</span>;
}
