import { type FocusEvent, useState } from 'react';
import { useKey } from '../keys/use-key.ts';
import { freezeOrder } from './frozen-order.ts';

/**
 * Nothing moves under the pointer: while it or the focus is in the list, or `held`, order and membership stay
 * and only figures change; `show` (also `.`) takes over what came.
 */
export function useFrozenRows<Row>(fresh: readonly Row[], keyOf: (row: Row) => string, held: boolean) {
  const [shown, setShown] = useState(fresh);
  const [pointer, setPointer] = useState(false);
  const [focus, setFocus] = useState(false);
  const grown =
    fresh.length > shown.length && shown.every((row, at) => keyOf(row) === keyOfAt(fresh, at, keyOf));
  const frozen = (pointer || focus || held) && shown.length > 0 && !grown;
  if (!frozen && shown !== fresh) setShown(fresh);
  const { rows, changes } = frozen ? freezeOrder(shown, fresh, keyOf) : { rows: [...fresh], changes: 0 };
  const show = () => setShown(fresh);
  useKey(changes > 0 ? '.' : null, 'Show changes', show);
  return {
    rows,
    changes,
    show,
    watch: {
      onPointerEnter: () => setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocus: () => setFocus(true),
      onBlur: (event: FocusEvent) => setFocus(event.currentTarget.contains(event.relatedTarget)),
    },
  };
}

function keyOfAt<Row>(rows: readonly Row[], at: number, keyOf: (row: Row) => string): string | null {
  const row = rows[at];
  return row === undefined ? null : keyOf(row);
}
