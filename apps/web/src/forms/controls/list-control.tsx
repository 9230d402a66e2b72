import { IconGripVertical, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { type ControlProps, ownError } from '../control-props.ts';
import { FieldError } from '../field-error.tsx';
import css from '../list-control.module.css';
import { moveLine, pasteLines, slashSuggestion } from '../list-lines.ts';

/**
 * Texts, one a line: a new line at the end, Alt and the arrow keys move, Enter opens the next, many pasted lines
 * become many, a faulty line is tinted and named.
 */
export function ListControl(props: ControlProps) {
  const { schema } = props;
  const lines = Array.isArray(props.value) ? props.value.map(String) : [];
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const faults = lineFaults(props);
  const focusLine = (at: number) =>
    requestAnimationFrame(() => box.current?.querySelectorAll('input')[at]?.focus());
  const change = (next: string[], focusAt?: number) => {
    props.onChange(next);
    if (focusAt !== undefined) focusLine(focusAt);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, at: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (event.altKey && step !== null && at < lines.length) {
      event.preventDefault();
      change(moveLine(lines, at, step), Math.min(lines.length - 1, Math.max(0, at + step)));
    } else if (step !== null || event.key === 'Enter') {
      event.preventDefault();
      focusLine(Math.max(0, at + (step ?? 1)));
    } else if (event.key === 'Backspace' && lines[at] === '') {
      event.preventDefault();
      change(lines.toSpliced(at, 1), Math.max(0, at - 1));
    }
  };
  return (
    <fieldset className={css.list} aria-describedby={`${id}-help`}>
      <legend className={css.label}>{schema.title}</legend>
      <div ref={box} className={css.box} data-faulty={faults.size > 0 || ownError(props.errors) !== null}>
        {[...lines, ''].map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; moving one moves its text
          <div key={at} className={css.line} data-faulty={faults.has(at)}>
            <IconGripVertical size={14} stroke={1.75} aria-hidden className={css.grip} />
            <input
              className={`${css.input} mono`}
              name={`${props.path}.${at}`}
              aria-label={
                at < lines.length ? `${schema.title}, line ${at + 1}` : `Add to ${schema.title.toLowerCase()}`
              }
              aria-invalid={faults.has(at)}
              aria-required={schema.required && lines.length === 0}
              value={line}
              placeholder={at < lines.length ? '' : addWords(schema.placeholder, lines.length)}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => change(lines.toSpliced(at, 1, event.currentTarget.value))}
              onKeyDown={(event) => onKeyDown(event, at)}
              onBlur={() => line === '' && at < lines.length && props.onChange(lines.toSpliced(at, 1))}
              onPaste={(event) => {
                const text = event.clipboardData.getData('text/plain');
                if (!/[\r\n]/.test(text.trim())) return;
                event.preventDefault();
                const next = pasteLines(at < lines.length ? lines : [...lines, ''], at, text.trim());
                change(next, next.length);
              }}
            />
            {at < lines.length && (
              <IconButton
                icon={IconX}
                label={`Remove line ${at + 1}`}
                onClick={() => change(lines.toSpliced(at, 1), Math.max(0, at - 1))}
              />
            )}
          </div>
        ))}
      </div>
      <div id={`${id}-help`} className={css.help}>
        <ListHelp {...props} lines={lines} faults={faults} />
      </div>
    </fieldset>
  );
}

function ListHelp(props: ControlProps & { lines: string[]; faults: ReadonlyMap<number, string> }) {
  const own = ownError(props.errors);
  if (own) return <FieldError>{own}</FieldError>;
  if (props.faults.size === 0) return props.schema.description;
  return [...props.faults].map(([at, message]) => {
    const better = slashSuggestion(props.lines[at] ?? '', props.schema.placeholder);
    return (
      <FieldError key={at}>
        Line {at + 1}: {message.charAt(0).toLowerCase() + message.slice(1)}
        {better && (
          <>
            {' Did you mean '}
            <button
              type="button"
              className={`${css.better} mono`}
              onClick={() => props.onChange(props.lines.toSpliced(at, 1, better))}
            >
              {better}
            </button>
            ?
          </>
        )}
      </FieldError>
    );
  });
}

/** Messages by line; the server names a line `paths.2`. */
function lineFaults(props: ControlProps): ReadonlyMap<number, string> {
  const faults = new Map<number, string>();
  for (const [key, messages] of Object.entries(props.errors))
    if (/^\d+$/.test(key) && messages[0]) faults.set(Number(key), messages[0]);
  return faults;
}

function addWords(example: string | undefined, lines: number): string {
  if (lines === 0 && example) return `${example}, or paste several lines`;
  return 'Add a line, or paste several';
}
