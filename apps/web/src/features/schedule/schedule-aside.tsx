import type { Values } from '../../forms/form-values.ts';
import { ExpectedNight } from './expected-night.tsx';
import { NextOccurrences } from './next-occurrences.tsx';
import { useRule } from './use-rule.ts';

/** Beside the editor: what would happen, before anything is saved. */
export function ScheduleAside(props: { values: Values }) {
  const { rule, setRule } = useRule();
  const canMove = rule !== null && rule.preset !== 'once';
  return (
    <>
      <NextOccurrences values={props.values} />
      <ExpectedNight
        values={props.values}
        {...(canMove && { onTime: (time: string) => setRule(rule, time) })}
      />
    </>
  );
}
