(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_util = require("node:util");
let node_fs_promises = __late(() => require("node:fs/promises"));
let node_path = require("node:path");
let node_fs = require("node:fs");
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
function refusals(code, sentences) {
	return Object.fromEntries(Object.entries(sentences).map(([why, say]) => [why, (...facts) => new RefusedError(code, say(...facts))]));
}
function notReplayable(message) {
	return new RefusedError("not-replayable", message);
}
var StoreError = class extends CodedError {};
var GitError = class extends CodedError {};
function describeError(error) {
	if (!(error instanceof Error)) return String(error);
	const cause = error.cause instanceof Error && !isStart(error.cause) ? messageOf(error.cause) : void 0;
	const message = messageOf(error);
	return cause !== void 0 && !message.includes(cause) ? `${message} (${cause})` : message;
}
function isStart(error) {
	return /^spawn(Sync)? .* E[A-Z0-9]+$/s.test(error.message);
}
function messageOf(error) {
	if (errnoCode(error) === void 0) return error.message;
	return error.message.replace(/^E[A-Z0-9]+: /, "").replace(/'([^']{200})[^']+'/g, "'$1\u2026'");
}
const PATH_ADVICE = {
	EACCES: "Give this user access to it and to the folders above it, or name another path",
	EDQUOT: "Make room on its disk, or name a path on another one",
	EISDIR: "It is a folder: name a file",
	ELOOP: "Its links lead back to each other: name another path",
	ENAMETOOLONG: "Use a shorter one",
	ENOENT: "Look at the path",
	ENOSPC: "Make room on its disk, or name a path on another one",
	ENOTDIR: "A part of it is a file: name another path",
	EPERM: "Give this user access to it and to the folders above it, or name another path",
	EROFS: "Its disk can only be read: name a path on another one"
};
function sayRefusedPath(error) {
	return `${error instanceof Error ? messageOf(error).replace(/, [a-z]+(?: '[^']*')?$/, "") : String(error)}. ${PATH_ADVICE[errnoCode(error) ?? ""] ?? "Name another path"}.`;
}
function withCode(message, code) {
	return /\(LF\d{3}\)$/.test(message) ? message : `${message} (${code})`;
}
function tellError(error) {
	const path = refusedPath(error);
	if (path !== null) return `${JSON.stringify(path)} cannot be used: ${sayRefusedPath(error)}`;
	const message = describeError(error);
	if (!(error instanceof CodedError)) return message;
	const { code } = error;
	return withCode(message, MESSAGE_CODES[code]);
}
function refusedPath(error) {
	if (!Object.hasOwn(PATH_ADVICE, errnoCode(error) ?? "") || !(error instanceof Error) || !("path" in error) || typeof error.path !== "string") return null;
	return error.path.length > 200 ? `${error.path.slice(0, 200)}\u2026` : error.path;
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
function uidTime(uid) {
	return new Date(Number.parseInt(uid.slice(0, 8) + uid.slice(9, 13), 16)).toISOString();
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
function nameCommit(sha, subject) {
	return `${shortSha(sha)}${subject === void 0 ? "" : ` ${quote(subject)}`}`;
}
const DEFAULT_SLUG = "default";
const MAX_PROJECT_ID_LENGTH = 100;
function textToSlug(text) {
	let slug = "";
	const bytes = new TextEncoder().encode(text);
	bytes.forEach((byte, index) => {
		const char = String.fromCharCode(byte);
		const innerDot = char === "." && index > 0 && index < bytes.length - 1 && bytes[index - 1] !== 46 && !text.endsWith(".lock");
		slug += /[A-Za-z0-9_-]/.test(char) || innerDot ? char : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
	});
	return slug;
}
function slugToText(slug) {
	const bytes = [];
	for (let i = 0; i < slug.length; i++) if (slug[i] === "=") {
		bytes.push(Number.parseInt(slug.slice(i + 1, i + 3), 16));
		i += 2;
	} else bytes.push(slug.charCodeAt(i));
	return new TextDecoder().decode(new Uint8Array(bytes));
}
function projectPathParts(projectId, what) {
	return parseProjectId(projectId, what).split("/").map(textToSlug);
}
function parseProjectId(projectId, what) {
	const reason = projectId.length > MAX_PROJECT_ID_LENGTH ? `it is longer than ${MAX_PROJECT_ID_LENGTH} characters` : projectId.split("/").some((part) => part === "" || part === "." || part === "..") ? "a part between its slashes is empty, \".\" or \"..\"" : [...projectId].some((char) => char < " " || char === "") ? "it has a control character" : void 0;
	if (reason !== void 0) throw badInput(`${what} is ${quote(projectId)}, and ${reason}. Use a name such as owner/repo.`);
	return projectId;
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
function wrapWords(text, width) {
	const lines = [];
	for (const word of text.split(" ")) {
		const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
		if (lines.length > 0 && displayWidth(longer) <= width) lines[lines.length - 1] = longer;
		else lines.push(word);
	}
	return lines;
}
function graphemeWidth(grapheme) {
	if (/^[\p{Mn}\p{Me}\p{Cf}]+$/u.test(grapheme)) return 0;
	if (/^[\uff61-\uffdc]/u.test(grapheme)) return 1;
	return /\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}/u.test(grapheme) || /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303e\u30fb\u30fc\uff01-\uff60\uffe0-\uffe6]/u.test(grapheme) ? 2 : 1;
}
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
	if (ASCII.test(text)) return text;
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
// src/files/regular-file.ts
const MOST_BYTES = 67108864;
const READ = node_fs.constants.O_RDONLY | (node_fs.constants.O_NONBLOCK ?? 0);
const NO_LINK = node_fs.constants.O_NOFOLLOW ?? 0;
function readRegularFile(path, mostBytes = MOST_BYTES) {
	return openRegular(path, 0, (file, size) => size <= mostBytes ? (0, node_fs.readFileSync)(file) : null);
}
function readStart(path, length) {
	const start = Buffer.alloc(length);
	return openRegular(path, 0, (file) => start.subarray(0, (0, node_fs.readSync)(file, start)));
}
function withPlainFile(path, read) {
	return openRegular(path, NO_LINK, read);
}
async function withPlainHandle(path, read) {
	const file = await (0, node_fs_promises.open)(path, READ | NO_LINK).catch(() => null);
	if (file === null) return null;
	try {
		const stat = await file.stat();
		return stat.isFile() ? await read(file, stat.size) : null;
	} finally {
		await file.close();
	}
}
function looksLikePath(text) {
	const line = text.trim();
	return line !== "" && !line.includes("\n") && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}
function openRegular(path, flags, read) {
	try {
		const file = (0, node_fs.openSync)(path, READ | flags);
		try {
			const stat = (0, node_fs.fstatSync)(file);
			return stat.isFile() ? read(file, stat.size) : null;
		} finally {
			(0, node_fs.closeSync)(file);
		}
	} catch {
		return null;
	}
}
function* walkBelow(top) {
	const folders = [top];
	for (let path = folders.pop(); path !== void 0; path = folders.pop()) {
		const folder = (0, node_fs.opendirSync)(path);
		try {
			for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
				if (entry.isDirectory()) folders.push((0, node_path.join)(path, entry.name));
				yield entry;
			}
		} finally {
			folder.closeSync();
		}
	}
}
function findLinkedFolders(top) {
	const found = [];
	try {
		for (const entry of walkBelow(top)) {
			const path = (0, node_path.join)(entry.parentPath, entry.name);
			if (entry.isSymbolicLink() && isFolder(path)) found.push(path);
		}
	} catch {}
	return found;
}
function isFolder(path) {
	try {
		return (0, node_fs.statSync)(path).isDirectory();
	} catch {
		return false;
	}
}
function isAbsent(path) {
	return whyUnseen(path) === "ENOENT";
}
function hasNoFile(path) {
	return ["ENOENT", "ENAMETOOLONG"].some((code) => whyUnseen(path) === code);
}
function whyUnseen(path) {
	try {
		return (0, node_fs.statSync)(path, { throwIfNoEntry: false }) === void 0 ? "ENOENT" : void 0;
	} catch (error) {
		return error instanceof Error && "code" in error ? error.code : null;
	}
}
function realPath(path) {
	for (const [above, rest] of [[path, ""], [(0, node_path.dirname)(path), (0, node_path.basename)(path)]]) try {
		return (0, node_path.join)((0, node_fs.realpathSync)(above), rest);
	} catch {}
	return path;
}
function findBlock(path) {
	const folder = (0, node_path.dirname)(path);
	if (folder === path) return null;
	try {
		const stat = (0, node_fs.statSync)(folder, { throwIfNoEntry: false });
		if (stat !== void 0) return stat.isDirectory() ? null : folder;
	} catch {}
	return findBlock(folder);
}
function sayNoFolder(block) {
	return `${JSON.stringify(block)} is no folder. Move it away, or name another place for the history with LAFORGE_HOME or --db, or the input store-path.`;
}
function replaceFile(path, content, mode) {
	const draft = `${path}.new`;
	(0, node_fs.rmSync)(draft, {
		force: true,
		recursive: true
	});
	(0, node_fs.writeFileSync)(draft, content, {
		flag: "wx",
		mode: mode === void 0 ? 438 : 384
	});
	if (mode !== void 0 && mode !== 384) (0, node_fs.chmodSync)(draft, mode);
	(0, node_fs.renameSync)(draft, path);
}
function keepFile(path, content, mode = 384) {
	const wanted = Buffer.from(content);
	if (readRegularFile(path)?.equals(wanted) === true) return;
	replaceFile(path, wanted, mode);
}
Object.defineProperty(exports, "DEFAULT_SLUG", {
	enumerable: true,
	get: function() {
		return DEFAULT_SLUG;
	}
});
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
Object.defineProperty(exports, "findBlock", {
	enumerable: true,
	get: function() {
		return findBlock;
	}
});
Object.defineProperty(exports, "findLinkedFolders", {
	enumerable: true,
	get: function() {
		return findLinkedFolders;
	}
});
Object.defineProperty(exports, "hasNoFile", {
	enumerable: true,
	get: function() {
		return hasNoFile;
	}
});
Object.defineProperty(exports, "isAbsent", {
	enumerable: true,
	get: function() {
		return isAbsent;
	}
});
Object.defineProperty(exports, "isFolder", {
	enumerable: true,
	get: function() {
		return isFolder;
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
Object.defineProperty(exports, "keepFile", {
	enumerable: true,
	get: function() {
		return keepFile;
	}
});
Object.defineProperty(exports, "looksLikePath", {
	enumerable: true,
	get: function() {
		return looksLikePath;
	}
});
Object.defineProperty(exports, "looksLikeStepNumber", {
	enumerable: true,
	get: function() {
		return looksLikeStepNumber;
	}
});
Object.defineProperty(exports, "nameCommit", {
	enumerable: true,
	get: function() {
		return nameCommit;
	}
});
Object.defineProperty(exports, "notReplayable", {
	enumerable: true,
	get: function() {
		return notReplayable;
	}
});
Object.defineProperty(exports, "parseProjectId", {
	enumerable: true,
	get: function() {
		return parseProjectId;
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
Object.defineProperty(exports, "projectPathParts", {
	enumerable: true,
	get: function() {
		return projectPathParts;
	}
});
Object.defineProperty(exports, "quote", {
	enumerable: true,
	get: function() {
		return quote;
	}
});
Object.defineProperty(exports, "readRegularFile", {
	enumerable: true,
	get: function() {
		return readRegularFile;
	}
});
Object.defineProperty(exports, "readStart", {
	enumerable: true,
	get: function() {
		return readStart;
	}
});
Object.defineProperty(exports, "realPath", {
	enumerable: true,
	get: function() {
		return realPath;
	}
});
Object.defineProperty(exports, "refusals", {
	enumerable: true,
	get: function() {
		return refusals;
	}
});
Object.defineProperty(exports, "replaceFile", {
	enumerable: true,
	get: function() {
		return replaceFile;
	}
});
Object.defineProperty(exports, "sayNoFolder", {
	enumerable: true,
	get: function() {
		return sayNoFolder;
	}
});
Object.defineProperty(exports, "sayRefusedPath", {
	enumerable: true,
	get: function() {
		return sayRefusedPath;
	}
});
Object.defineProperty(exports, "shortSha", {
	enumerable: true,
	get: function() {
		return shortSha;
	}
});
Object.defineProperty(exports, "slugToText", {
	enumerable: true,
	get: function() {
		return slugToText;
	}
});
Object.defineProperty(exports, "tellError", {
	enumerable: true,
	get: function() {
		return tellError;
	}
});
Object.defineProperty(exports, "textToSlug", {
	enumerable: true,
	get: function() {
		return textToSlug;
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
Object.defineProperty(exports, "uidTime", {
	enumerable: true,
	get: function() {
		return uidTime;
	}
});
Object.defineProperty(exports, "walkBelow", {
	enumerable: true,
	get: function() {
		return walkBelow;
	}
});
Object.defineProperty(exports, "withCode", {
	enumerable: true,
	get: function() {
		return withCode;
	}
});
Object.defineProperty(exports, "withPlainFile", {
	enumerable: true,
	get: function() {
		return withPlainFile;
	}
});
Object.defineProperty(exports, "withPlainHandle", {
	enumerable: true,
	get: function() {
		return withPlainHandle;
	}
});
Object.defineProperty(exports, "wrapWords", {
	enumerable: true,
	get: function() {
		return wrapWords;
	}
});
});
