import { useSyncExternalStore } from 'react';
import { type Basket, type BasketArchive, fits, type Taken, withAdded, withRemoved } from './basket.ts';

const KEY = 'borgcube-basket';

interface State {
  readonly basket: Basket | null;
  /** What was in it before it was emptied, to put it back. */
  readonly emptied: Basket | null;
  /** Of another client than the basket: a person decides. */
  readonly asked: { archive: BasketArchive; taken: readonly Taken[] } | null;
}

const NOTHING: State = { basket: null, emptied: null, asked: null };
const listeners = new Set<() => void>();
let state: State | null = null;

/** The basket of this tab, and what waits for an answer. */
export function useBasketState(): State {
  return useSyncExternalStore(listen, read);
}

/** The basket of this tab; null while nothing is in it. */
export function useBasket(): Basket | null {
  return useBasketState().basket;
}

/** Puts entries of an archive into the basket; those of another client only once a person has agreed. */
export function putIntoBasket(archive: BasketArchive, taken: readonly Taken[]): void {
  const { basket } = read();
  if (basket && !fits(basket, archive)) write({ ...read(), asked: { archive, taken } });
  else keep(withAdded(basket ?? newBasket(), plain(archive), taken));
}

/** A basket of its own for what is to be restored at once; the one before can be put back. Answers its id. */
export function beginBasket(archive: BasketArchive, taken: readonly Taken[]): string {
  const basket = withAdded(newBasket(), plain(archive), taken);
  write({ ...NOTHING, basket, emptied: read().basket });
  return basket.id;
}

export function takeFromBasket(archiveId: string, paths: readonly string[]): void {
  const { basket } = read();
  if (basket) keep(withRemoved(basket, archiveId, paths));
}

/** Empties it; `putBack` undoes that until something else is put in. */
export function emptyBasket(): void {
  write({ ...NOTHING, emptied: read().basket });
}

export function putBack(): void {
  write({ ...NOTHING, basket: read().emptied });
}

export function forgetEmptied(): void {
  write({ ...read(), emptied: null });
}

/** The answer to what was asked: begin anew with it, or leave the basket as it is. */
export function answerBasket(beginAnew: boolean): void {
  const { asked, basket } = read();
  if (beginAnew && asked) keep(withAdded(newBasket(), plain(asked.archive), asked.taken));
  else write({ ...NOTHING, basket });
}

function keep(basket: Basket): void {
  write({ ...NOTHING, basket: basket.items.length > 0 ? basket : null });
}

function newBasket(): Basket {
  return { id: crypto.getRandomValues(new Uint32Array(2)).join(''), archives: [], items: [] };
}

/** A whole record may come in; only what a basket needs is stored. */
function plain({ id, name, timestamp, clientId, repositoryId }: BasketArchive): BasketArchive {
  return { id, name, timestamp, clientId, repositoryId };
}

function read(): State {
  state ??= { ...NOTHING, basket: stored() };
  return state;
}

function stored(): Basket | null {
  try {
    // Nothing but this file writes it, and another version's is dropped below.
    const basket = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Basket | null;
    return basket && Array.isArray(basket.items) && Array.isArray(basket.archives) ? basket : null;
  } catch {
    return null;
  }
}

function write(next: State): void {
  state = next;
  if (next.basket) sessionStorage.setItem(KEY, JSON.stringify(next.basket));
  else sessionStorage.removeItem(KEY);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
