import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { proofPath } from './proof-path.ts';
import { recoveryWords, scopeWords } from './proof-words.ts';

/** When something of a record was last restored and found as it was stored. */
export function LastProven(props: {
  provenAt: string | null;
  of: { clientId: string } | { repositoryId: string };
}) {
  return (
    <p>
      <Time at={props.provenAt} absent="never" />
      <LastTry of={props.of} before=", " />
    </p>
  );
}

/** What was last tried, and how long that took. */
export function LastProof(props: { of: { clientId: string } }) {
  return (
    <p>
      <LastTry of={props.of} />
    </p>
  );
}

/** A failed try says so first. */
function LastTry(props: { of: { clientId: string } | { repositoryId: string }; before?: string }) {
  const { data } = useQuery(trpc.proofs.list.queryOptions({ ...props.of, limit: 1 }));
  const [last] = data?.items ?? [];
  if (!last) return null;
  return (
    <>
      {props.before}
      {!last.isProven && (
        <>
          <StateWord tone="failed">last try failed</StateWord>{' '}
        </>
      )}
      <TextLink to={proofPath(last)}>{scopeWords(last)}</TextLink>, {recoveryWords(last)}
    </>
  );
}
