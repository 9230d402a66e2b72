import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { KeyHint } from '../ui/key-hint.tsx';
import { FieldError } from './field-error.tsx';
import css from './forms.module.css';

/** Save, discard, and how many things are to correct. Save is never disabled by errors. */
export function FormFoot(props: {
  saveLabel: string;
  saving: boolean;
  faults: number;
  note?: ReactNode;
  onDiscard: () => void;
  onNextFault: () => void;
}) {
  return (
    <div className={css.foot}>
      <Button type="submit" variant="filled" loading={props.saving}>
        {props.saveLabel}
      </Button>
      <Button variant="subtle" onClick={props.onDiscard}>
        Discard
      </Button>
      <div className={css.correct} role="status">
        {props.faults > 0 ? (
          <>
            <FieldError>
              {props.faults === 1 ? '1 thing to correct' : `${props.faults} things to correct`}
            </FieldError>
            <Button
              variant="subtle"
              size="sm"
              onClick={props.onNextFault}
              rightSection={<KeyHint keys="F8" />}
            >
              Next
            </Button>
          </>
        ) : (
          <span className="ink3 small">{props.note ?? <KeyHint keys="Ctrl S" />}</span>
        )}
      </div>
    </div>
  );
}
