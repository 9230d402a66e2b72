import type { Repository } from '@borgcube/domain/repository/repository';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useMay } from '../../frame/session.ts';
import { FailureCard } from '../../ui/failure-card.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { AcceptTamperingDialog } from './accept-tampering-dialog.tsx';
import { useRepositoryJob } from './use-repository-job.ts';

const NAMED_MAX = 50;

/** What stands against working on a repository, above everything else that is shown of it. */
export function RepositoryWarnings(props: { repository: Repository }) {
  const { repository } = props;
  return (
    <>
      {repository.tamperedAt !== null && <Tampered repository={repository} />}
      {repository.damagedJobId !== null && (
        <Damaged repository={repository} jobId={repository.damagedJobId} />
      )}
      {repository.keyKitPrintedAt === null && repository.borgId !== '' && (
        <KeyKitReminder repository={repository} />
      )}
    </>
  );
}

/** Until someone says that the kit was printed; the one thing that no backup of this server brings back. */
function KeyKitReminder(props: { repository: Repository }) {
  const { id, name } = props.repository;
  const admin = useMay('admin');
  const { pathname } = useLocation();
  if (!admin || pathname.endsWith('/key')) return null;
  return (
    <Section>
      <p className="row wrap">
        <StateWord tone="warning">Key kit not printed</StateWord>
        <span className="ink2">
          If this server is lost, {name} is read with its key and passphrase on paper, or not at all.
        </span>
        <TextLink to={`/repositories/${id}/key`}>Print key kit</TextLink>
      </p>
    </Section>
  );
}

function Tampered(props: { repository: Repository }) {
  const { id, name } = props.repository;
  const admin = useMay('admin');
  const operator = useMay('operator');
  const sync = useRepositoryJob('sync');
  const [asked, setAsked] = useState(false);
  const { data } = useQuery(
    trpc.archives.list.queryOptions({ repositoryId: id, vanished: true, limit: NAMED_MAX }),
  );
  const gone = data?.items ?? [];
  const more = data?.nextCursor ? 'more than ' : '';
  const count = `${more}${gone.length} ${gone.length === 1 ? 'archive is' : 'archives are'}`;
  return (
    <Section>
      <FailureCard
        tone="failed"
        cause="repository-tampered"
        title={`${name} was changed by someone else: ${data ? count : 'archives are'} gone.`}
        meaning="No job of BorgCube did that. Until a person decides, nothing is removed there and no room is given back, so that what is gone may still be brought back by hand. Backups go on."
        evidence={gone.map((archive) => archive.name)}
        acts={
          <>
            {operator && (
              <Button variant="filled" loading={sync.busy} onClick={() => sync.run(id)}>
                Look again
              </Button>
            )}
            {admin && <Button onClick={() => setAsked(true)}>Accept that they are gone…</Button>}
          </>
        }
      />
      <AcceptTamperingDialog
        repository={props.repository}
        count={gone.length}
        opened={asked}
        onClose={() => setAsked(false)}
      />
    </Section>
  );
}

function Damaged(props: { repository: Repository; jobId: number }) {
  return (
    <Section>
      <FailureCard
        tone="failed"
        cause="repository-damaged"
        title={`A check found ${props.repository.name} damaged.`}
        meaning="Some of what was saved may not be readable. Nothing is pruned there until a check as thorough as that one finds nothing wrong."
        evidence={[]}
        acts={
          <>
            <LinkButton to={`/jobs/${props.jobId}`} variant="filled">
              What is damaged
            </LinkButton>
            <LinkButton to={`/repositories/${props.repository.id}/checks`}>Open checks</LinkButton>
          </>
        }
      />
    </Section>
  );
}
