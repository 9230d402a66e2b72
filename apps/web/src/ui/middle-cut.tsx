import { endAt } from './format/end-at.ts';
import css from './middle-cut.module.css';

/** From where to where a text is marked. */
export interface Mark {
  from: number;
  to: number;
}

/**
 * A name or path that is cut in its middle where there is no room for it: its end tells it from its neighbours. Whole
 * for screen readers and when it is copied; blanks are shown as they are.
 */
export function MiddleCut(props: { text: string; mark?: Mark; className?: string; title?: string }) {
  const { text, mark, className = '', title } = props;
  const at = endAt(text);
  const part = (from: number, to: number) => <Marked text={text} from={from} to={to} mark={mark} />;
  return (
    <span
      className={`${at === 0 ? css.whole : css.text} ${className}`}
      title={title}
      onCopy={(event) => {
        event.clipboardData.setData('text/plain', text);
        event.preventDefault();
      }}
    >
      {at === 0 ? (
        part(0, text.length)
      ) : (
        <>
          <span className="unseen">{text}</span>
          <span aria-hidden className={css.start}>
            {part(0, at)}
          </span>
          <span aria-hidden>{part(at, text.length)}</span>
        </>
      )}
    </span>
  );
}

/** A part of a text with what of the mark is in it. */
function Marked(props: { text: string; from: number; to: number; mark: Mark | undefined }) {
  const { text, from, to, mark } = props;
  const begin = Math.max(from, mark?.from ?? to);
  const end = Math.min(to, mark?.to ?? from);
  if (begin >= end) return text.slice(from, to);
  return (
    <>
      {text.slice(from, begin)}
      <b>{text.slice(begin, end)}</b>
      {text.slice(end, to)}
    </>
  );
}
