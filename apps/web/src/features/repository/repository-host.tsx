import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ActError } from '../../api/act-error.tsx';
import { trpc } from '../../api/client.ts';
import type { FormState } from '../../forms/use-form-state.ts';
import { Section } from '../../ui/section.tsx';
import { Verdicts } from '../connection/verdicts.tsx';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Asks the machine of a repository behind ssh for its host key before there is a record; accepting it fills in the field. */
export function RepositoryHost(props: { state: FormState }) {
  const { values, set } = props.state;
  const test = useMutation(trpc.repositories.test.mutationOptions());
  const url = text(values.url).trim();
  const location = parseRepositoryUrl(url);
  if (location?.type !== 'ssh') return null;
  const ask = (hostKeyFingerprint = text(values.hostKeyFingerprint)) =>
    test.mutate({
      url,
      sshKeyId: text(values.sshKeyId) || null,
      ...(hostKeyFingerprint === '' ? {} : { hostKeyFingerprint }),
      ...(text(values.passphrase) === '' ? {} : { passphrase: text(values.passphrase) }),
    });
  return (
    <Section
      title="Behind ssh"
      aside={
        <Button size="sm" loading={test.isPending} onClick={() => ask()}>
          Test connection
        </Button>
      }
    >
      {test.error && <ActError error={test.error} />}
      {test.data ? (
        <Verdicts
          test={test.data}
          host={location.host}
          onAccept={async (fingerprint) => {
            set('hostKeyFingerprint', fingerprint);
            ask(fingerprint);
          }}
        />
      ) : (
        <p className="ink2">
          {location.host} must show a host key that you have compared, and let the chosen SSH key in. A test
          says both. No repository there is no fault where a new one is to be made.
        </p>
      )}
    </Section>
  );
}
