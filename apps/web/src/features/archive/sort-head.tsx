import { Link } from '@tanstack/react-router';
import css from './browser.module.css';
import { type BrowserSort, nextSort, type SortKey } from './browser-sort.ts';

/** The head of a column that the listing can be sorted by; the order lives in the address. */
export function SortHead(props: { sort: BrowserSort; by: SortKey; children: string }) {
  const next = nextSort(props.sort, props.by);
  return (
    <Link
      to="."
      search={next === undefined ? {} : { sort: next }}
      replace
      className={css.sort}
      title={`Sort by ${props.children.toLowerCase()}`}
    >
      {props.children}
    </Link>
  );
}
