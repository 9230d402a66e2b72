import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useKey } from '../keys/use-key.ts';
import { ConflictPanel } from './conflict-panel.tsx';
import { errorsBelow } from './control-props.ts';
import { type Controls, ExtraControls, Field, FieldGrid } from './field.tsx';
import { FieldError } from './field-error.tsx';
import { type NamedField, readForm } from './field-schema.ts';
import { focusFirstFault, focusNextFault } from './focus-fault.ts';
import { FormContext } from './form-context.ts';
import { FormFoot } from './form-foot.tsx';
import css from './forms.module.css';
import { type FormSection, SectionList, sectionId } from './section-list.tsx';
import { type FormState, useFormState } from './use-form-state.ts';
import { type SaveProps, useSave } from './use-save.ts';

export interface GeneratedFormProps extends SaveProps {
  /** As `forms.get` delivers it. */
  form: unknown;
  /** Fields that this form leaves out. */
  omit?: readonly string[];
  controls?: Controls;
  saveLabel: string;
  onDiscard: () => void;
  /** Beside the form; sees what is typed. */
  aside?: (state: FormState) => ReactNode;
  footNote?: ReactNode;
}

/** A form drawn from its schema: sections, section list with error counts, sticky foot. */
export function GeneratedForm(props: GeneratedFormProps) {
  const { form, fixed, omit } = props;
  const changing = props.stored !== null;
  const fields = useMemo(
    () =>
      readForm(form)
        .filter(({ name }) => !(fixed && name in fixed) && !omit?.includes(name))
        .map((field) => (changing ? withOptionalSecret(field) : field)),
    [form, fixed, omit, changing],
  );
  const element = useRef<HTMLFormElement>(null);
  const state = useFormState(fields, props.stored);
  const save = useSave(props, fields, state);
  const sections = useMemo(() => bySection(fields), [fields]);
  const [asked, setAsked] = useState(0);
  const faults = Object.keys(state.errors).length;
  // Save moves the focus to the first fault, once its message stands there.
  useEffect(() => {
    if (asked > 0) focusFirstFault(element.current);
  }, [asked]);
  const submit = async () => {
    if (!(await save.run())) setAsked((times) => times + 1);
  };
  useKey('Ctrl s', 'Save', () => void submit());
  useKey('F8', 'Next error', () => focusNextFault(element.current));
  return (
    <ExtraControls value={props.controls ?? {}}>
      <FormContext value={state}>
        <form
          ref={element}
          noValidate
          className={css.page}
          data-aside={props.aside !== undefined}
          data-sections={sections.length > 1}
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {sections.length > 1 && <SectionList sections={sections} errors={state.errors} />}
          <div className={css.body}>
            <div className={css.fields}>
              {sections.map((section) => (
                <section
                  key={section.title}
                  id={sectionId(section.title)}
                  aria-label={section.title || 'Fields'}
                >
                  {sections.length > 1 && <h2>{section.title}</h2>}
                  <SectionFields fields={section.fields} state={state} />
                </section>
              ))}
            </div>
            {save.conflict && (
              <ConflictPanel fields={fields} before={state.before} mine={state.values} {...save.conflict} />
            )}
            {state.errors[''] && (
              <div className={css.whole} role="alert" data-faulty="true" tabIndex={-1}>
                {state.errors[''].map((message) => (
                  <FieldError key={message}>{message}</FieldError>
                ))}
              </div>
            )}
            <FormFoot
              saveLabel={props.saveLabel}
              saving={save.saving}
              faults={faults}
              note={props.footNote}
              onDiscard={props.onDiscard}
              onNextFault={() => focusNextFault(element.current)}
            />
          </div>
          {props.aside && <aside className={css.aside}>{props.aside(state)}</aside>}
        </form>
      </FormContext>
    </ExtraControls>
  );
}

/** An empty secret of a stored record stands for "as it was". */
function withOptionalSecret({ name, schema }: NamedField): NamedField {
  if (schema.widget === 'password') return { name, schema: { ...schema, required: false } };
  return {
    name,
    schema: schema.fields ? { ...schema, fields: schema.fields.map(withOptionalSecret) } : schema,
  };
}

function SectionFields(props: { fields: readonly NamedField[]; state: FormState }) {
  const { state } = props;
  return (
    <FieldGrid
      fields={props.fields}
      values={state.values}
      hasError={(name) => Object.keys(errorsBelow(state.errors, name)).length > 0}
      draw={({ name, schema }) => (
        <Field
          key={name}
          path={name}
          schema={schema}
          value={state.values[name]}
          errors={errorsBelow(state.errors, name)}
          onChange={(value) => state.set(name, value)}
        />
      )}
    />
  );
}

/** Sections in the order in which the schema first names them. */
function bySection(fields: readonly NamedField[]): FormSection[] {
  const sections = new Map<string, NamedField[]>();
  for (const field of fields) {
    if (field.schema.widget === 'hidden') continue;
    sections.set(field.schema.section, [...(sections.get(field.schema.section) ?? []), field]);
  }
  return [...sections].map(([title, inside]) => ({ title, fields: inside }));
}
