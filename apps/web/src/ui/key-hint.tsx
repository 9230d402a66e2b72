import css from './key-hint.module.css';

/** A key as printed on a keyboard; spoken as part of what stands beside it. */
export function KeyHint(props: { keys: string }) {
  return <kbd className={css.key}>{props.keys}</kbd>;
}
