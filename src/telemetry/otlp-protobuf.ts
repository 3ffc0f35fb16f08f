/*
 * Encodes the requests as protobuf. These are the fields of opentelemetry-proto 1.x that our requests use, by their names in
 * JSON. https://protobuf.dev/programming-guides/encoding
 */

type Scalar = 'string' | 'id' | 'bool' | 'enum' | 'int64' | 'fixed64' | 'sfixed64' | 'double';
/** A field: its number and type. `packed` is a packed list of numbers. */
type Field = readonly [number: number, holds: Scalar | Message, repeated?: 'packed'];
interface Message {
  readonly [name: string]: Field;
}

const KEY_VALUE: Message = {
  key: [1, 'string'],
  value: [2, {stringValue: [1, 'string'], boolValue: [2, 'bool'], intValue: [3, 'int64'], doubleValue: [4, 'double']}],
};
const RESOURCE: Message = {attributes: [1, KEY_VALUE]};
const SCOPE: Message = {name: [1, 'string'], version: [2, 'string']};
const TIMES: Message = {startTimeUnixNano: [2, 'fixed64'], timeUnixNano: [3, 'fixed64']};

const SPAN: Message = {
  traceId: [1, 'id'],
  spanId: [2, 'id'],
  parentSpanId: [4, 'id'],
  name: [5, 'string'],
  kind: [6, 'enum'],
  startTimeUnixNano: [7, 'fixed64'],
  endTimeUnixNano: [8, 'fixed64'],
  attributes: [9, KEY_VALUE],
  events: [11, {timeUnixNano: [1, 'fixed64'], name: [2, 'string'], attributes: [3, KEY_VALUE]}],
  links: [13, {traceId: [1, 'id'], spanId: [2, 'id']}],
  status: [15, {message: [2, 'string'], code: [3, 'enum']}],
};

const NUMBER_POINT: Message = {...TIMES, asDouble: [4, 'double'], asInt: [6, 'sfixed64'], attributes: [7, KEY_VALUE]};
const HISTOGRAM_POINT: Message = {
  ...TIMES,
  count: [4, 'fixed64'],
  sum: [5, 'double'],
  bucketCounts: [6, 'fixed64', 'packed'],
  explicitBounds: [7, 'double', 'packed'],
  attributes: [9, KEY_VALUE],
  min: [11, 'double'],
  max: [12, 'double'],
};
const METRIC: Message = {
  name: [1, 'string'],
  description: [2, 'string'],
  unit: [3, 'string'],
  sum: [7, {dataPoints: [1, NUMBER_POINT], aggregationTemporality: [2, 'enum'], isMonotonic: [3, 'bool']}],
  histogram: [9, {dataPoints: [1, HISTOGRAM_POINT], aggregationTemporality: [2, 'enum']}],
};

const of = (list: string, items: Message): Message => ({
  resource: [1, RESOURCE],
  [`scope${list}`]: [
    2,
    {scope: [1, SCOPE], [list === 'Spans' ? 'spans' : 'metrics']: [2, items], schemaUrl: [3, 'string']},
  ],
  schemaUrl: [3, 'string'],
});
const REQUEST: Message = {resourceSpans: [1, of('Spans', SPAN)], resourceMetrics: [1, of('Metrics', METRIC)]};

export function toProtobuf(request: object): Buffer {
  return encodeMessage(request, REQUEST);
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;

function encodeMessage(value: object, fields: Message): Buffer {
  const parts = Object.entries(value).flatMap(([name, held]): readonly Buffer[] => {
    const field = fields[name];
    if (field === undefined) throw new Error(`${name} is no field of the message.`);
    const [number, holds, repeated] = field;
    if (repeated === 'packed' && typeof holds === 'string') {
      return delimited(number, Buffer.concat(asList(held).map((item) => encodeScalar(item, holds).bytes)));
    }
    return asList(held).flatMap((item) => {
      if (typeof holds !== 'string') return delimited(number, encodeMessage(Object(item), holds));
      const {wire, bytes} = encodeScalar(item, holds);
      return wire === LENGTH ? delimited(number, bytes) : [tag(number, wire), bytes];
    });
  });
  return Buffer.concat(parts);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function encodeScalar(value: unknown, type: Scalar): {readonly wire: number; readonly bytes: Buffer} {
  switch (type) {
    case 'string':
      return {wire: LENGTH, bytes: Buffer.from(String(value))};
    case 'id':
      return {wire: LENGTH, bytes: Buffer.from(String(value), 'hex')};
    case 'bool':
      return {wire: VARINT, bytes: varint(value === true ? 1n : 0n)};
    case 'enum':
    case 'int64':
      return {wire: VARINT, bytes: varint(BigInt.asUintN(64, BigInt(String(value))))};
    case 'fixed64':
    case 'sfixed64': {
      const bytes = Buffer.alloc(8);
      bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(String(value))));
      return {wire: FIXED64, bytes};
    }
    case 'double': {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(Number(value));
      return {wire: FIXED64, bytes};
    }
  }
}

function delimited(number: number, bytes: Buffer): readonly Buffer[] {
  return [tag(number, LENGTH), varint(BigInt(bytes.length)), bytes];
}

function tag(number: number, wire: number): Buffer {
  return varint(BigInt((number << 3) | wire));
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}
