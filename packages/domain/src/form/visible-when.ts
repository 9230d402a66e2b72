import type { z } from 'zod';

/** Names of fields that stand beside it -> the values that they must have for it to mean anything. */
export type VisibleWhen = Readonly<Record<string, readonly string[]>>;

/** Whether what stands beside a field gives it a meaning; without a condition it always has one. */
export function isVisible(
  visibleWhen: VisibleWhen | undefined,
  beside: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(visibleWhen ?? {}).every(([name, values]) => values.includes(String(beside[name])));
}

/** Refuses a value in its own words: `Only where “What is restored” is “Named paths”.` */
export function onlyWhere(fields: Readonly<Record<string, z.ZodType>>, visibleWhen: VisibleWhen): string {
  const conditions = Object.entries(visibleWhen).map(([name, values]) => {
    const { title = name, labels = {} } = fields[name]?.meta() ?? {};
    return `“${title}” is ${values.map((value) => `“${labels[value] ?? value}”`).join(' or ')}`;
  });
  return `Only where ${conditions.join(' and ')}.`;
}
