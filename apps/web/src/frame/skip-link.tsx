import css from './frame.module.css';

/** The first stop of the Tab key: over the sidebar to the page itself. */
export function SkipLink() {
  return (
    <a href="#main" className={css.skip}>
      Skip to the page
    </a>
  );
}
