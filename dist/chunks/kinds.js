const require_identity = require("./identity.js");
// src/domain/json.ts
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return;
	}
}
function parseObject(text) {
	const value = parseJson(text);
	return isObject(value) ? value : void 0;
}
function toSortedJson(value) {
	return JSON.stringify(value, (_key, inner) => isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1)) : inner);
}
// src/domain/kinds.ts
const WRONG = Symbol("wrong");
var Reading = class {
	isStrict;
	scale;
	cuts = [];
	wrong = null;
	#path = [];
	constructor(isStrict, scale = 1) {
		this.isStrict = isStrict;
		this.scale = scale;
	}
	at(key, kind, value) {
		this.#path.push(key);
		const found = kind.read(value, this);
		this.#path.pop();
		return found;
	}
	isWrong(reason) {
		this.wrong ??= `${this.#place()}: ${reason}`;
		return WRONG;
	}
	noteCut(size) {
		this.cuts.push(`${this.#place()} (${size})`);
	}
	#place() {
		const place = this.#path.join(".").replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
		return place === "" ? "the value" : place;
	}
};
function fromStored(kind, text) {
	const found = text === null ? WRONG : kind.read(parseJson(text), new Reading(false));
	return found === WRONG ? null : found;
}
function toStored(kind, value) {
	const found = kind.read(value, new Reading(false));
	if (found === null || found === WRONG || Array.isArray(found) && found.length === 0) return null;
	return JSON.stringify(kind.toStored === void 0 ? found : kind.toStored(found));
}
const SHORTEST = 50;
function text(bound, { isName = false } = {}) {
	return { read: (value, reading) => {
		if (typeof value !== "string") return reading.isWrong("is no text");
		const most = isName ? bound : Math.max(SHORTEST, Math.floor(bound * reading.scale));
		if (value.length <= most) return value.isWellFormed() ? value : value.toWellFormed();
		const end = /[\ud800-\udbff]/.test(value.charAt(most - 2)) ? most - 2 : most - 1;
		reading.noteCut(`${value.length} characters, ${end} kept`);
		return `${value.slice(0, end).toWellFormed()}…`;
	} };
}
function textLike(reason, isRight) {
	const isValue = (value) => typeof value === "string" && isRight(value);
	return { read: (value, reading) => isValue(value) ? value : reading.isWrong(reason) };
}
const uid = textLike("is no UUIDv7", require_identity.isUid);
const sha = textLike("is no full commit SHA", require_identity.isSha);
const timestamp = textLike("is no UTC time with milliseconds", isTimestamp);
function oneOf(...values) {
	return { read: (value, reading) => values.find((one) => one === value) ?? reading.isWrong(`is none of ${values.join(", ")}`) };
}
const flag = { read: (value, reading) => typeof value === "boolean" ? value : reading.isWrong("is neither true nor false") };
function number(least = Number.NEGATIVE_INFINITY) {
	return { read: (value, reading) => typeof value === "number" && Number.isFinite(value) && value >= least ? value : reading.isWrong(least < 0 ? "is no number" : `is no number from ${least} on`) };
}
function integer(least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) {
	return { read: (value, reading) => typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most ? value : reading.isWrong(`is no whole number from ${least} to ${most}`) };
}
function list(item, most) {
	return {
		read: (value, reading) => {
			if (!Array.isArray(value)) return reading.isWrong("is no list");
			if (value.length > most) reading.noteCut(`${value.length} entries, ${most} kept`);
			const items = [];
			for (let index = 0; index < Math.min(value.length, most); index++) {
				const found = reading.at(index, item, value[index]);
				if (found !== WRONG) items.push(found);
				else if (reading.isStrict) return WRONG;
			}
			return items;
		},
		missing: () => [],
		...item.toStored === void 0 ? {} : { toStored: (items) => items.map((it) => item.toStored?.(it)) }
	};
}
function nullable(kind) {
	return {
		read: (value, reading) => {
			if (value === null || value === void 0) return null;
			const found = kind.read(value, reading);
			return found === WRONG && !reading.isStrict ? null : found;
		},
		missing: () => null,
		...kind.toStored === void 0 ? {} : { toStored: (value) => value === null ? null : kind.toStored?.(value) }
	};
}
function optional(kind) {
	return {
		read: (value, reading) => {
			if (value === null || value === void 0) return void 0;
			const found = kind.read(value, reading);
			if (found === WRONG) return reading.isStrict ? WRONG : void 0;
			return Array.isArray(found) && found.length === 0 ? void 0 : found;
		},
		missing: () => void 0,
		...kind.toStored === void 0 ? {} : { toStored: (value) => value == null ? void 0 : kind.toStored?.(value) }
	};
}
function orElse(kind, missing) {
	return {
		...kind,
		missing
	};
}
function object(fields, { keepsNulls = false } = {}) {
	const entries = Object.entries(fields);
	const read = (value, reading) => {
		if (!isObject(value)) return reading.isWrong("is no object");
		const found = {};
		for (const [key, kind] of entries) {
			const given = Object.hasOwn(value, key) ? value[key] : void 0;
			let field = given === void 0 && kind.missing !== void 0 ? kind.missing(found) : reading.at(key, kind, given);
			if (field === WRONG) {
				if (reading.isStrict || kind.missing === void 0) return WRONG;
				field = kind.missing(found);
			}
			if (field !== void 0) found[key] = field;
		}
		return found;
	};
	const toStored = (value) => Object.fromEntries(entries.flatMap(([key, { toStored: store }]) => {
		const stored = store === void 0 ? value[key] : store(value[key]);
		return stored === void 0 || stored === null && !keepsNulls ? [] : [[key, stored]];
	}));
	return {
		read,
		toStored
	};
}
function partial(fields) {
	const entries = Object.entries(fields).map(([key, kind]) => [key, orElse(kind, () => void 0)]);
	return object(Object.fromEntries(entries));
}
function dictionary(kind) {
	return { read: (value, reading) => {
		if (!isObject(value)) return reading.isWrong("is no object");
		const entries = [];
		for (const [key, item] of Object.entries(value)) {
			const found = reading.at(key, kind, item);
			if (found !== WRONG) entries.push([key, found]);
			else if (reading.isStrict) return WRONG;
		}
		return Object.fromEntries(entries);
	} };
}
function pair(first, second) {
	return { read: (value, reading) => {
		if (!Array.isArray(value) || value.length !== 2) return reading.isWrong("is no pair");
		const one = reading.at(0, first, value[0]);
		if (one === WRONG) return WRONG;
		const two = reading.at(1, second, value[1]);
		return two === WRONG ? WRONG : [one, two];
	} };
}
function transformed(kind, transform) {
	return { read: (value, reading) => {
		const found = kind.read(value, reading);
		return found === WRONG ? WRONG : transform(found);
	} };
}
const DEEPEST = 20;
function freeObject(bound) {
	return {
		read: (value, reading) => {
			if (!isObject(value)) return reading.isWrong("is no object");
			const most = Math.floor(bound * reading.scale);
			let left = most;
			let hasCut = false;
			const hasRoom = (length) => {
				const fits = length <= left;
				if (fits) left -= length;
				else hasCut = true;
				return fits;
			};
			const copy = (inner, depth) => {
				if (depth > DEEPEST || !hasRoom(typeof inner === "string" ? inner.length + 3 : 6)) {
					hasCut = true;
					return WRONG;
				}
				if (typeof inner === "string") return inner.toWellFormed();
				if (typeof inner === "number") return Number.isFinite(inner) ? inner : null;
				if (typeof inner === "boolean") return inner;
				if (Array.isArray(inner)) return inner.map((item) => copy(item, depth + 1)).filter((item) => item !== WRONG);
				if (!isObject(inner)) return null;
				const entries = Object.keys(inner).map((key) => {
					return [key, hasRoom(key.length + 3) ? copy(inner[key], depth + 1) : WRONG];
				});
				return Object.fromEntries(entries.filter(([, found]) => found !== WRONG));
			};
			const found = copy(value, 0);
			if (hasCut) reading.noteCut(`more than ${most} characters or ${DEEPEST} levels, what fits is kept`);
			return isObject(found) ? found : {};
		},
		missing: () => ({})
	};
}
function isTimestamp(value) {
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
	const time = Date.parse(value);
	return !Number.isNaN(time) && Number(value.slice(8, 10)) === new Date(time).getUTCDate();
}
Object.defineProperty(exports, "Reading", {
	enumerable: true,
	get: function() {
		return Reading;
	}
});
Object.defineProperty(exports, "WRONG", {
	enumerable: true,
	get: function() {
		return WRONG;
	}
});
Object.defineProperty(exports, "dictionary", {
	enumerable: true,
	get: function() {
		return dictionary;
	}
});
Object.defineProperty(exports, "flag", {
	enumerable: true,
	get: function() {
		return flag;
	}
});
Object.defineProperty(exports, "freeObject", {
	enumerable: true,
	get: function() {
		return freeObject;
	}
});
Object.defineProperty(exports, "fromStored", {
	enumerable: true,
	get: function() {
		return fromStored;
	}
});
Object.defineProperty(exports, "integer", {
	enumerable: true,
	get: function() {
		return integer;
	}
});
Object.defineProperty(exports, "isObject", {
	enumerable: true,
	get: function() {
		return isObject;
	}
});
Object.defineProperty(exports, "list", {
	enumerable: true,
	get: function() {
		return list;
	}
});
Object.defineProperty(exports, "nullable", {
	enumerable: true,
	get: function() {
		return nullable;
	}
});
Object.defineProperty(exports, "number", {
	enumerable: true,
	get: function() {
		return number;
	}
});
Object.defineProperty(exports, "object", {
	enumerable: true,
	get: function() {
		return object;
	}
});
Object.defineProperty(exports, "oneOf", {
	enumerable: true,
	get: function() {
		return oneOf;
	}
});
Object.defineProperty(exports, "optional", {
	enumerable: true,
	get: function() {
		return optional;
	}
});
Object.defineProperty(exports, "orElse", {
	enumerable: true,
	get: function() {
		return orElse;
	}
});
Object.defineProperty(exports, "pair", {
	enumerable: true,
	get: function() {
		return pair;
	}
});
Object.defineProperty(exports, "parseJson", {
	enumerable: true,
	get: function() {
		return parseJson;
	}
});
Object.defineProperty(exports, "parseObject", {
	enumerable: true,
	get: function() {
		return parseObject;
	}
});
Object.defineProperty(exports, "partial", {
	enumerable: true,
	get: function() {
		return partial;
	}
});
Object.defineProperty(exports, "sha", {
	enumerable: true,
	get: function() {
		return sha;
	}
});
Object.defineProperty(exports, "text", {
	enumerable: true,
	get: function() {
		return text;
	}
});
Object.defineProperty(exports, "textLike", {
	enumerable: true,
	get: function() {
		return textLike;
	}
});
Object.defineProperty(exports, "timestamp", {
	enumerable: true,
	get: function() {
		return timestamp;
	}
});
Object.defineProperty(exports, "toSortedJson", {
	enumerable: true,
	get: function() {
		return toSortedJson;
	}
});
Object.defineProperty(exports, "toStored", {
	enumerable: true,
	get: function() {
		return toStored;
	}
});
Object.defineProperty(exports, "transformed", {
	enumerable: true,
	get: function() {
		return transformed;
	}
});
Object.defineProperty(exports, "uid", {
	enumerable: true,
	get: function() {
		return uid;
	}
});
