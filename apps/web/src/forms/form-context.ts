import { createContext, use } from 'react';
import type { FormState } from './use-form-state.ts';

/** The form that a control stands in: for the few controls that read or set fields beside their own. */
export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const form = use(FormContext);
  if (!form) throw new Error('useForm stands outside of a form');
  return form;
}
