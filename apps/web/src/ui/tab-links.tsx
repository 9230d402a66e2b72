import { Link } from '@tanstack/react-router';
import css from './tab-links.module.css';

export interface TabLink {
  to: string;
  label: string;
  count?: number;
  /** Also the tab of all places below it. */
  within?: boolean;
}

/** Tabs of a record; each is a place of its own with its own URL. */
export function TabLinks(props: { label: string; tabs: readonly TabLink[] }) {
  return (
    <nav className={css.tabs} aria-label={props.label}>
      {props.tabs.map((tab) => (
        <Link key={tab.to} to={tab.to} activeOptions={{ exact: tab.within !== true }} className={css.tab}>
          {tab.label}
          {tab.count !== undefined && ` ${tab.count}`}
        </Link>
      ))}
    </nav>
  );
}
