let node_crypto = require("node:crypto");
const require_step = require("./step.js");
// src/stores/sealed-json.ts
const DIGEST_LENGTH = 32;
function seal(record) {
	const sealed = { ...record };
	return {
		...sealed,
		digest: digestOf(sealed)
	};
}
function unsealAll(items, setAside, texts) {
	return items.flatMap((item, index) => {
		const reason = require_step.isObject(item) ? hasRightDigest(item) ? null : CHANGED : "is no object";
		if (require_step.isObject(item) && reason === null) return [withoutDigest(item)];
		setAside.push({
			text: texts?.[index] ?? toText(item),
			reason: reason ?? CHANGED
		});
		return [];
	});
}
const CHANGED = "its fields do not match its digest: take another copy, or delete its \"digest\" if the change was meant";
function hasRightDigest(sealed) {
	try {
		return sealed.digest === void 0 || sealed.digest === digestOf(withoutDigest(sealed));
	} catch {
		return false;
	}
}
function withoutDigest({ digest: _, ...record }) {
	return record;
}
function toText(value) {
	try {
		return JSON.stringify(value);
	} catch {
		return "(nested too deep to be kept)";
	}
}
function digestOf(record) {
	return digestOfText(require_step.toSortedJson(record));
}
function digestOfText(sortedJson) {
	return (0, node_crypto.hash)("sha256", sortedJson).slice(0, DIGEST_LENGTH);
}
function createSealedWriter() {
	let fields;
	let sorted;
	return (record) => {
		fields ??= Object.keys(record).map((key) => ({
			name: JSON.stringify(key),
			value: void 0,
			text: "",
			sortedText: ""
		}));
		sorted ??= fields.toSorted((a, b) => a.name < b.name ? -1 : 1);
		let index = 0;
		for (const key in record) {
			const field = fields[index++];
			const value = record[key];
			if (field === void 0 || field.value === value) continue;
			field.value = value;
			field.text = `${field.name}:${JSON.stringify(value)}`;
			field.sortedText = typeof value === "object" ? `${field.name}:${require_step.toSortedJson(value)}` : field.text;
		}
		let text = "";
		for (const field of fields) text += `${field.text},`;
		let sortedText = "{";
		for (const field of sorted) sortedText += `${sortedText === "{" ? "" : ","}${field.sortedText}`;
		return `${text}"digest":"${digestOfText(`${sortedText}}`)}"}`;
	};
}
Object.defineProperty(exports, "createSealedWriter", {
	enumerable: true,
	get: function() {
		return createSealedWriter;
	}
});
Object.defineProperty(exports, "seal", {
	enumerable: true,
	get: function() {
		return seal;
	}
});
Object.defineProperty(exports, "unsealAll", {
	enumerable: true,
	get: function() {
		return unsealAll;
	}
});
