export interface DoctorCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was found; where it is not good, what to do. */
  readonly detail: string;
}
