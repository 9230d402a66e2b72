import type { ConnectionTest } from '@borgcube/domain/connection/connection';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { errorWords } from '../../api/error-words.ts';
import { useMay } from '../../frame/session.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import css from './verdicts.module.css';

/** What a test of a connection found, each with its own verdict. */
export function Verdicts(props: {
  test: ConnectionTest;
  /** Pins exactly the key that this test saw. */
  onAccept: (fingerprint: string) => Promise<unknown>;
  host: string;
}) {
  const { hostKey, checks } = props.test;
  return (
    <div className={css.verdicts} role="status">
      <ul>
        {checks.map((check) => (
          <li key={check.name}>
            <StateWord tone={check.ok ? 'ok' : 'failed'}>{checkWords(check.name)}</StateWord>
            <span className="ink2">{check.detail}</span>
          </li>
        ))}
      </ul>
      {hostKey && (
        <p className={css.key}>
          <span className="ink3">Host key</span>{' '}
          <span className="mono">{`${hostKey.type} ${hostKey.fingerprint}`}</span>
        </p>
      )}
      {hostKey && !hostKey.accepted && (
        <AcceptHostKey host={props.host} fingerprint={hostKey.fingerprint} onAccept={props.onAccept} />
      )}
    </div>
  );
}

/** `host-key` reads "Host key". */
function checkWords(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function AcceptHostKey(props: {
  host: string;
  fingerprint: string;
  onAccept: (fingerprint: string) => Promise<unknown>;
}) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const admin = useMay('admin');
  if (!admin) return <p className="ink2">An admin must accept this host key before anything runs.</p>;
  const accept = async () => {
    setBusy(true);
    try {
      await props.onAccept(props.fingerprint);
      setAsked(false);
    } catch (refused) {
      setError(errorWords(refused).message);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="filled" onClick={() => setAsked(true)}>
        Accept host key…
      </Button>
      <ConfirmDialog
        opened={asked}
        question={`Accept this host key of ${props.host}?`}
        keep="Not yet"
        act="Accept host key"
        danger={false}
        busy={busy}
        error={error}
        onKeep={() => setAsked(false)}
        onAct={() => void accept()}
      >
        <p>
          Compare it with what <span className="mono">ssh-keygen -lf</span> prints on that machine. From then
          on exactly this key is expected.
        </p>
        <p className={`${css.fingerprint} mono`}>{props.fingerprint}</p>
      </ConfirmDialog>
    </>
  );
}
