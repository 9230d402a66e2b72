import type { ToldMessage } from '@borgcube/domain/alert/alert';
import { StateWord } from '../../ui/state-word.tsx';
import { Time } from '../../ui/time.tsx';
import css from './notification.module.css';

const PHASES: Record<ToldMessage['phase'], string> = {
  opened: 'that it began',
  closed: 'that it is over',
  told: 'of its outcome',
};

/** Who was told what, one line each. */
export function ToldWords(props: { told: readonly ToldMessage[] }) {
  if (props.told.length === 0) return <span className="ink3">nobody</span>;
  return (
    <div className={css.told}>
      {props.told.map((message) => (
        <p key={message.id}>
          {message.channelName ?? 'a channel that is gone'}{' '}
          <span className="ink3">{PHASES[message.phase]}</span> <Fate message={message} />
        </p>
      ))}
    </div>
  );
}

function Fate(props: { message: ToldMessage }) {
  const { state, sentAt, lastError } = props.message;
  if (state === 'sent') return <Time at={sentAt} />;
  const words = state === 'waiting' ? 'waits' : 'not told';
  return (
    <span title={lastError ?? undefined}>
      <StateWord tone={state === 'waiting' ? 'warning' : 'failed'}>{words}</StateWord>
    </span>
  );
}
