import type { Proof } from '@borgcube/domain/proof/proof';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { type Figure, Figures } from '../../ui/figures.tsx';
import { formatCount } from '../../ui/format/count.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatRate } from '../../ui/format/size.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { Section, Split } from '../../ui/section.tsx';
import { Size } from '../../ui/size.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Time } from '../../ui/time.tsx';
import { ChainVerdict } from './chain-verdict.tsx';
import { PaperNote } from './paper-note.tsx';
import css from './proof.module.css';
import { ProofDifferences } from './proof-differences.tsx';
import { LEDGER_PATH } from './proof-path.ts';
import { Outcome, subjectOf } from './proof-table.tsx';
import { proofSentence, scopeWords } from './proof-words.ts';

const CRUMBS = [
  { label: 'Verification', to: '/verification' },
  { label: 'Ledger of proofs', to: LEDGER_PATH },
];

/** One drill as it was sealed: what came back, how long it took, what differed; good to be printed. */
export function ProofPage() {
  const { id = '' } = useParams({ strict: false });
  const proof = useQuery(trpc.proofs.get.queryOptions({ id }));
  return (
    <>
      <PageHead
        hasTimes
        crumbs={CRUMBS}
        title={proof.data ? `Proof ${proof.data.number}` : 'Proof'}
        note={proof.data && subjectOf(proof.data)}
        state={proof.data && <Outcome proof={proof.data} />}
        acts={
          proof.data && (
            <>
              <CopyButton label="Copy JSON" text={JSON.stringify(proof.data, null, 2)} />
              <PrintButton />
            </>
          )
        }
      />
      <Loaded
        query={proof}
        missing={{ title: 'No such proof', act: <LinkButton to={LEDGER_PATH}>Go to the ledger</LinkButton> }}
      >
        {(one) => (
          <>
            <ChainVerdict />
            <Split main={<Statement proof={one} />} side={<ProofFacts proof={one} />} />
            <PaperNote />
          </>
        )}
      </Loaded>
    </>
  );
}

function Statement(props: { proof: Proof }) {
  const { proof } = props;
  return (
    <>
      <Section>
        <h2 className={css.sentence}>{proofSentence(proof)}</h2>
      </Section>
      <Section>
        <Figures
          figures={[
            {
              value: formatCount(proof.files),
              caption: proof.files === 1 ? 'file restored' : 'files restored',
            },
            ...(proof.files === 0 ? [] : measured(proof)),
          ]}
        />
      </Section>
      {proof.differences && proof.differences.total > 0 && (
        <ProofDifferences differences={proof.differences} />
      )}
    </>
  );
}

/** What only a recovery that brought something back can tell. */
function measured(proof: Proof): Figure[] {
  return [
    { value: <Size bytes={proof.bytes} />, caption: 'compared, hash for hash' },
    { value: formatDuration(proof.restoreDuration), caption: 'measured recovery time' },
    {
      value: proof.restoreRate === null ? '·' : formatRate(proof.restoreRate),
      caption: 'speed of the recovery',
    },
    { value: formatDuration(proof.compareDuration), caption: 'to compare' },
  ];
}

function ProofFacts(props: { proof: Proof }) {
  const { proof } = props;
  return (
    <>
      <Section title="What was tried">
        <Facts
          facts={[
            [
              'Client',
              proof.clientHostname === null
                ? undefined
                : (linked(proof.clientId, '/clients', proof.clientHostname) ?? undefined),
            ],
            ['Config', proof.configLabel ?? undefined],
            ['Repository', linked(proof.repositoryId, '/repositories', proof.repositoryName)],
            [
              'Archive',
              <span key="archive">
                {linked(proof.archiveId, '/archives', proof.archiveName)},{' '}
                <Time at={proof.archiveTimestamp} as="date" />
              </span>,
            ],
            ['Scope', scopeWords(proof)],
            ['Began', <Time key="began" at={proof.startedAt} as="date" />],
            ['Ended', <Time key="ended" at={proof.endedAt} as="date" />],
            ['Job', linked(String(proof.jobId), '/jobs', String(proof.jobId))],
          ]}
        />
      </Section>
      <Section title="Seal">
        <Facts
          facts={[
            ['Digest', <Digest key="digest" digest={proof.digest} />],
            ['Of the one before', <Digest key="previous" digest={proof.previousDigest} />],
          ]}
        />
      </Section>
    </>
  );
}

function linked(id: string | null, place: string, name: string) {
  return id === null ? name : <TextLink to={`${place}/${id}`}>{name}</TextLink>;
}

function Digest(props: { digest: string }) {
  return <span className={`${css.digest} mono`}>{props.digest}</span>;
}
