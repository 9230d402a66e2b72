import type { SshKeyGenerate, SshKeyImport } from '@borgcube/domain/ssh-key/ssh-key';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { Segments } from '../../ui/segments.tsx';

export function NewSshKeyPage() {
  const { how }: { how?: string } = useSearch({ strict: false });
  const importing = how === 'import';
  const navigate = useNavigate();
  const refresh = useRefresh();
  const form = useQuery(trpc.forms.get.queryOptions({ name: importing ? 'sshKeyImport' : 'sshKey' }));
  const generate = useMutation(trpc.sshKeys.generate.mutationOptions());
  const take = useMutation(trpc.sshKeys.import.mutationOptions());
  const back = () => navigate({ to: '/settings/ssh-keys' });
  const save = async (values: Record<string, unknown>) => {
    // The form was drawn from this very schema, and the server reads it again.
    if (importing) await take.mutateAsync(values as SshKeyImport);
    else await generate.mutateAsync(values as SshKeyGenerate);
    await refresh(trpc.sshKeys.pathKey());
    await back();
  };
  return (
    <>
      <PageHead crumbs={[{ label: 'SSH keys', to: '/settings/ssh-keys' }]} title="Add SSH key" />
      <Section>
        <Segments
          label="Where the key comes from"
          value={importing ? 'import' : 'generate'}
          options={[
            { value: 'generate', label: 'Make a new one' },
            { value: 'import', label: 'Paste one that exists' },
          ]}
          onChange={(value) =>
            void navigate({ to: '.', search: value === 'import' ? { how: value } : {}, replace: true })
          }
        />
      </Section>
      <Loaded query={form}>
        {(json) => (
          <GeneratedForm
            key={String(importing)}
            form={json}
            stored={null}
            saveLabel={importing ? 'Import key' : 'Make key'}
            onSave={({ values }) => save(values)}
            onDiscard={() => void back()}
          />
        )}
      </Loaded>
    </>
  );
}
