import { type ReactNode, useId } from 'react';
import css from './radio-list.module.css';

export interface RadioOption<Value extends string> {
  value: Value;
  label: ReactNode;
  /** What choosing it means. */
  words?: ReactNode;
  /** What is to be said besides, once it is chosen. */
  more?: ReactNode;
  /** Why it cannot be chosen. */
  problem?: string | null;
}

/** One of few that each need a sentence; arrows move as in any radio group. */
export function RadioList<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly RadioOption<Value>[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <fieldset className={css.list}>
      <legend className="unseen">{props.label}</legend>
      {props.options.map(({ value, label, words, more, problem }) => (
        <div key={value} className={css.option}>
          <input
            type="radio"
            id={`${name}${value}`}
            name={name}
            value={value}
            disabled={Boolean(problem)}
            checked={value === props.value}
            aria-describedby={words || problem ? `${name}${value}words` : undefined}
            onChange={() => props.onChange(value)}
          />
          <label htmlFor={`${name}${value}`}>{label}</label>
          {(words || problem) && (
            <p id={`${name}${value}words`} className={css.words}>
              {problem || words}
            </p>
          )}
          {more && value === props.value && <div className={css.more}>{more}</div>}
        </div>
      ))}
    </fieldset>
  );
}
