const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
// src/agent/read-yaml.ts
async function parseText(text, where) {
	try {
		return JSON.parse(text);
	} catch {
		return await parseYaml(text, where);
	}
}
async function parseYaml(text, where, asTexts = false) {
	const { LineCounter, parseDocument } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist2.js").default, 1));
	const lines = new LineCounter();
	const document = parseDocument(text, {
		lineCounter: lines,
		prettyErrors: false,
		stringKeys: true,
		logLevel: "error",
		...asTexts && { schema: "failsafe" }
	});
	const [error] = [...document.errors, ...document.warnings.filter(({ code }) => code === "TAG_RESOLVE_FAILED")];
	if (error?.code === "RESOURCE_EXHAUSTION") throw tooDeep(where);
	if (error !== void 0) {
		const { line, col } = lines.linePos(error.pos[0]);
		throw new require_errors.InputError("bad-input", `${where} is neither JSON nor YAML: line ${line}, column ${col}: ${error.message.replace(/\.$/, "")}. Correct that line.`);
	}
	try {
		return document.toJS({ maxAliasCount: 100 });
	} catch (cause) {
		if (cause instanceof RangeError) throw tooDeep(where, cause);
		throw new require_errors.InputError("bad-input", `${where} cannot be used: ${require_errors.describeError(cause)}. Write it without aliases.`, { cause });
	}
}
const MAX_DEPTH = 32;
function checkDepth(value, where, depth = MAX_DEPTH) {
	if (typeof value !== "object" || value === null) return;
	if (depth === 0) throw tooDeep(where);
	for (const item of Object.values(value)) checkDepth(item, where, depth - 1);
}
function tooDeep(where, cause) {
	return new require_errors.InputError("bad-input", `${where} is nested deeper than ${MAX_DEPTH} levels. Make it flatter.`, { cause });
}
Object.defineProperty(exports, "checkDepth", {
	enumerable: true,
	get: function() {
		return checkDepth;
	}
});
Object.defineProperty(exports, "parseText", {
	enumerable: true,
	get: function() {
		return parseText;
	}
});
Object.defineProperty(exports, "parseYaml", {
	enumerable: true,
	get: function() {
		return parseYaml;
	}
});
