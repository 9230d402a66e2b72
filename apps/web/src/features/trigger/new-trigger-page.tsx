import type { TriggerCreate, TriggerTarget } from '@borgcube/domain/trigger/trigger';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { trpc } from '../../api/client.ts';
import { useRefresh } from '../../api/keyset.ts';
import { Loaded } from '../../api/loaded.tsx';
import { GeneratedForm } from '../../forms/generated-form.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Section } from '../../ui/section.tsx';
import { TargetControl } from './target-control.tsx';
import { TRIGGERS_PATH, triggerPath } from './trigger-path.ts';
import { isTargetType } from './trigger-words.ts';

const CONTROLS = { triggerTarget: TargetControl };
const OMITTED = ['enabled'] as const;

/** From the page of a schedule or a config the target is known already. */
export function NewTriggerPage() {
  const form = useQuery(trpc.forms.get.queryOptions({ name: 'trigger' }));
  const create = useMutation(trpc.triggers.create.mutationOptions());
  const navigate = useNavigate();
  const refresh = useRefresh();
  const search = useSearch({ strict: false });
  const { type, of: id } = search;
  const drawn = useMemo(
    () => withTarget(form.data, isTargetType(type) && id ? { type, id } : undefined),
    [form.data, type, id],
  );
  return (
    <>
      <PageHead crumbs={[{ label: 'Triggers', to: TRIGGERS_PATH }]} title="Add trigger" />
      <Loaded query={{ ...form, data: drawn }}>
        {(json) => (
          <GeneratedForm
            form={json}
            stored={null}
            omit={OMITTED}
            controls={CONTROLS}
            saveLabel="Add trigger"
            onSave={async ({ values }) => {
              // The form was drawn from this very schema, and the server reads it again.
              const made = await create.mutateAsync(values as TriggerCreate);
              await refresh(trpc.triggers.pathKey());
              await navigate({ to: triggerPath(made.id) });
            }}
            onDiscard={() => void navigate({ to: TRIGGERS_PATH })}
            aside={() => <WhatItIs />}
          />
        )}
      </Loaded>
    </>
  );
}

function WhatItIs() {
  return (
    <Section title="What a trigger is">
      <p className="ink2">
        An id that nobody can guess. Whoever has it may start this one thing, and nothing else: they need no
        account, and they learn nothing but the numbers of the jobs.
      </p>
      <p className="ink2" style={{ marginTop: 10 }}>
        Give each user an id of their own. Then you can take one back, and the audit log tells them apart.
      </p>
    </Section>
  );
}

/** The target as default, so that the form begins with it. */
function withTarget(form: Record<string, unknown> | undefined, target: TriggerTarget | undefined) {
  if (!form || !target) return form;
  const properties: Record<string, unknown> = Object(form.properties);
  const field: Record<string, unknown> = Object(properties.target);
  const inner: Record<string, unknown> = Object(field.properties);
  const preset = Object.fromEntries(
    Object.entries(inner).map(([name, schema]) => [
      name,
      { ...Object(schema), default: name === 'type' ? target.type : target.id },
    ]),
  );
  return { ...form, properties: { ...properties, target: { ...field, properties: preset } } };
}
