import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import { FieldError, inputProps } from '../../forms/field-error.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import css from './entry-page.module.css';
import { EntryPage, Steps } from './entry-page.tsx';

const route = getRouteApi('/setup');

const STEPS = [
  { title: 'Your account', why: 'so that no default password ever exists' },
  { title: 'First repository', why: 'where the backups live' },
  { title: 'First client', why: 'a machine, or this server itself' },
];

export function SetupPage() {
  const { token } = route.useSearch();
  const status = useQuery(trpc.setup.status.queryOptions());
  useEffect(() => {
    document.title = 'Set up · BorgCube';
  }, []);
  return (
    <EntryPage
      title="Set up this server"
      intro={
        <>
          <p>Three short steps. Nothing is backed up before the end, and each step can be changed later.</p>
          <Steps steps={STEPS} />
        </>
      }
    >
      {status.data?.needed === false ? <DoneAlready /> : <AccountForm token={token ?? ''} />}
    </EntryPage>
  );
}

function DoneAlready() {
  return (
    <>
      <h2>This server is set up</h2>
      <p className="ink2">
        The setup link works once and has been used. More accounts are made in the settings.
      </p>
      <div className={css.fields}>
        <LinkButton to="/sign-in" variant="filled" size="lg">
          Sign in
        </LinkButton>
      </div>
    </>
  );
}

function AccountForm(props: { token: string }) {
  const [values, setValues] = useState({ name: '', email: '', password: '' });
  const complete = useMutation(trpc.setup.complete.mutationOptions());
  const told = complete.error ? readApiError(complete.error) : null;
  const errorOf = (field: string) => told?.fieldErrors[field]?.[0] ?? null;
  const whole =
    told && Object.keys(told.fieldErrors).every((field) => !(field in values)) ? told.message : null;
  const bind = (field: keyof typeof values) => ({
    name: field,
    value: values[field],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setValues((old) => ({ ...old, [field]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A page load, so that the frame starts with the new session.
    complete.mutate({ token: props.token, ...values }, { onSuccess: () => location.assign('/') });
  };
  const length = values.password.length;
  return (
    <form onSubmit={submit} noValidate>
      <p className="ink3">Step 1 of 3</p>
      <h2>Your account</h2>
      <p className="ink2">The setup link is used up once you go on.</p>
      <div className={css.fields}>
        <TextInput
          {...inputProps('Name', undefined, errorOf('name'), true)}
          {...bind('name')}
          autoComplete="name"
          autoFocus
        />
        <TextInput
          {...inputProps('E-mail', 'Signs you in.', errorOf('email'), true)}
          {...bind('email')}
          type="email"
          autoComplete="username"
        />
        <PasswordInput
          {...inputProps('Password', passwordHelp(length), errorOf('password'), true)}
          {...bind('password')}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
        />
        {whole && (
          <div role="alert">
            <FieldError>{whole}</FieldError>
          </div>
        )}
      </div>
      <div className="row">
        <Button type="submit" variant="filled" size="lg" loading={complete.isPending}>
          Go on
        </Button>
        <span className="ink3">Next: first repository</span>
      </div>
    </form>
  );
}

function passwordHelp(length: number): string {
  const rule = 'Long is what counts; no rules about symbols.';
  return length === 0 ? `At least 10 characters. ${rule}` : `${length} characters. ${rule}`;
}
