import { useId } from 'react';
import css from './segments.module.css';

/** One choice among two to four, all in sight; arrows move as in any radio group. */
export function Segments<Value extends string>(props: {
  label: string;
  value: Value;
  choices: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={props.label} className={css.segments}>
      {props.choices.map((choice) => (
        <label key={choice.value} className={css.choice}>
          <input
            type="radio"
            className="unseen"
            name={name}
            value={choice.value}
            checked={choice.value === props.value}
            onChange={() => props.onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
