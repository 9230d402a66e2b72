import { Button, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { type ControlProps, errorsBelow, ownError } from '../../forms/control-props.ts';
import { Field, FieldGrid } from '../../forms/field.tsx';
import { FieldError } from '../../forms/field-error.tsx';
import { type NamedField, readForm } from '../../forms/field-schema.ts';
import { useForm } from '../../forms/form-context.ts';
import { askedValues, initialValues } from '../../forms/form-values.ts';
import { counted } from '../../ui/format/count.ts';
import { formatDuration } from '../../ui/format/duration.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { StateWord } from '../../ui/state-word.tsx';
import { type ActionValue, readActions } from './action-value.ts';
import css from './schedule.module.css';
import { useForesight } from './use-foresight.ts';

interface Kind {
  name: string;
  fields: readonly NamedField[];
}

/** What a schedule does, in order; the form of each action is drawn from its kind's schema. */
export function ActionsControl(props: ControlProps) {
  const asked = useQuery({ ...trpc.scheduledActions.kinds.queryOptions(), staleTime: 5 * 60_000 });
  const kinds = useMemo(
    () =>
      new Map<string, Kind>(
        (asked.data ?? []).map((kind) => [kind.kind, { name: kind.name, fields: readForm(kind.form) }]),
      ),
    [asked.data],
  );
  const actions = readActions(props.value);
  const change = (index: number, data: ActionValue['data']) =>
    props.onChange(actions.map((action, at) => (at === index ? { ...action, data } : action)));
  const move = (index: number, step: 1 | -1) => props.onChange(swapped(actions, index, index + step));
  const error = ownError(props.errors);
  return (
    <fieldset className={css.group}>
      <legend className="unseen">Actions</legend>
      <div className={css.actionsHead}>
        <span className="ink2">{actions.length > 1 ? 'They run in this order.' : ''}</span>
        <span className="grow" />
        <AddAction
          kinds={kinds}
          onAdd={(kind, fields) => props.onChange([...actions, { kind, data: initialValues(fields, null) }])}
        />
      </div>
      {actions.length === 0 ? (
        <p className={css.noActions}>No actions yet. Without one nothing is done when it is time.</p>
      ) : (
        <ol className={css.actions}>
          {actions.map((action, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: actions have no name of their own before they are stored
              key={index}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
                event.preventDefault();
                move(index, event.key === 'ArrowUp' ? -1 : 1);
              }}
            >
              <div className={css.actionHead}>
                <span className="ink3">{index + 1}</span>
                <span className="name">{kinds.get(action.kind)?.name ?? action.kind}</span>
                <span className="grow" />
                <IconButton
                  icon={IconArrowUp}
                  label={`Move action ${index + 1} up`}
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                />
                <IconButton
                  icon={IconArrowDown}
                  label={`Move action ${index + 1} down`}
                  disabled={index === actions.length - 1}
                  onClick={() => move(index, 1)}
                />
                <IconButton
                  icon={IconX}
                  label={`Remove action ${index + 1}`}
                  onClick={() => props.onChange(actions.filter((_, at) => at !== index))}
                />
              </div>
              <ActionFields
                {...props}
                index={index}
                action={action}
                kind={kinds.get(action.kind)}
                known={asked.data !== undefined}
                onData={(data) => change(index, data)}
              />
            </li>
          ))}
        </ol>
      )}
      {error && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

function ActionFields(
  props: ControlProps & {
    index: number;
    action: ActionValue;
    kind: Kind | undefined;
    known: boolean;
    onData: (data: ActionValue['data']) => void;
  },
) {
  const { action, kind, index } = props;
  if (!kind) {
    if (!props.known) return null;
    return (
      <StateWord tone="warning">
        Needs plugin {action.kind.split('.')[0]}, which is not here; it is kept and never run
      </StateWord>
    );
  }
  const below = errorsBelow(props.errors, `${index}.data`);
  const own = errorsBelow(props.errors, String(index)).kind ?? below[''];
  return (
    <>
      <FieldGrid
        fields={kind.fields}
        values={action.data}
        hasError={(name) => Object.keys(errorsBelow(below, name)).length > 0}
        draw={({ name, schema }) => (
          <Field
            key={name}
            path={`${props.path}.${index}.data.${name}`}
            schema={schema}
            value={action.data[name]}
            errors={errorsBelow(below, name)}
            onChange={(value) => props.onData(askedValues(kind.fields, { ...action.data, [name]: value }))}
          />
        )}
      />
      {own && <FieldError>{own[0]}</FieldError>}
      <Foreseen index={index} />
    </>
  );
}

/** What the action matches now and how long it takes. */
function Foreseen(props: { index: number }) {
  const { data } = useForesight(useForm().values);
  const foreseen = data?.actions[props.index];
  if (!foreseen || (foreseen.problem !== null && isUnfinished(foreseen.problem))) return null;
  const { jobs, names, expectedMs, problem } = foreseen;
  if (problem !== null) {
    return (
      <p className={css.foreseen} data-problem="true">
        {problem}
      </p>
    );
  }
  const others = jobs - names.length;
  return (
    <p className={css.foreseen}>
      <span>
        {names.length > 0
          ? `matches ${counted(jobs, 'config')}: ${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`
          : counted(jobs, 'job')}
      </span>
      <span className="grow" />
      <span className="nowrap">
        {expectedMs === null ? 'no past run' : `about ${formatDuration(expectedMs)}`}
      </span>
    </p>
  );
}

/** Not all of its fields are filled in yet; they say so themselves when it is saved. */
function isUnfinished(problem: string): boolean {
  return problem.includes('cannot be read') || problem.includes('not valid');
}

function AddAction(props: {
  kinds: ReadonlyMap<string, Kind>;
  onAdd: (kind: string, fields: readonly NamedField[]) => void;
}) {
  const [only, ...others] = [...props.kinds];
  const shape = <IconPlus size={14} stroke={1.75} aria-hidden />;
  if (only && others.length === 0) {
    return (
      <Button size="sm" leftSection={shape} onClick={() => props.onAdd(only[0], only[1].fields)}>
        Add action
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" leftSection={shape}>
          Add action
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {[...props.kinds].map(([kind, { name, fields }]) => (
          <Menu.Item key={kind} onClick={() => props.onAdd(kind, fields)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  const next = [...items];
  const [first, second] = [items[one], items[other]];
  if (first === undefined || second === undefined) return next;
  next[one] = second;
  next[other] = first;
  return next;
}
