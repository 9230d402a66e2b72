import { IconSquareX } from '@tabler/icons-react';
import type { FieldErrors } from './check-values.ts';
import { errorsBelow } from './control-props.ts';
import type { NamedField } from './field-schema.ts';
import css from './forms.module.css';

export interface FormSection {
  title: string;
  fields: readonly NamedField[];
}

/** The sections at the left, each with the number of things to correct in it. */
export function SectionList(props: { sections: readonly FormSection[]; errors: FieldErrors }) {
  return (
    <nav className={css.sections} aria-label="Sections">
      <ul>
        {props.sections.map((section) => {
          const faults = section.fields.reduce(
            (sum, { name }) => sum + Object.keys(errorsBelow(props.errors, name)).length,
            0,
          );
          return (
            <li key={section.title}>
              <a href={`#${sectionId(section.title)}`}>
                {section.title}
                {faults > 0 && (
                  <span className={css.error}>
                    <IconSquareX size={14} stroke={1.75} aria-hidden />
                    {faults}
                    <span className="unseen"> to correct</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

export function sectionId(title: string): string {
  return `section-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}
