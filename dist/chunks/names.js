// src/usage/names.ts
const LONGEST_NAME = 200;
function toName(value) {
	if (typeof value !== "string") return null;
	const line = value.slice(0, LONGEST_NAME).replace(/\p{C}+/gu, " ").trim();
	return line === "" ? null : line;
}
Object.defineProperty(exports, "toName", {
	enumerable: true,
	get: function() {
		return toName;
	}
});
