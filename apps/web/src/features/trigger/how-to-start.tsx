import type { Trigger } from '@borgcube/domain/trigger/trigger';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import css from '../settings/settings.module.css';
import { triggerLines } from './trigger-words.ts';

/** The lines to copy into a script. */
export function HowToStart(props: { trigger: Trigger }) {
  const { trigger } = props;
  const lines = triggerLines(trigger, location.origin);
  if (lines.length === 0) {
    return (
      <Section title="How to start it">
        <p className="ink2">
          {trigger.triggerId === null
            ? 'The id itself is shown to those who may start things: operators and admins.'
            : 'From nowhere yet. Choose below from where this id may be used.'}
        </p>
      </Section>
    );
  }
  return (
    <>
      {lines.map(({ from, line }) => (
        <Section
          key={from}
          title={from}
          note={trigger.enabled ? undefined : 'refused while it is off'}
          aside={<CopyButton text={line} label="Copy line" />}
        >
          <pre className={`${css.line} mono`}>{line}</pre>
        </Section>
      ))}
    </>
  );
}
