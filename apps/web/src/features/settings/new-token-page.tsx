import type { NewApiToken, TokenCreate } from '@borgcube/domain/user/api-token';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import css from './settings.module.css';

export function NewTokenPage() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'token' }));
  const create = useMutation(trpc.tokens.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [made, setMade] = useState<NewApiToken | null>(null);
  return (
    <>
      <PageHead
        crumbs={[{ label: 'Tokens', to: '/settings/tokens' }]}
        title={made ? made.name : 'Make token'}
      />
      {made ? (
        <MadeToken token={made} />
      ) : (
        <Loaded query={form}>
          {(json) => (
            <GeneratedForm
              form={json}
              stored={null}
              saveLabel="Make token"
              onSave={async ({ values }) => {
                // The form was drawn from this very schema, and the server reads it again.
                setMade(await create.mutateAsync(values as TokenCreate));
                await refresh(trpc.tokens.pathKey());
              }}
              onDiscard={() => void navigate({ to: '/settings/tokens' })}
            />
          )}
        </Loaded>
      )}
    </>
  );
}

function MadeToken(props: { token: NewApiToken }) {
  return (
    <Section title="Copy the token now" aside={<CopyButton text={props.token.token} label="Copy token" />}>
      <p className="ink2">It is shown this once. BorgCube keeps only its fingerprint.</p>
      <pre className={`${css.line} mono`}>{props.token.token}</pre>
      <LinkButton to="/settings/tokens" mt={16}>
        Done
      </LinkButton>
    </Section>
  );
}
