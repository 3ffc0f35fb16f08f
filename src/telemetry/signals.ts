/** The value of an attribute. A plain number is a whole one; null says nothing and is left out. */
export type AttributeValue = string | number | boolean | {readonly double: number} | null;
export type Attributes = {readonly [name: string]: AttributeValue};

/** A time in milliseconds since 1970. */
type Time = number;

/** A place in a trace, as W3C's trace context names it: 32 and 16 lower-case hex digits. */
export interface SpanRef {
  readonly traceId: string;
  readonly spanId: string;
}

export interface Span extends SpanRef {
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly kind: 'internal' | 'client';
  readonly start: Time;
  readonly end: Time;
  readonly attributes: Attributes;
  readonly events?: readonly {readonly name: string; readonly time: Time; readonly attributes: Attributes}[];
  readonly links?: readonly SpanRef[];
  /** The error; null where nothing went wrong. */
  readonly error: string | null;
}

/** Spans, and who tells of them. */
export interface ToldSpans {
  readonly resource: Attributes;
  readonly spans: readonly Span[];
}

/** One measurement: `counter` is added up, `histogram` is one observation. */
export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly kind: 'counter' | 'histogram';
  readonly isWhole: boolean;
  readonly points: readonly {readonly value: number; readonly attributes: Attributes}[];
}

/** The measurements of one process, which are of this time. */
export interface Measured {
  readonly start: Time;
  readonly end: Time;
  readonly metrics: readonly Metric[];
}

/** The way a counter counts: what came since the last post, or all since the process began. */
export type Temporality = 'delta' | 'cumulative';
