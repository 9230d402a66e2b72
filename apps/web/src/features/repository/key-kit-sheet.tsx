import { keyKitSteps } from '@borgcube/domain/repository/key-kit';
import type { Repository } from '@borgcube/domain/repository/repository';
import css from './key-kit.module.css';

/** What stands on the paper. */
export function KeyKitSheet(props: { repository: Repository; keyText: string | null }) {
  const { repository, keyText } = props;
  return (
    <article className={css.sheet} aria-label={`Key kit of ${repository.name}`}>
      <h3>Key kit of the Borg repository {repository.name}</h3>
      <dl>
        <Pair name="Place">{repository.url}</Pair>
        <Pair name="Borg id">{repository.borgId}</Pair>
        <Pair name="Encryption">{repository.encryption ?? ''}</Pair>
        <Pair name="Date">{new Date().toISOString().slice(0, 10)}</Pair>
      </dl>
      {repository.encryption !== 'none' && (
        <p className={css.passphrase}>
          Passphrase (by hand) <span aria-hidden />
        </p>
      )}
      <h4>Files back without BorgCube</h4>
      <ol>
        {keyKitSteps(repository).map((step) => (
          <li key={step.words}>
            {step.words}
            {step.commands.map((command) => (
              <code key={command} className="mono">
                {command}
              </code>
            ))}
          </li>
        ))}
      </ol>
      {keyText !== null && (
        <>
          <h4>Key</h4>
          <pre className="mono">{keyText.trim()}</pre>
        </>
      )}
    </article>
  );
}

function Pair(props: { name: string; children: string }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd className="mono">{props.children}</dd>
    </div>
  );
}
