import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { trpc } from '../../api/client.ts';
import { FieldError } from '../../forms/field-error.tsx';
import css from './entry-page.module.css';
import { EntryPage } from './entry-page.tsx';
import { safeNext, signIn } from './sign-in.ts';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { next } = route.useSearch();
  const status = useQuery(trpc.setup.status.queryOptions());
  useEffect(() => {
    document.title = 'Sign in · BorgCube';
  }, []);
  if (status.data?.needed) return <SetupFirst />;
  return (
    <EntryPage title="Sign in" intro={<p>Backups go on whether you are here or not.</p>}>
      <SignInForm to={safeNext(next)} />
    </EntryPage>
  );
}

function SetupFirst() {
  return (
    <EntryPage title="Not set up yet" intro={<p>This server has no account yet, and no default password.</p>}>
      <h2>Open the setup link</h2>
      <p className="ink2">
        The server printed a one-time link at its start. Open it on this machine; it makes the first account.
        If the link is lost, stop the server and start it again: it prints a new one.
      </p>
    </EntryPage>
  );
}

function SignInForm(props: { to: string }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const refused = await signIn(email, password);
    setBusy(false);
    setError(refused);
    // A page load, so that nothing cached before the session is shown after it.
    if (refused === null) location.assign(props.to);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <h2>Your account</h2>
      <div className={css.fields}>
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {error && (
          <div role="alert">
            <FieldError>{error}</FieldError>
          </div>
        )}
      </div>
      <Button type="submit" variant="filled" size="lg" loading={busy}>
        Sign in
      </Button>
    </form>
  );
}
