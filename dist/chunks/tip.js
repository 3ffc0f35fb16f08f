(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_zlib = __late(() => require("node:zlib"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
// src/stores/git/meta.ts
const GIT_LIMITS = {
	startMs: 1e4,
	endMs: 3e5
};
const MAX_HISTORY_BYTES = 419430400;
const META_FILE = "meta.json";
const MAX_FILE_BYTES = 262144;
const FORMAT = 1;
const SEGMENT_SIZE = 256;
const FOLDER_SIZE = 256;
const HIGHEST = 1e9;
const EMPTY_META = {
	records: 0,
	segmentSize: SEGMENT_SIZE,
	nextStep: 1,
	nextRollback: 1,
	recentRollbacks: [],
	running: [],
	tips: [],
	mirrored: null
};
function formatMeta(meta) {
	const { records, segmentSize, nextStep, nextRollback, recentRollbacks, running, tips, mirrored } = meta;
	return `${JSON.stringify({
		format: FORMAT,
		records,
		segment_size: segmentSize,
		next_step: nextStep,
		next_rollback: nextRollback,
		recent_rollbacks: recentRollbacks,
		running,
		tips,
		...mirrored === null ? {} : { mirrored }
	})}\n`;
}
function parseMeta(text, source) {
	const json = require_action_help_run_steps.parseObject(text);
	if (json === void 0) throw damaged(source, "it is no JSON object");
	if (json.format !== FORMAT) throw new require_action_post_help_run_steps.StoreError("newer-ledger", `${source} has format ${JSON.stringify(json.format)?.slice(0, 40)}, and this version reads ${FORMAT}. Use the newer version of the action.`);
	const whole = (key, least, most = HIGHEST) => {
		const value = json[key];
		if (typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most) return value;
		throw damaged(source, `${key} is no number from ${least} to ${most}`);
	};
	const recent = json.recent_rollbacks;
	if (!Array.isArray(recent) || recent.length > 64) throw damaged(source, "recent_rollbacks is no list");
	return {
		records: whole("records", 1),
		segmentSize: whole("segment_size", 2, 4096),
		nextStep: whole("next_step", 1),
		nextRollback: whole("next_rollback", 1),
		recentRollbacks: recent.filter((it) => typeof it === "string" && require_action_post_help_run_steps.isUid(it)),
		running: require_action_help_run_steps.asArray(json.running).flatMap(parseEntry).slice(-KEPT),
		tips: parseTips(json.tips),
		mirrored: parseMirrored(json.mirrored, source)
	};
}
function countSegments({ records, segmentSize }) {
	return Math.floor(records / segmentSize);
}
function segmentFolder(index) {
	return `segments/${Math.floor(index / FOLDER_SIZE)}`;
}
function segmentFile(index) {
	return `${segmentFolder(index)}/${index}.ndjson.gz`;
}
function damaged(source, why) {
	return new require_action_post_help_run_steps.StoreError("damaged", `${source} cannot be right: ${why}.`);
}
const KEPT = 32;
const MAX_ENTRY_CHARS = 2e3;
const entry = require_action_help_run_steps.object({
	uid: require_action_help_run_steps.uid,
	id: require_action_help_run_steps.integer(1),
	n: require_action_help_run_steps.integer(1),
	run: require_action_help_run_steps.nullable(require_action_help_run_steps.runInfo)
});
function runningAfter(running, { draft: { uid, run }, outcome }, { id, n }) {
	const others = running.filter((entry) => entry.uid !== uid);
	if (outcome !== null) return others;
	const started = {
		uid,
		id,
		n,
		run: run && factsOf(run)
	};
	return JSON.stringify(started).length > MAX_ENTRY_CHARS ? others : [...others, started].slice(-32);
}
function parseTips(value) {
	const found = require_action_help_run_steps.chain.read({ seen: value }, new require_action_help_run_steps.Reading(false));
	return found === require_action_help_run_steps.WRONG ? [] : found.seen;
}
const mirroredKind = require_action_help_run_steps.object({
	row: require_action_help_run_steps.integer(1),
	digest: require_action_help_run_steps.text(64)
});
function parseMirrored(value, source) {
	const found = value === void 0 ? null : mirroredKind.read(value, new require_action_help_run_steps.Reading(true));
	if (found !== require_action_help_run_steps.WRONG) return found;
	throw damaged(source, "mirrored is no row with its digest");
}
function parseEntry(value) {
	const found = entry.read(value, new require_action_help_run_steps.Reading(false));
	return found === require_action_help_run_steps.WRONG ? [] : [{
		...found,
		run: found.run && factsOf(found.run)
	}];
}
function factsOf({ ci, run_id, attempt, job, job_backend_id, url, runner, process }) {
	return {
		ci,
		run_id,
		attempt,
		job,
		job_backend_id,
		url,
		...runner == null ? {} : { runner },
		...process == null ? {} : { process }
	};
}
// src/stores/git/tip.ts
const MAX_RECORD_BYTES = 16777216;
const VERSION = 1;
function formatLine(n, records) {
	const said = Object.fromEntries(Object.entries(records).filter(([, items]) => items.length > 0));
	const line = JSON.stringify({
		laforge: VERSION,
		n,
		records: said
	}).replace(/[\u007f-\u009f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
	if (Buffer.byteLength(line) <= 16777216) return line;
	throw new require_action_post_help_run_steps.StoreError("unwritable", `The record has more than ${MAX_RECORD_BYTES} bytes, too many for the store git.`);
}
function parseLine(line) {
	const json = require_action_help_run_steps.parseObject(line);
	const unread = (wrong) => ({
		n: null,
		records: { ...require_action_run_steps.NO_RECORDS },
		wrong,
		line
	});
	if (json !== void 0 && "laforge" in json && json.laforge !== VERSION) return unread(`has format ${require_action_post_help_run_steps.quote(String(JSON.stringify(json.laforge)))}, and this version reads ${VERSION}: use the newer version of the action`);
	if (json === void 0 || !require_action_help_run_steps.isObject(json.records) || typeof json.n !== "number" || !Number.isSafeInteger(json.n)) return unread("is not a record of LaForge's");
	return {
		n: json.n,
		records: {
			...require_action_run_steps.NO_RECORDS,
			...json.records
		},
		wrong: null,
		line
	};
}
function formatMessage(subject, line) {
	return `${oneLine(subject)}\n\n${line}\n`;
}
function parseCommit(object) {
	const text = Buffer.from(object.content).toString("utf8");
	const end = text.indexOf("\n\n");
	if (object.type !== "commit" || end < 0) throw new require_action_post_help_run_steps.StoreError("damaged", `${object.sha} is no commit of a history.`);
	const parents = text.slice(0, end).split("\n").flatMap((field) => field.startsWith("parent ") ? [field.slice(7)] : []);
	const body = text.indexOf("\n\n", end + 2);
	return {
		...parseLine(body < 0 ? "" : text.slice(body + 2).trimEnd()),
		parents
	};
}
function oneLine(text) {
	const plain = text.replace(/\p{Cc}+/gu, " ").trim();
	const chars = [...plain];
	return chars.length > 120 ? `${chars.slice(0, 119).join("")}\u2026` : plain;
}
async function readTip(objects, sha) {
	const [commit, file] = await objects.read([sha, `${sha}:${META_FILE}`], MAX_RECORD_BYTES);
	if (commit == null || file == null) throw notAHistory(sha, `it has no ${META_FILE}`);
	if (file.content.length > 262144) throw notAHistory(sha, `its ${META_FILE} has ${file.content.length} bytes`);
	const meta = parseMeta(Buffer.from(file.content).toString("utf8"), `The history's ${META_FILE}`);
	const { n, parents } = parseCommit(commit);
	if (n !== null && n !== meta.records) throw notAHistory(sha, `it is record ${n}, and its ${META_FILE} counts ${meta.records}`);
	if (parents.length !== (meta.records === 1 ? 0 : 1)) throw notAHistory(sha, `record ${meta.records} follows ${parents.length} others`);
	return {
		sha,
		meta
	};
}
async function readLast(objects, tip, count) {
	if (count === 0) return [];
	const shas = await objects.commitsFrom(tip.sha, count);
	if (shas.length < count) throw notAHistory(tip.sha, `${count} records should lead to it, and there are ${shas.length}`);
	return (await objects.read(shas, MAX_HISTORY_BYTES)).map((object, index) => {
		if (object === null) throw notAHistory(tip.sha, `${shas[index]} is missing`);
		const commit = parseCommit(object);
		const expected = tip.meta.records - index;
		if (commit.n !== null && commit.n !== expected) throw notAHistory(tip.sha, `${object.sha} is record ${commit.n} in place of ${expected}`);
		return {
			...commit,
			n: expected,
			sha: object.sha
		};
	}).reverse();
}
function notAHistory(sha, why) {
	return new require_action_post_help_run_steps.StoreError("damaged", `The history at ${sha.slice(0, 12)} cannot be right: ${why}.`);
}
const MAX_FOLDER_BYTES = 1048576;
function packSegment(lines) {
	return (0, node_zlib.gzipSync)(`${lines.join("\n")}\n`, { level: 9 });
}
async function fetchSegments(objects, tip) {
	const count = countSegments(tip.meta);
	const folders = new Set(Array.from({ length: count }, (_, index) => `${tip.sha}:${segmentFolder(index)}`));
	const files = (await objects.read([...folders], MAX_FOLDER_BYTES)).flatMap((tree) => tree === null ? [] : [...parseTree(tree.content, tip.sha.length).values()]);
	await objects.fetchFiles(files);
}
async function listSegments(objects, tip) {
	const namesIn = async (folders) => {
		const names = folders.map((folder) => `${tip.sha}:${folder}`);
		return (await objects.read(names, MAX_FOLDER_BYTES * folders.length)).map((tree) => tree === null ? [] : [...parseTree(tree.content, tip.sha.length).keys()]);
	};
	const [folders = []] = await namesIn(["segments"]);
	return (await namesIn(folders.map((folder) => `segments/${folder}`))).flat();
}
async function readSegments(objects, tip, indexes) {
	const paths = indexes.map(segmentFile);
	return (await objects.read(paths.map((path) => `${tip.sha}:${path}`), MAX_HISTORY_BYTES)).flatMap((file, at) => {
		const path = paths[at] ?? "";
		if (file === null) throw new require_action_post_help_run_steps.StoreError("damaged", `The history has lost ${path}.`);
		const lines = unpack(file.content, path).split("\n");
		const first = (indexes[at] ?? 0) * tip.meta.segmentSize + 1;
		const records = lines.slice(0, -1).map(parseLine);
		if (records.length === tip.meta.segmentSize && records.every(({ n }, index) => n === null || n === first + index)) return records.map((record, index) => ({
			...record,
			n: first + index
		}));
		throw new require_action_post_help_run_steps.StoreError("damaged", `The history's ${path} does not hold the records that belong there.`);
	});
}
function unpack(content, path) {
	try {
		return (0, node_zlib.gunzipSync)(content, { maxOutputLength: MAX_HISTORY_BYTES }).toString("utf8");
	} catch (cause) {
		throw new require_action_post_help_run_steps.StoreError("damaged", `The history's ${path} cannot be unpacked.`, { cause });
	}
}
function parseTree(content, shaDigits) {
	const bytes = Buffer.from(content);
	const entries = new Map();
	for (let at = 0; at < bytes.length;) {
		const space = bytes.indexOf(32, at);
		const end = bytes.indexOf(0, at);
		if (space < 0 || end < space) break;
		const next = end + 1 + shaDigits / 2;
		entries.set(bytes.toString("utf8", space + 1, end), bytes.toString("hex", end + 1, next));
		at = next;
	}
	return entries;
}
Object.defineProperty(exports, "EMPTY_META", {
	enumerable: true,
	get: function() {
		return EMPTY_META;
	}
});
Object.defineProperty(exports, "GIT_LIMITS", {
	enumerable: true,
	get: function() {
		return GIT_LIMITS;
	}
});
Object.defineProperty(exports, "MAX_FILE_BYTES", {
	enumerable: true,
	get: function() {
		return MAX_FILE_BYTES;
	}
});
Object.defineProperty(exports, "MAX_HISTORY_BYTES", {
	enumerable: true,
	get: function() {
		return MAX_HISTORY_BYTES;
	}
});
Object.defineProperty(exports, "MAX_RECORD_BYTES", {
	enumerable: true,
	get: function() {
		return MAX_RECORD_BYTES;
	}
});
Object.defineProperty(exports, "META_FILE", {
	enumerable: true,
	get: function() {
		return META_FILE;
	}
});
Object.defineProperty(exports, "countSegments", {
	enumerable: true,
	get: function() {
		return countSegments;
	}
});
Object.defineProperty(exports, "fetchSegments", {
	enumerable: true,
	get: function() {
		return fetchSegments;
	}
});
Object.defineProperty(exports, "formatLine", {
	enumerable: true,
	get: function() {
		return formatLine;
	}
});
Object.defineProperty(exports, "formatMessage", {
	enumerable: true,
	get: function() {
		return formatMessage;
	}
});
Object.defineProperty(exports, "formatMeta", {
	enumerable: true,
	get: function() {
		return formatMeta;
	}
});
Object.defineProperty(exports, "listSegments", {
	enumerable: true,
	get: function() {
		return listSegments;
	}
});
Object.defineProperty(exports, "packSegment", {
	enumerable: true,
	get: function() {
		return packSegment;
	}
});
Object.defineProperty(exports, "parseCommit", {
	enumerable: true,
	get: function() {
		return parseCommit;
	}
});
Object.defineProperty(exports, "parseTree", {
	enumerable: true,
	get: function() {
		return parseTree;
	}
});
Object.defineProperty(exports, "readLast", {
	enumerable: true,
	get: function() {
		return readLast;
	}
});
Object.defineProperty(exports, "readSegments", {
	enumerable: true,
	get: function() {
		return readSegments;
	}
});
Object.defineProperty(exports, "readTip", {
	enumerable: true,
	get: function() {
		return readTip;
	}
});
Object.defineProperty(exports, "runningAfter", {
	enumerable: true,
	get: function() {
		return runningAfter;
	}
});
Object.defineProperty(exports, "segmentFile", {
	enumerable: true,
	get: function() {
		return segmentFile;
	}
});
Object.defineProperty(exports, "segmentFolder", {
	enumerable: true,
	get: function() {
		return segmentFolder;
	}
});
});
