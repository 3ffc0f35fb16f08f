let node_fs = require("node:fs");
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
	if (Array.isArray(value)) return `[${value.map((item) => toSortedJson(item) ?? "null").join(",")}]`;
	if (!isObject(value)) return JSON.stringify(value);
	let text = "";
	for (const key of sortedKeys(value)) {
		const field = toSortedJson(value[key]);
		if (field !== void 0) text += `${text === "" ? "" : ","}${JSON.stringify(key)}:${field}`;
	}
	return `{${text}}`;
}
function sortedKeys(value) {
	const keys = Object.keys(value);
	const isNumber = (key) => /^(0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
	const first = keys.findIndex((key) => !isNumber(key));
	if (first <= 0) return first < 0 ? keys : keys.sort();
	return [...keys.slice(0, first), ...keys.slice(first).sort()];
}
function asObject(value) {
	return isObject(value) ? value : void 0;
}
function asArray(value) {
	return Array.isArray(value) ? value : [];
}
function asText(value) {
	return typeof value === "string" ? value : void 0;
}
function dig(value, ...keys) {
	let found = value;
	for (const key of keys) found = isObject(found) && Object.hasOwn(found, key) ? found[key] : void 0;
	return found;
}
function digObject(value, ...keys) {
	return asObject(dig(value, ...keys));
}
function digText(value, ...keys) {
	return asText(dig(value, ...keys));
}
// src/files/regular-file.ts
const MOST_BYTES = 67108864;
function readRegularFile(path, mostBytes = MOST_BYTES) {
	try {
		const file = (0, node_fs.openSync)(path, node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0));
		try {
			const stat = (0, node_fs.fstatSync)(file);
			return stat.isFile() && stat.size <= mostBytes ? (0, node_fs.readFileSync)(file) : null;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return null;
	}
}
Object.defineProperty(exports, "asArray", {
	enumerable: true,
	get: function() {
		return asArray;
	}
});
Object.defineProperty(exports, "asObject", {
	enumerable: true,
	get: function() {
		return asObject;
	}
});
Object.defineProperty(exports, "asText", {
	enumerable: true,
	get: function() {
		return asText;
	}
});
Object.defineProperty(exports, "dig", {
	enumerable: true,
	get: function() {
		return dig;
	}
});
Object.defineProperty(exports, "digObject", {
	enumerable: true,
	get: function() {
		return digObject;
	}
});
Object.defineProperty(exports, "digText", {
	enumerable: true,
	get: function() {
		return digText;
	}
});
Object.defineProperty(exports, "isObject", {
	enumerable: true,
	get: function() {
		return isObject;
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
Object.defineProperty(exports, "readRegularFile", {
	enumerable: true,
	get: function() {
		return readRegularFile;
	}
});
Object.defineProperty(exports, "toSortedJson", {
	enumerable: true,
	get: function() {
		return toSortedJson;
	}
});
