import { useId } from 'react';
import css from './segments.module.css';

/** One choice among two to four, all in sight; arrows move as in any radio group. */
export function Segments<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={props.label} className={css.segments}>
      {props.options.map((option) => (
        <label key={option.value} className={css.choice}>
          <input
            type="radio"
            className="unseen"
            name={name}
            value={option.value}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
