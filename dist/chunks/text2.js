let node_util = require("node:util");
// src/render/terminal/text.ts
const ASCII = /^[ -~]*$/;
const MARK = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u;
const WIDE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u;
const HALFWIDTH = /^[\uff61-\uffdc]/u;
let segmenter;
function graphemes(text) {
	segmenter ??= new Intl.Segmenter("en", { granularity: "grapheme" });
	return segmenter.segment(text);
}
function displayWidth(text) {
	if (ASCII.test(text)) return text.length;
	let width = 0;
	for (const { segment } of graphemes(text)) width += graphemeWidth(segment);
	return width;
}
function cutToWidth(text, width) {
	if (displayWidth(text) <= width) return text;
	if (width < 1) return "";
	let cut = "";
	let used = 0;
	for (const { segment } of graphemes(text)) {
		const next = used + graphemeWidth(segment);
		if (next > width - 1) break;
		cut += segment;
		used = next;
	}
	return `${cut}…`;
}
function graphemeWidth(grapheme) {
	if (MARK.test(grapheme)) return 0;
	if (HALFWIDTH.test(grapheme)) return 1;
	return EMOJI.test(grapheme) || WIDE.test(grapheme) ? 2 : 1;
}
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
const FORMATS = {
	strong: "bold",
	dim: "dim",
	good: "green",
	bad: "red",
	warn: "yellow"
};
function createPaint(stream, env) {
	return stream.isTTY === true && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb" ? (look, text) => (0, node_util.styleText)(FORMATS[look], text, { validateStream: false }) : plainPaint;
}
const plainPaint = (_look, text) => text;
Object.defineProperty(exports, "createPaint", {
	enumerable: true,
	get: function() {
		return createPaint;
	}
});
Object.defineProperty(exports, "cutToWidth", {
	enumerable: true,
	get: function() {
		return cutToWidth;
	}
});
Object.defineProperty(exports, "displayWidth", {
	enumerable: true,
	get: function() {
		return displayWidth;
	}
});
Object.defineProperty(exports, "plainPaint", {
	enumerable: true,
	get: function() {
		return plainPaint;
	}
});
Object.defineProperty(exports, "toPlainText", {
	enumerable: true,
	get: function() {
		return toPlainText;
	}
});
