(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
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
	throw require_action_post_help_run_steps.badInput(`${what} is ${quote(text)}, which names no step. Use a step's number (3 or S3), or its uid or the first 8 or more characters of it.`);
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
	if (looksLikeStepNumber(text)) throw require_action_post_help_run_steps.badInput(`${what} is ${quote(text)}, which is a step's number. Undo takes back a rollback: name it as R${text.replace(/^[sS]/, "")}, or by its uid.`);
	if (UID_PREFIX.test(text.toLowerCase())) return {
		kind: "uid",
		prefix: text.toLowerCase()
	};
	throw require_action_post_help_run_steps.badInput(`${what} is ${quote(text)}, which names no rollback. Use its number (R2), or its uid or the first 8 or more characters of it.`);
}
function quote(value) {
	const cut = value.length > 80 ? `${value.slice(0, 79)}\u2026` : value;
	return JSON.stringify(cut);
}
function shortSha(sha) {
	return sha === null ? "" : sha.slice(0, 8);
}
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
});
