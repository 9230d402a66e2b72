import type { DeletionPreview } from '@borgcube/domain/repository/repository-jobs';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatInstant } from '../../ui/format/instant.ts';
import { formatSize } from '../../ui/format/size.ts';

/** What a deletion would leave behind, looked up before anybody confirms it. */
export function DeletionOutcome(props: { ids: readonly string[] }) {
  const { now, timeZone } = useClock();
  const { data, isError } = useQuery(trpc.archives.previewDelete.queryOptions({ ids: [...props.ids] }));
  if (isError) return <p>What it would leave behind could not be looked up.</p>;
  if (!data) return <p className="ink3">Looking up what it would leave behind…</p>;
  return (
    <>
      {data.problem !== null && <p>{data.problem}</p>}
      {data.clients.map((client) => (
        <p key={client.clientId}>
          {outcomeWords(client, (at) => formatInstant(new Date(at), now, timeZone))}
        </p>
      ))}
      {data.storedBytes !== null && (
        <p>About {formatSize(data.storedBytes)} come back with the next compaction.</p>
      )}
    </>
  );
}

/** Whether the client keeps a good archive, and of when. */
export function outcomeWords(
  client: DeletionPreview['clients'][number],
  say: (timestamp: string) => string,
): string {
  const { hostname, newestGoodBefore, newestGoodAfter } = client;
  if (newestGoodAfter === null) return `${hostname} then has no good archive left.`;
  const after = say(newestGoodAfter);
  if (newestGoodBefore === null || newestGoodBefore === newestGoodAfter)
    return `The newest good archive of ${hostname} stays: ${after}.`;
  return `The newest good archive of ${hostname} is then of ${after}; now it is of ${say(newestGoodBefore)}.`;
}
