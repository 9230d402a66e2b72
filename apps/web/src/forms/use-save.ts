import { useState } from 'react';
import { readApiError } from '../api/api-error.ts';
import { errorsBelow } from './control-props.ts';
import type { NamedField } from './field-schema.ts';
import { changedFields, toPayload, type Values } from './form-values.ts';
import type { FormState } from './use-form-state.ts';

/** What is to be stored: everything for a new record, only what changed for an old one. */
export interface SaveRequest {
  values: Record<string, unknown>;
  /** The `updatedAt` that the form was filled from; always sent with a change. */
  ifUpdatedAt: string | undefined;
}

/** What saving takes of a form's props. */
export interface SaveProps {
  /** The record to change; null makes a new one. */
  stored: (Values & { updatedAt?: string }) | null;
  /** Fields that the page decides: not drawn, always sent with a new record. */
  fixed?: Values;
  /** Stores it; a refusal is thrown and its words land on their fields. */
  onSave: (request: SaveRequest) => Promise<unknown>;
  /** Where the refusals name the fields of this form below another field: its name. */
  errorsUnder?: string;
  /** Loads the record afresh when somebody else changed it meanwhile. */
  onReload?: () => Promise<Values & { updatedAt?: string }>;
}

export interface Conflict {
  theirs: Values;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Checks, sends, and puts the server's refusals where they belong. `run` answers whether it was stored. */
export function useSave(props: SaveProps, fields: readonly NamedField[], state: FormState) {
  const [saving, setSaving] = useState(false);
  const [ground, setGround] = useState(props.stored?.updatedAt);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const send = async (ifUpdatedAt: string | undefined): Promise<boolean> => {
    const payload = toPayload(fields, state.values);
    const values =
      props.stored === null
        ? { ...payload, ...props.fixed }
        : changedFields(toPayload(fields, state.before), payload);
    setSaving(true);
    try {
      await props.onSave({ values, ifUpdatedAt });
      return true;
    } catch (error) {
      await refuse(error);
      return false;
    } finally {
      setSaving(false);
    }
  };
  const refuse = async (error: unknown) => {
    const told = readApiError(error);
    const { errorsUnder } = props;
    const fieldErrors = errorsUnder ? errorsBelow(told.fieldErrors, errorsUnder) : told.fieldErrors;
    if (told.kind === 'changed-meanwhile' && props.onReload) return askAbout(await props.onReload());
    const known = Object.keys(fieldErrors).length > 0;
    state.setErrors(known ? fieldErrors : { '': [told.message] });
  };
  const askAbout = (theirs: Values & { updatedAt?: string }) => {
    setGround(theirs.updatedAt);
    setConflict({
      theirs,
      onKeepMine: () => {
        setConflict(null);
        void send(theirs.updatedAt);
      },
      onTakeTheirs: () => {
        setConflict(null);
        state.rebase(theirs, false);
      },
    });
  };
  return {
    saving,
    conflict,
    run: async () => {
      if (!state.check()) return false;
      return send(ground);
    },
  };
}
