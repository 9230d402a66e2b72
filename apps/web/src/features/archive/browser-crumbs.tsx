import { pathSteps, visibleName } from './archive-path.ts';
import css from './browser.module.css';
import { BrowserLink } from './browser-link.tsx';

/** The way from the root to this folder, each step a link. */
export function BrowserCrumbs(props: { archiveId: string; path: string; aside: string | null }) {
  const steps = pathSteps(props.path);
  const last = steps.at(-1);
  return (
    <div className={css.crumbs}>
      <nav aria-label="Folder" className="mono">
        {last ? (
          <BrowserLink archiveId={props.archiveId} path="" className="link">
            <span aria-hidden>/</span>
            <span className="unseen">root</span>
          </BrowserLink>
        ) : (
          <span aria-current="location">/</span>
        )}
        {steps.map((step) => (
          <span key={step.path}>
            {step.path.includes('/') && <span className="ink3"> / </span>}{' '}
            {step === last ? (
              <span aria-current="location">{visibleName(step.name)}</span>
            ) : (
              <BrowserLink archiveId={props.archiveId} path={step.path} className="link">
                {visibleName(step.name)}
              </BrowserLink>
            )}
          </span>
        ))}
      </nav>
      {props.aside !== null && <span className={css.aside}>{props.aside}</span>}
    </div>
  );
}
