// src/domain/text.ts
const ESC = "\x1B";
const ESCAPES = [
	new RegExp(`(?:${ESC}[\\]PX^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u009c${ESC}\n]*(?:[\u0007\u009c]|${ESC}\\\\)?`, "g"),
	new RegExp(`(?:${ESC}\\[|\u009b)[0-?]*[ -/]*[@-~]?`, "g"),
	new RegExp(`${ESC}[ -/]*[0-~]?`, "g")
];
function stripEscapes(text) {
	return ESCAPES.reduce((plain, escapes) => plain.replaceAll(escapes, ""), text);
}
function cutText(text, most) {
	if (text.length <= most) return text;
	const characters = Array.from(text.slice(0, 2 * most + 2));
	if (characters.length <= most) return text;
	return `${characters.slice(0, Math.max(0, most - 1)).join("").trimEnd()}…`;
}
Object.defineProperty(exports, "cutText", {
	enumerable: true,
	get: function() {
		return cutText;
	}
});
Object.defineProperty(exports, "stripEscapes", {
	enumerable: true,
	get: function() {
		return stripEscapes;
	}
});
