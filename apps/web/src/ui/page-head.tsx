import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode, useEffect } from 'react';
import { useClock } from './clock.tsx';
import { wallTime } from './format/instant.ts';
import css from './page-head.module.css';

export interface Crumb {
  label: string;
  to: string;
}

/** The 52 px head of a page: where it stands, what it is, its state, its acts. Holds the only `h1`. */
export function PageHead(props: {
  crumbs?: readonly Crumb[];
  title: string;
  /** Quiet words after the title: a count, a description. */
  note?: ReactNode;
  /** The page tells times of the clock: in which zone is said here, once. */
  hasTimes?: boolean;
  state?: ReactNode;
  acts?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${props.title} · BorgCube`;
  }, [props.title]);
  return (
    <header className={css.head}>
      {props.crumbs && (
        <nav aria-label="Breadcrumb" className={css.crumbs}>
          {props.crumbs.map((crumb) => (
            <Fragment key={crumb.to}>
              <Link to={crumb.to}>{crumb.label}</Link>
              <span aria-hidden>/</span>
            </Fragment>
          ))}
        </nav>
      )}
      <h1 tabIndex={-1} className={`${css.title} cut id`}>
        {props.title}
      </h1>
      {props.note !== undefined && <span className={`${css.note} cut`}>{props.note}</span>}
      {props.state}
      {props.hasTimes && <ZoneNote />}
      {props.acts && <div className={css.acts}>{props.acts}</div>}
    </header>
  );
}

function ZoneNote() {
  const { now, timeZone } = useClock();
  return <span className={`${css.note} nowrap`}>times in {wallTime(now, timeZone).zone}</span>;
}
