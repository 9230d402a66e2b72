import type { SetupStep } from '@borgcube/domain/overview/dashboard';
import { useMay } from '../../frame/session.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Section } from '../../ui/section.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { BackUp } from './back-up.tsx';
import css from './overview.module.css';
import { nextStep, STEP_WORDS } from './overview-words.ts';

/** What is left to do until the first backup is there and the next comes by itself. */
export function FirstSteps(props: { steps: readonly SetupStep[]; backupRuns: boolean }) {
  const next = nextStep(props.steps);
  const left = props.steps.filter((step) => !step.done).length;
  const admin = useMay('admin');
  return (
    <Section title="First steps" note={`${left} left`}>
      <ol className={css.steps}>
        {props.steps.map((step, index) => {
          const words = STEP_WORDS[step.name];
          return (
            <li key={step.name} data-next={step.name === next}>
              <span className={css.stepNumber} aria-hidden>
                {index + 1}
              </span>
              <span className={css.stepWords}>
                <span className="name">{words.title}</span>
                <span className="ink3 small">{words.why}</span>
              </span>
              {step.done && <StateWord tone="ok">Done</StateWord>}
              {step.name === next && step.name === 'backup' && props.backupRuns && (
                <StateWord tone="running">Running</StateWord>
              )}
              {step.name === next && step.name === 'backup' && !props.backupRuns && <BackUp />}
              {admin && step.name === next && step.name !== 'backup' && (
                <LinkButton to={words.to} variant="filled">
                  {words.act}
                </LinkButton>
              )}
            </li>
          );
        })}
      </ol>
      {!admin && <p className="ink2">An admin sets this server up.</p>}
    </Section>
  );
}
