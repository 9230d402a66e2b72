/** Metrics that are drawn from one query share it: `now` is one object for all metrics of one reading. */
export function oncePerReading<Reading extends { readonly now: Date }, Answer>(
  read: (reading: Reading) => Promise<Answer>,
): (reading: Reading) => Promise<Answer> {
  const answers = new WeakMap<Date, Promise<Answer>>();
  return (reading) => {
    const answer = answers.get(reading.now) ?? read(reading);
    answers.set(reading.now, answer);
    return answer;
  };
}
