import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { counted } from '../../ui/format/count.ts';
import { StateWord } from '../../ui/state-word.tsx';
import css from './proof.module.css';

/** Whether every proof stands as it was written, with none left out; computed anew each time. */
export function ChainVerdict() {
  const chain = useQuery({ ...trpc.proofs.verify.queryOptions({}), staleTime: 0 });
  if (chain.error)
    return (
      <div className={css.verdict} role="status">
        <StateWord tone="warning">Chain not looked at</StateWord>
        <span className="ink2">{readApiError(chain.error).message}</span>
        <Button size="sm" onClick={() => void chain.refetch()}>
          Look again
        </Button>
      </div>
    );
  if (!chain.data)
    return (
      <div className={css.verdict} role="status">
        <span className="ink3">Following the chain…</span>
      </div>
    );
  const { isWhole, proofs, head, fault } = chain.data;
  return (
    <div className={css.verdict} role="status">
      {isWhole ? (
        <StateWord tone="ok">Chain whole</StateWord>
      ) : (
        <StateWord tone="failed">Chain broken</StateWord>
      )}
      <span className="ink2">
        {fault?.sentence ??
          `${counted(proofs, 'proof')}, each with the digest of the one before; none was changed or left out.`}
      </span>
      {head && (
        <span className="ink3 small">
          Head {head.number}: <span className={`${css.digest} mono`}>{head.digest}</span>
        </span>
      )}
    </div>
  );
}
