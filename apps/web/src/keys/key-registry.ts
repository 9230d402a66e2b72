/** A key or a sequence (`g o`, `Ctrl k`, `F8`, `?`) with what it does in words. */
export interface KeyBinding {
  keys: string;
  label: string;
  run: () => void;
}

const SEQUENCE_MS = 1200;
const OFF_KEY = 'borgcube-single-keys';
const bindings: KeyBinding[] = [];
let begun: { key: string; at: number } | null = null;

/** The latest binding of a key wins, so that a dialog or page stands over the frame. */
export function bindKey(binding: KeyBinding): () => void {
  bindings.push(binding);
  return () => {
    const at = bindings.indexOf(binding);
    if (at >= 0) bindings.splice(at, 1);
  };
}

/** Every binding in force, each key once, for the list behind `?`. */
export function boundKeys(): KeyBinding[] {
  return [...new Map(bindings.map((binding) => [binding.keys, binding])).values()];
}

export function singleKeysOn(): boolean {
  return localStorage.getItem(OFF_KEY) !== 'off';
}

export function switchSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF_KEY);
  else localStorage.setItem(OFF_KEY, 'off');
}

/** Runs what is bound to the key; single keys never fire in inputs, over dialogs or when switched off. */
export function handleKey(event: KeyboardEvent): void {
  const name = keyName(event);
  const anywhere = name.startsWith('Ctrl ') || /^F\d+$/.test(name);
  if (event.defaultPrevented || event.isComposing) return;
  if (!anywhere && (typesHere(event.target) || dialogOpen() || !singleKeysOn())) return;
  if (name === 'Space' && isPressedBySpace(event.target)) return;
  const sequence = begun && event.timeStamp - begun.at < SEQUENCE_MS ? `${begun.key} ${name}` : null;
  begun = null;
  const found = (sequence && findBinding(sequence)) || findBinding(name);
  if (found) {
    event.preventDefault();
    found.run();
  } else if (bindings.some((binding) => binding.keys.startsWith(`${name} `))) {
    begun = { key: name, at: event.timeStamp };
  }
}

function findBinding(keys: string): KeyBinding | undefined {
  return bindings.findLast((binding) => binding.keys === keys);
}

function keyName(event: KeyboardEvent): string {
  if (event.altKey) return `Alt ${event.key}`;
  if (event.ctrlKey || event.metaKey) return `Ctrl ${event.key.toLowerCase()}`;
  return event.key === ' ' ? 'Space' : event.key;
}

function isPressedBySpace(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, input, summary, [role="button"]');
}

function typesHere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
