const FOCUSABLE = 'input:not([type="hidden"]), textarea, select, button, [tabindex]';

/** Moves the focus into the first faulty field. */
export function focusFirstFault(form: HTMLElement | null): void {
  focusFault(form, 0);
}

/** Moves the focus into the next faulty field after the one it is in, round and round. */
export function focusNextFault(form: HTMLElement | null): void {
  const faults = faultyFields(form);
  const at = faults.findIndex((field) => field.contains(document.activeElement));
  focusFault(form, faults.length === 0 ? 0 : (at + 1) % faults.length);
}

function focusFault(form: HTMLElement | null, at: number): void {
  const field = faultyFields(form)[at];
  const inner = field?.querySelector<HTMLElement>('[aria-invalid="true"]');
  const target = inner ?? field?.querySelector<HTMLElement>(FOCUSABLE) ?? field;
  target?.focus();
  target?.scrollIntoView({ block: 'center' });
}

/** The outermost faulty fields; an object holds the faulty ones inside it. */
function faultyFields(form: HTMLElement | null): HTMLElement[] {
  const all = [...(form?.querySelectorAll<HTMLElement>('[data-path][data-faulty="true"]') ?? [])];
  const leaves = all.filter((field) => !all.some((other) => other !== field && field.contains(other)));
  const whole = form?.querySelector<HTMLElement>('[role="alert"][data-faulty="true"]');
  return whole ? [...leaves, whole] : leaves;
}
