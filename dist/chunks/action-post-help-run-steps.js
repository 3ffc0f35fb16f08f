(function (exports, require, module, __filename, __dirname) {
let node_util = require("node:util");
// src/domain/errors.ts
const INPUT_CODES = {
	"bad-input": "LF001",
	"bad-environment": "LF002",
	"not-a-work-tree": "LF003",
	"git-missing": "LF004",
	"git-too-old": "LF005"
};
const REFUSED_CODES = {
	"wrong-place": "LF010",
	"branch-moved": "LF011",
	"no-permission": "LF012",
	"unknown-step": "LF013",
	"unknown-rollback": "LF014",
	"contested-id": "LF015",
	"not-reversible": "LF016",
	"would-discard": "LF017",
	"not-an-ancestor": "LF018",
	"branch-gone": "LF019",
	"branch-checked-out": "LF020",
	"dirty-work-tree": "LF021",
	"not-confirmed": "LF022",
	"push-refused": "LF023",
	"in-operation": "LF024",
	"not-comparable": "LF025",
	"commit-gone": "LF026",
	"not-bisectable": "LF027",
	"revert-conflict": "LF028",
	"not-replayable": "LF029",
	"branch-protected": "LF050"
};
const STORE_CODES = {
	"not-a-ledger": "LF030",
	"newer-ledger": "LF031",
	damaged: "LF032",
	unreadable: "LF033",
	unwritable: "LF034",
	unavailable: "LF035"
};
const GIT_CODES = {
	"git-failed": "LF040",
	"remote-unreachable": "LF041",
	"git-stopped": "LF042"
};
const PUSH_CODES = {
	moved: REFUSED_CODES["branch-moved"],
	"no-permission": REFUSED_CODES["no-permission"],
	other: REFUSED_CODES["push-refused"],
	ambiguous: REFUSED_CODES["push-refused"],
	protected: REFUSED_CODES["branch-protected"],
	rules: "LF051",
	"hidden-ref": "LF052",
	"workflow-files": "LF053",
	signatures: "LF054",
	"too-large": "LF055",
	"no-atomic": "LF056"
};
const STEP_CODES = {
	missedBranch: "LF060",
	refused: "LF061",
	checkFailed: "LF062"
};
const MESSAGE_CODES = {
	...INPUT_CODES,
	...REFUSED_CODES,
	...STORE_CODES,
	...GIT_CODES
};
var CodedError = class extends Error {
	code;
	constructor(code, message, options) {
		super(message, options);
		this.code = code;
		this.name = new.target.name;
	}
};
var InputError = class extends CodedError {};
function badInput(message, options) {
	return new InputError("bad-input", message, options);
}
var RefusedError = class extends CodedError {};
var StoreError = class extends CodedError {};
var GitError = class extends CodedError {};
function describeError(error) {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error ? messageOf(error.cause) : void 0;
	const message = messageOf(error);
	return cause !== void 0 && !message.includes(cause) ? `${message} (${cause})` : message;
}
function messageOf(error) {
	return errnoCode(error) === void 0 ? error.message : error.message.replace(/'([^']{200})[^']+'/g, "'$1\u2026'");
}
function withCode(message, code) {
	return /\(LF\d{3}\)$/.test(message) ? message : `${message} (${code})`;
}
function tellError(error) {
	const message = describeError(error);
	if (!(error instanceof CodedError)) return message;
	const { code } = error;
	return withCode(message, MESSAGE_CODES[code]);
}
function errnoCode(error) {
	return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
// src/domain/identity.ts
const SHA = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const UID_PREFIX = /^[0-9a-f]{8}[0-9a-f-]{0,28}$/;
const STEP_NUMBER = /^[sS]?([1-9][0-9]{0,14})$/;
const ROLLBACK_NUMBER = /^[rR]([1-9][0-9]{0,14})$/;
function isSha(text) {
	return SHA.test(text);
}
function isUid(text) {
	return UID.test(text);
}
function parseStepRef(text, what) {
	const number = STEP_NUMBER.exec(text);
	if (number?.[1] !== void 0) return {
		kind: "id",
		id: Number(number[1])
	};
	if (UID_PREFIX.test(text.toLowerCase())) return {
		kind: "uid",
		prefix: text.toLowerCase()
	};
	throw badInput(`${what} is ${quote(text)}, which names no step. Use a step's number (3 or S3), or its uid or the first 8 or more characters of it.`);
}
function looksLikeStepNumber(text) {
	return STEP_NUMBER.test(text);
}
function parseRollbackRef(text, what) {
	const number = ROLLBACK_NUMBER.exec(text);
	if (number?.[1] !== void 0) return {
		kind: "number",
		number: Number(number[1])
	};
	if (looksLikeStepNumber(text)) throw badInput(`${what} is ${quote(text)}, which is a step's number. Undo takes back a rollback: name it as R${text.replace(/^[sS]/, "")}, or by its uid.`);
	if (UID_PREFIX.test(text.toLowerCase())) return {
		kind: "uid",
		prefix: text.toLowerCase()
	};
	throw badInput(`${what} is ${quote(text)}, which names no rollback. Use its number (R2), or its uid or the first 8 or more characters of it.`);
}
function quote(value) {
	const cut = value.length > 80 ? `${value.slice(0, 79)}\u2026` : value;
	return JSON.stringify(cut);
}
function shortSha(sha) {
	return sha === null ? "" : sha.slice(0, 8);
}
// src/render/terminal/text.ts
const ASCII = /^[ -~]*$/;
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
	return `${cut}\u2026`;
}
function graphemeWidth(grapheme) {
	if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme)) return 0;
	if (/^[\uff61-\uffdc]/u.test(grapheme)) return 1;
	return /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u.test(grapheme) || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u.test(grapheme) ? 2 : 1;
}
const PRINTABLE_ASCII = /^[ -~]*$/;
const SPACING = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const ZERO_WIDTH_JOINER = "\u200d";
const RUNNER_COMMAND = /^\s*:(?=:)|##(?=\[)/g;
function toPlainText(text) {
	return toVisible(text).replace(RUNNER_COMMAND, "$& ");
}
function toPlainLines(text) {
	return text.split("\n").map(toPlainText).join("\n");
}
function toVisible(text) {
	if (PRINTABLE_ASCII.test(text)) return text;
	return text.replace(SPACING, " ").replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (char) => {
		if (char === ZERO_WIDTH_JOINER) return char;
		const code = char.codePointAt(0) ?? 0;
		if (code < 32) return String.fromCodePoint(9216 + code);
		return code === 127 ? "\u2421" : "\ufffd";
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
function* decodeChunks(chunks) {
	const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
	for (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
	yield decoder.decode();
}
Object.defineProperty(exports, "GitError", {
	enumerable: true,
	get: function() {
		return GitError;
	}
});
Object.defineProperty(exports, "InputError", {
	enumerable: true,
	get: function() {
		return InputError;
	}
});
Object.defineProperty(exports, "PUSH_CODES", {
	enumerable: true,
	get: function() {
		return PUSH_CODES;
	}
});
Object.defineProperty(exports, "RefusedError", {
	enumerable: true,
	get: function() {
		return RefusedError;
	}
});
Object.defineProperty(exports, "STEP_CODES", {
	enumerable: true,
	get: function() {
		return STEP_CODES;
	}
});
Object.defineProperty(exports, "StoreError", {
	enumerable: true,
	get: function() {
		return StoreError;
	}
});
Object.defineProperty(exports, "badInput", {
	enumerable: true,
	get: function() {
		return badInput;
	}
});
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
Object.defineProperty(exports, "decodeChunks", {
	enumerable: true,
	get: function() {
		return decodeChunks;
	}
});
Object.defineProperty(exports, "describeError", {
	enumerable: true,
	get: function() {
		return describeError;
	}
});
Object.defineProperty(exports, "displayWidth", {
	enumerable: true,
	get: function() {
		return displayWidth;
	}
});
Object.defineProperty(exports, "errnoCode", {
	enumerable: true,
	get: function() {
		return errnoCode;
	}
});
Object.defineProperty(exports, "isSha", {
	enumerable: true,
	get: function() {
		return isSha;
	}
});
Object.defineProperty(exports, "isUid", {
	enumerable: true,
	get: function() {
		return isUid;
	}
});
Object.defineProperty(exports, "looksLikeStepNumber", {
	enumerable: true,
	get: function() {
		return looksLikeStepNumber;
	}
});
Object.defineProperty(exports, "parseRollbackRef", {
	enumerable: true,
	get: function() {
		return parseRollbackRef;
	}
});
Object.defineProperty(exports, "parseStepRef", {
	enumerable: true,
	get: function() {
		return parseStepRef;
	}
});
Object.defineProperty(exports, "plainPaint", {
	enumerable: true,
	get: function() {
		return plainPaint;
	}
});
Object.defineProperty(exports, "quote", {
	enumerable: true,
	get: function() {
		return quote;
	}
});
Object.defineProperty(exports, "shortSha", {
	enumerable: true,
	get: function() {
		return shortSha;
	}
});
Object.defineProperty(exports, "tellError", {
	enumerable: true,
	get: function() {
		return tellError;
	}
});
Object.defineProperty(exports, "toPlainLines", {
	enumerable: true,
	get: function() {
		return toPlainLines;
	}
});
Object.defineProperty(exports, "toPlainText", {
	enumerable: true,
	get: function() {
		return toPlainText;
	}
});
Object.defineProperty(exports, "withCode", {
	enumerable: true,
	get: function() {
		return withCode;
	}
});
});
