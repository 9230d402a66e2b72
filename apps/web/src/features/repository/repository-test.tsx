import type { Repository } from '@borgcube/domain/repository/repository';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { useMay } from '../../frame/session.ts';
import { Section } from '../../ui/section.tsx';
import { Verdicts } from '../connection/verdicts.tsx';

/** Reaches out to a repository behind ssh and says what was found, its host key first of all. */
export function RepositoryTest(props: { repository: Repository }) {
  const { id, name } = props.repository;
  const refresh = useRefresh();
  const test = useMutation(trpc.repositories.test.mutationOptions());
  const accept = useMutation(trpc.repositories.acceptHostKey.mutationOptions());
  if (!useMay('admin')) return null;
  return (
    <Section
      title="Connection"
      aside={
        <Button size="sm" loading={test.isPending} onClick={() => test.mutate({ id })}>
          Test connection
        </Button>
      }
    >
      {test.error && <ActError error={test.error} />}
      {test.data ? (
        <Verdicts
          test={test.data}
          host={name}
          onAccept={async (fingerprint) => {
            await accept.mutateAsync({ id, fingerprint });
            await refresh(trpc.repositories.pathKey());
            test.mutate({ id });
          }}
        />
      ) : (
        <p className="ink2">
          A test says whether the far side answers, which host key it shows, and which Borg it has.
        </p>
      )}
    </Section>
  );
}
