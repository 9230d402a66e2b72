import type { Job } from '@borgcube/domain/job/job';
import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../api/client.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { proofPath } from './proof-path.ts';
import { Outcome } from './proof-table.tsx';
import { proofSentence, recoveryWords } from './proof-words.ts';

/** What the ledger says of a drill: its job's own page ends there. */
export function ProofOfJob(props: { job: Pick<Job, 'id'> }) {
  const { data } = useQuery(trpc.proofs.list.queryOptions({ jobId: props.job.id, limit: 1 }));
  const [proof] = data?.items ?? [];
  if (!proof) return null;
  return (
    <Section title={`Proof ${proof.number}`} note={<Outcome proof={proof} />}>
      <div className="row wrap">
        <p className="grow">
          {proofSentence(proof)}{' '}
          {proof.files > 0 && <span className="ink2">It was {recoveryWords(proof)}.</span>}
        </p>
        <LinkButton to={proofPath(proof)} variant={proof.isProven ? 'filled' : 'default'}>
          See the proof
        </LinkButton>
      </div>
    </Section>
  );
}
