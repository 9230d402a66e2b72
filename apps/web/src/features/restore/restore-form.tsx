import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { type FieldSchema, readForm } from '../../forms/field-schema.ts';
import { Section } from '../../ui/section.tsx';
import type { Basket } from './basket.ts';
import { BasketContent } from './basket-dialogs.tsx';
import { choiceOf, type Origin, type RestoreSearch, requestsOf } from './restore-choice.ts';
import { RestoreExistingStep } from './restore-existing.tsx';
import { RestoreFoot } from './restore-foot.tsx';
import { RestoreHow } from './restore-how.tsx';
import css from './restore-page.module.css';
import type { ChangeSearch } from './restore-step.ts';
import { RestoreWhere } from './restore-where.tsx';
import { countsWords, entriesOf } from './restore-words.ts';
import { useForesight } from './use-foresight.ts';

export function RestoreForm(props: { basket: Basket; origin: Origin | null; form: unknown }) {
  const { basket, origin } = props;
  const [search, change] = useSearchState();
  const choice = choiceOf(search, basket, origin);
  const requests = requestsOf(basket, choice);
  const seen = useForesight(choice, requests);
  const fields = useMemo(() => fieldsOf(props.form), [props.form]);
  const step = { basket, origin, choice, requests, seen, fields, change };
  const selection = seen.foresight?.selection;
  return (
    <>
      <div className={css.steps}>
        <Section
          title="1. What"
          note={selection && entriesOf(selection) > 0 ? countsWords(selection) : undefined}
        >
          <BasketContent basket={basket} />
        </Section>
        <RestoreWhere {...step} />
        <RestoreExistingStep {...step} />
        <RestoreHow {...step} />
      </div>
      <RestoreFoot {...step} />
    </>
  );
}

function fieldsOf(form: unknown): ReadonlyMap<string, FieldSchema> {
  return new Map(readForm(form).map(({ name, schema }) => [name, schema]));
}

/** What was chosen stands in the address, so that a reload keeps it; what is being typed is ahead of it. */
function useSearchState(): readonly [RestoreSearch, ChangeSearch] {
  const found: RestoreSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const [search, setSearch] = useState(found);
  useEffect(() => {
    const timer = setTimeout(
      () => void navigate({ to: '.', search: { ...search }, replace: true, resetScroll: false }),
      ADDRESS_MS,
    );
    return () => clearTimeout(timer);
  }, [search, navigate]);
  return [
    search,
    (part) =>
      setSearch((before) =>
        Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined)),
      ),
  ];
}

const ADDRESS_MS = 300;
