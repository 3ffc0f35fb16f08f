let node_crypto = require("node:crypto");
const require_documents = require("./documents.js");
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
		const reason = require_documents.isObject(item) ? hasRightDigest(item) ? null : CHANGED : "is no object";
		if (require_documents.isObject(item) && reason === null) return [withoutDigest(item)];
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
	return (0, node_crypto.hash)("sha256", require_documents.toSortedJson(record)).slice(0, DIGEST_LENGTH);
}
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
