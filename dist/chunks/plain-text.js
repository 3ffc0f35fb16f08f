// src/render/terminal/plain-text.ts
const PRINTABLE_ASCII = /^[ -~]*$/;
const SPACING = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const ZERO_WIDTH_JOINER = "‍";
function toPlainText(text) {
	if (PRINTABLE_ASCII.test(text)) return text;
	return text.replace(SPACING, " ").replace(INVISIBLE, (char) => {
		if (char === ZERO_WIDTH_JOINER) return char;
		const code = char.codePointAt(0) ?? 0;
		if (code < 32) return String.fromCodePoint(9216 + code);
		return code === 127 ? "␡" : "�";
	});
}
Object.defineProperty(exports, "toPlainText", {
	enumerable: true,
	get: function() {
		return toPlainText;
	}
});
