/** A part of a step after its agent, with its times in milliseconds since 1970. Only the process that did it knows them. */
export interface StepPhase {
  readonly name: 'check' | 'push' | 'publish';
  readonly start: number;
  readonly end: number;
}
