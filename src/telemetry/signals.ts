/** The value of an attribute. A plain number is an integer; null is left out. */
export type AttributeValue = string | number | boolean | {readonly double: number} | null;
export type Attributes = {readonly [name: string]: AttributeValue};

/** A time in milliseconds since 1970. */
type Time = number;

/** A span's ids by W3C's trace context: 32 and 16 lower-case hex digits. */
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
  /** The error; null on success. */
  readonly error: string | null;
}

export interface ResourceSpans {
  readonly resource: Attributes;
  readonly spans: readonly Span[];
}

/** A metric with its points. A `counter` is summed, a `histogram` has one observation for each point. */
export interface Metric {
  readonly name: string;
  readonly description: string;
  readonly unit: string;
  readonly kind: 'counter' | 'histogram';
  readonly isWhole: boolean;
  readonly points: readonly {readonly value: number; readonly attributes: Attributes}[];
}

export interface Measured {
  readonly start: Time;
  readonly end: Time;
  readonly metrics: readonly Metric[];
}

/** The way a counter counts: since the last post (delta), or since the process started (cumulative). */
export type Temporality = 'delta' | 'cumulative';
