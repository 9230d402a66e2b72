import { Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../api/client.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { useSession } from '../../frame/session.ts';
import { singleKeysOn, switchSingleKeys } from '../../keys/key-registry.ts';
import { Facts } from '../../ui/facts.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { toast } from '../../ui/toast.tsx';
import { SegmentedScheme } from './segmented-scheme.tsx';
import { SettingsTabs } from './settings-tabs.tsx';

export function YouPage() {
  const { user, timeZone } = useSession();
  return (
    <>
      <PageHead title="Settings" />
      <SettingsTabs />
      <Section title="You">
        <Facts
          facts={[
            ['Name', user.name],
            ['E-mail', user.email],
            ['Role', user.role],
            ['Time zone', timeZone],
          ]}
        />
      </Section>
      <Section title="Look">
        <SegmentedScheme />
      </Section>
      <Section title="Keyboard">
        <KeySwitch />
      </Section>
      <Section title="Password" bleed>
        <PasswordForm />
      </Section>
    </>
  );
}

function KeySwitch() {
  const [on, setOn] = useState(singleKeysOn);
  return (
    <Switch
      size="sm"
      label="Single keys"
      description="g and a letter goes to a page, ? shows all of them. Ctrl K, Ctrl S and F8 always work."
      checked={on}
      onChange={(event) => {
        switchSingleKeys(event.currentTarget.checked);
        setOn(event.currentTarget.checked);
      }}
    />
  );
}

function PasswordForm() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'passwordChange' }));
  const change = useMutation(trpc.session.changePassword.mutationOptions());
  const [times, setTimes] = useState(0);
  return (
    <Loaded query={form}>
      {(json) => (
        <GeneratedForm
          key={times}
          form={json}
          stored={null}
          saveLabel="Change password"
          onSave={async ({ values }) => {
            // The form was drawn from this very schema, and the server reads it again.
            await change.mutateAsync(values as { currentPassword: string; newPassword: string });
            setTimes(times + 1);
            toast('ok', 'Changed', 'Your password is the new one; other sessions of yours were ended.');
          }}
          onDiscard={() => setTimes(times + 1)}
        />
      )}
    </Loaded>
  );
}
