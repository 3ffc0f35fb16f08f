const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_documents = require("./documents.js");
const require_step = require("./step.js");
const require_budget = require("./budget.js");
const require_names = require("./names.js");
const require_figures = require("./figures.js");
const require_plain_text = require("./plain-text.js");
let node_crypto = require("node:crypto");
let node_child_process = require("node:child_process");
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_fs_promises = require("node:fs/promises");
let node_os = require("node:os");
let node_readline = require("node:readline");
// src/agent/errno.ts
function errnoCode(error) {
	return typeof error === "object" && error !== null && "code" in error && typeof error.code === "string" ? error.code : void 0;
}
// src/domain/delivery.ts
function decideDelivery(facts) {
	const { before, after, branch, tip } = facts;
	if (after === null || after === before) return { kind: "unchanged" };
	if (branch === null || facts.offBranch !== null) return {
		kind: "pin",
		reason: facts.offBranch ?? "HEAD is detached and belongs to no branch"
	};
	if (tip === after && !(hasFailedCheck(facts) && facts.onFailure === "rollback")) return { kind: "pushed-already" };
	if (hasFailedCheck(facts)) return {
		kind: "pin",
		reason: "its check failed"
	};
	if (!mayReachBranch(facts)) return {
		kind: "pin",
		reason: `the step did not succeed (${facts.status})`
	};
	if (tip === null && facts.tipAtStart === "unknown") return {
		kind: "pin",
		reason: `${branch} is not at the remote, which could not be asked when the step began`
	};
	if (tip === null && facts.tipAtStart !== null) return {
		kind: "pin",
		reason: `${branch} is gone from the remote`
	};
	if (tip !== null && tip !== before && !facts.made.has(tip)) return {
		kind: "pin",
		reason: `${branch} has moved at the remote to ${tip.slice(0, 8)}, which is not this step's work`
	};
	if (tip !== null && facts.descends !== "yes") return {
		kind: "pin",
		reason: `the work does not build on ${branch} as it is at the remote: its history was rewritten`
	};
	return {
		kind: "push",
		branch,
		lease: tip
	};
}
const AGENT_ERRORS = [
	"failed",
	"timed_out",
	"over_budget"
];
function mayReachBranch(step) {
	return step.status === "succeeded" || step.continueOnAgentError && AGENT_ERRORS.includes(step.status);
}
function hasFailedCheck({ status }) {
	return status === "check_failed";
}
function branchOfRecord(facts) {
	const { startBranch, startedDetached, endBranch } = facts;
	if (endBranch !== null && endBranch === startBranch && !startedDetached) return {
		branch: endBranch,
		offBranch: null
	};
	if (endBranch !== null && facts.endBranchIsNew) return {
		branch: endBranch,
		offBranch: null
	};
	if (endBranch !== null) return {
		branch: startBranch,
		offBranch: `the agent ended on ${endBranch}, a branch that was there before it`
	};
	return {
		branch: startBranch,
		offBranch: startedDetached ? "a detached HEAD was checked out, so there is no branch to push to" : `the agent left HEAD detached, not on ${startBranch}`
	};
}
// src/usage/prices/model-price.ts
const RATES = [
	"fast",
	"priority",
	"flex",
	"batch"
];
function costOf(tokens, price) {
	const factor = tokens.rate === null ? 1 : factorOf(price, tokens.rate);
	if (factor === void 0) return null;
	const prompt = tokens.input + tokens.cacheRead + tokens.cacheWrite;
	const longer = (price.above ?? []).filter(({ prompt_tokens }) => prompt / tokens.calls > prompt_tokens).at(-1);
	const prices = fill(longer ?? price, factor);
	const hourWrite = Math.min(tokens.hourWrite, tokens.cacheWrite);
	const sum = tokens.input * prices.input + tokens.cacheRead * prices.cache_read + (tokens.cacheWrite - hourWrite) * prices.cache_write + hourWrite * prices.cache_write_1h + tokens.output * prices.output;
	const isAverage = tokens.calls !== 1 && (price.above ?? []).some(({ prompt_tokens }) => prompt > prompt_tokens);
	return {
		usd: sum / 1e6,
		isAverage,
		prices,
		above: longer?.prompt_tokens ?? null
	};
}
function validPrice(prices, at) {
	return (Array.isArray(prices) ? prices : [prices]).findLast(({ since }) => since === void 0 || Date.parse(since) <= at.getTime());
}
function factorOf(price, rate) {
	const known = RATES.find((one) => one === rate);
	return known === void 0 ? void 0 : price[known];
}
function fill({ input, output, cache_read, cache_write, cache_write_1h }, factor) {
	const write = cache_write ?? input;
	return {
		input: input * factor,
		cache_read: (cache_read ?? input) * factor,
		cache_write: write * factor,
		cache_write_1h: (cache_write_1h ?? write) * factor,
		output: output * factor
	};
}
// src/usage/prices/own-prices.ts
const MAX_BYTES$1 = 1048576;
const HOW = "Give each model its input and output in USD per million tokens, such as kimi-k2.5: {input: 0.6, output: 3}";
const PRICES = [
	"input",
	"output",
	"cache_read",
	"cache_write",
	"cache_write_1h"
];
async function readOwnPrices({ text, folder, home, what }) {
	if (text === null) {
		const path = (0, node_path.join)(home, "prices.yml");
		const kept = await readFile$2(path);
		return kept === void 0 ? {} : await parsePrices(kept, path);
	}
	if (!isPath(text)) return await parsePrices(text, what);
	const found = await readFile$2((0, node_path.resolve)(folder, text.trim()));
	if (found !== void 0) return await parsePrices(found, `${what} (the file ${require_identity.quote(text.trim())})`);
	throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(text.trim())}, and there is no such file to read. ${HOW}.`);
}
function isPath(text) {
	const line = text.trim();
	return line !== "" && !line.includes("\n") && !/^[{[]/.test(line) && !/^[^\s:]+:(\s|$)/.test(line);
}
async function parsePrices(text, where) {
	const { parse } = await Promise.resolve().then(() => require_rolldown_runtime.__toESM(require("./dist2.js").default, 1));
	let document;
	try {
		document = parse(text, { maxAliasCount: 0 });
	} catch (error) {
		throw new require_errors.InputError("bad-input", `${where} is neither JSON nor YAML. ${HOW}.`, { cause: error });
	}
	const models = require_names.asObject(document ?? {});
	if (models === void 0) throw new require_errors.InputError("bad-input", `${where} is no list of models. ${HOW}.`);
	const prices = Object.entries(models).map(([model, value]) => {
		return [model, (Array.isArray(value) ? require_names.asArray(value) : [value]).map((row) => toPrice(require_names.asObject(row), model, where))];
	});
	return Object.fromEntries(prices);
}
function toPrice(row, model, where) {
	const refuse = (problem) => new require_errors.InputError("bad-input", `${where}: ${require_identity.quote(model)} ${problem}. ${HOW}.`);
	const check = (from) => {
		const { input, output } = from ?? {};
		if (typeof input !== "number" || typeof output !== "number") throw refuse("lacks its input or output");
		return {
			input,
			output,
			...pick(from ?? {}, PRICES, refuse)
		};
	};
	const { since } = row ?? {};
	const day = since instanceof Date ? since.toISOString() : since;
	if (day !== void 0 && (typeof day !== "string" || Number.isNaN(Date.parse(day)))) throw refuse("has a \"since\" that is no day");
	const above = require_names.asArray(row?.above).map((tier) => {
		const { prompt_tokens: tokens } = require_names.asObject(tier) ?? {};
		if (typeof tokens !== "number") throw refuse("has an \"above\" without \"prompt_tokens\"");
		return {
			prompt_tokens: tokens,
			...check(require_names.asObject(tier))
		};
	});
	return {
		...check(row),
		...pick(row ?? {}, RATES, refuse),
		...above.length === 0 ? {} : { above: above.sort((a, b) => a.prompt_tokens - b.prompt_tokens) },
		...day === void 0 ? {} : { since: day }
	};
}
function pick(row, keys, refuse) {
	const given = keys.flatMap((key) => {
		const value = row[key];
		if (value === void 0) return [];
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return [[key, value]];
		throw refuse(`has a ${JSON.stringify(key)} that is no price`);
	});
	return Object.fromEntries(given);
}
async function readFile$2(path) {
	try {
		const file = await (0, node_fs_promises.open)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			return stat.isFile() && stat.size <= MAX_BYTES$1 ? await file.readFile("utf8") : void 0;
		} finally {
			await file.close();
		}
	} catch {
		return;
	}
}
// src/usage/agent-command.ts
const FOLDER_OPTIONS = [
	"-C",
	"-w",
	"--cd",
	"--cwd",
	"--dir",
	"--directory",
	"--worktree"
];
function startsOf(agent, commands) {
	return commands.filter(({ names }) => namesOneOf(names, agent.names)).map(({ args }) => readFlags(args, agent));
}
function namesOneOf(words, names) {
	return words.some((word) => names.includes(word.replace(/(?<=[^/])@[^@/]*$/, "")));
}
function hasOption(starts, ...names) {
	return starts.some(({ options }) => names.some((name) => options.has(name)));
}
function optionValue(starts, ...names) {
	return optionValues(starts, ...names).at(-1);
}
function optionValues(starts, ...names) {
	return starts.flatMap(({ options }) => names.flatMap((name) => options.get(name) ?? [])).filter((value) => value !== "" && !/[$`]/.test(value));
}
function isResuming(starts, { resuming = [] }) {
	return hasOption(starts, ...resuming) || starts.some(({ words }) => words.slice(0, 2).some((w) => resuming.includes(w)));
}
function namesFolder(starts) {
	return hasOption(starts, ...FOLDER_OPTIONS);
}
function readFlags(args, { withValue = [] }) {
	const options = new Map();
	const words = [];
	const add = (name, value) => options.set(name, [...options.get(name) ?? [], value]);
	for (let i = 0; i < args.length; i++) {
		const arg = args[i] ?? "";
		if (arg === "--") {
			words.push(...args.slice(i + 1));
			break;
		}
		const [, long, longText] = /^(--[^=]+)(?:=(.*))?$/s.exec(arg) ?? [];
		if (long !== void 0) add(long, longText ?? (withValue.includes(long) ? args[++i] ?? "" : ""));
		else if (!/^-[^-]/.test(arg)) words.push(arg);
		else for (let at = 1; at < arg.length; at++) {
			const [name, rest] = [`-${arg[at]}`, arg.slice(at + 1)];
			if (withValue.includes(name)) add(name, rest === "" ? args[++i] ?? "" : rest.replace(/^=/, ""));
			else if (rest.startsWith("=")) add(name, rest.slice(1));
			else {
				add(name, "");
				continue;
			}
			break;
		}
	}
	return {
		options,
		words
	};
}
// src/usage/choose-sessions.ts
const NONE = {
	sessions: [],
	doubt: null
};
const MORE = "more of its sessions began meanwhile than the command starts";
function chooseSessions(sessions, { isExpected, isMoving, isYoung, starts }, told) {
	const here = sessions.filter((session) => session.isHere);
	const begun = here.filter((session) => session.isNew);
	if (begun.length > 0) return takeLast(begun, starts - told);
	if (!isExpected || told > 0) return NONE;
	if (here.length === 1 && !isYoung) return {
		sessions: here,
		doubt: null
	};
	const away = sessions.filter((session) => session.isNew);
	if (away.length > 0) return takeLast(away, starts);
	return isMoving && !isYoung && sessions.length === 1 ? {
		sessions,
		doubt: null
	} : NONE;
}
function takeLast(sessions, most) {
	if (sessions.length <= most) return {
		sessions,
		doubt: null
	};
	return {
		sessions: most > 0 ? sessions.slice(-most) : [],
		doubt: MORE
	};
}
function withDoubt(findings, doubt) {
	return doubt !== null && findings.state === "measured" ? {
		...findings,
		state: "partial",
		reason: doubt
	} : findings;
}
// src/usage/newest-files.ts
const MOST_FILES$1 = 500;
const MOST_BYTES$4 = 536870912;
const MOST_OF_ONE = 268435456;
function newestFiles(changed, mostFiles = MOST_FILES$1) {
	let bytes = 0;
	const files = changed.slice(-mostFiles).reverse();
	const limit = files.findIndex(({ size }) => {
		bytes += Math.min(size, MOST_OF_ONE);
		return bytes > MOST_BYTES$4;
	});
	const taken = (limit === -1 ? files : files.slice(0, limit)).reverse();
	return {
		files: taken,
		isAll: taken.length === changed.length
	};
}
// src/usage/read-records.ts
const CHUNK = 1048576;
const MOST_BYTES$3 = 268435456;
const HEAD_BYTES = 4194304;
const LONGEST_LINE$1 = 16777216;
const LONGEST_DOCUMENT = 33554432;
const NEWLINE = 10;
async function readRecords(path, from, wants, show) {
	let isWhole = true;
	const take = (line) => {
		if (line.length === 0 || !wants(line)) return;
		try {
			const record = require_names.asObject(JSON.parse(line.toString("utf8")));
			if (record !== void 0) show(record);
		} catch {
			isWhole = false;
		}
	};
	const read = async (size, readAt) => {
		const ranges = size - from <= MOST_BYTES$3 ? [[from, size]] : [[from, from + HEAD_BYTES], [size - MOST_BYTES$3 + HEAD_BYTES, size]];
		if (ranges.length > 1) isWhole = false;
		for (const [start, end] of ranges) {
			let rest = start === from ? Buffer.alloc(0) : void 0;
			for (let at = start; at < end;) {
				const chunk = Buffer.allocUnsafe(Math.min(CHUNK, end - at));
				const length = await readAt(chunk, at);
				if (length === 0) break;
				at += length;
				let begin = 0;
				for (let stop = chunk.indexOf(NEWLINE); stop !== -1 && stop < length; stop = chunk.indexOf(NEWLINE, begin)) {
					const line = chunk.subarray(begin, stop);
					if (rest !== void 0) take(rest.length === 0 ? line : Buffer.concat([rest, line]));
					rest = Buffer.alloc(0);
					begin = stop + 1;
				}
				if (rest === void 0) continue;
				if (rest.length + length - begin > LONGEST_LINE$1) {
					isWhole = false;
					rest = void 0;
				} else rest = Buffer.concat([rest, chunk.subarray(begin, length)]);
			}
			if (rest !== void 0 && end === size) takeLast(rest);
		}
	};
	const takeLast = (line) => {
		const before = isWhole;
		take(line);
		isWhole = before;
	};
	return await withFile(path, read) ? { isWhole } : { isWhole: false };
}
async function readDocument(path) {
	let document;
	await withFile(path, async (size, readAt) => {
		if (size > LONGEST_DOCUMENT) return;
		const buffer = Buffer.alloc(size);
		let length = 0;
		for (let read = -1; read !== 0 && length < size; length += read) read = await readAt(buffer.subarray(length), length);
		try {
			document = JSON.parse(buffer.toString("utf8", 0, length));
		} catch {}
	});
	return document;
}
async function withFile(path, use) {
	try {
		const file = await (0, node_fs_promises.open)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			if (!stat.isFile()) return false;
			await use(stat.size, async (buffer, at) => (await file.read(buffer, 0, buffer.length, at)).bytesRead);
			return true;
		} finally {
			await file.close();
		}
	} catch {
		return false;
	}
}
// src/usage/run-time.ts
const DOUBT_MS = 2e3;
const OTHER_CLOCK_MS = 36e5;
const KEYS$1 = [
	"timestamp",
	"time",
	"ts",
	"created_at"
];
function ownSince(times, { startTime, endTime }) {
	let newest = Number.NEGATIVE_INFINITY;
	for (const time of times) if (time !== null && time > newest) newest = time;
	const since = startTime - DOUBT_MS;
	return newest >= since ? since : newest - (endTime - startTime) - OTHER_CLOCK_MS;
}
function timeOf(record) {
	return KEYS$1.map((key) => toTime(record[key])).find((time) => time !== null) ?? null;
}
function toTime(value) {
	if (typeof value === "string") return finite(Date.parse(value));
	return typeof value === "number" && value > 0 ? finite(value < 1e11 ? value * 1e3 : value) : null;
}
function finite(time) {
	return Number.isFinite(time) ? time : null;
}
// src/usage/read-growth.ts
const MOST_FACTS = 2e5;
async function readGrowths(files, wants, pick, run) {
	const read = [];
	for (const file of files) read.push(await readFile$1(file, wants, pick));
	const since = ownSince((function* () {
		for (const { added } of read) for (const { time } of added) yield time;
	})(), run);
	const isOwn = ({ time }) => time === null || time >= since;
	return read.flatMap(({ file, before, added, isWhole }) => {
		const after = added.filter(isOwn);
		const isOlder = after.length < added.length;
		if (isOlder && after.length === 0) return [];
		return [{
			file,
			before: [...before, ...added.filter((fact) => !isOwn(fact))].map(({ fact }) => fact),
			after: after.map(({ fact }) => fact),
			isNew: file.isNew && !isOlder,
			isWhole,
			since
		}];
	});
}
async function readFile$1(file, wants, pick) {
	const read = async (from) => {
		const facts = [];
		let last = null;
		const { isWhole } = await readRecords(file.path, from, wants, (record) => {
			last = timeOf(record) ?? last;
			const fact = facts.length < MOST_FACTS ? pick(record) : void 0;
			if (fact !== void 0) facts.push({
				fact,
				time: last
			});
		});
		const first = facts.find(({ time }) => time !== null)?.time ?? null;
		return {
			facts: facts.map(({ fact, time }) => ({
				fact,
				time: time ?? first
			})),
			isWhole: isWhole && facts.length < MOST_FACTS
		};
	};
	const { facts: added, isWhole } = await read(file.from);
	if (file.from === 0) return {
		file,
		before: [],
		added,
		isWhole
	};
	const all = await read(0);
	return {
		file,
		before: all.facts.slice(0, Math.max(0, all.facts.length - added.length)),
		added,
		isWhole: isWhole && all.isWhole
	};
}
// src/usage/run-folder.ts
const LONGEST_PATH = 4096;
async function isInFolder(recorded, cwd) {
	if (recorded === void 0 || !(0, node_path.isAbsolute)(recorded) || recorded.length > LONGEST_PATH) return false;
	const [folder, bound] = [await resolve$3(recorded), await resolve$3(cwd)];
	return folder === bound || folder.startsWith(bound.endsWith(node_path.sep) ? bound : bound + node_path.sep);
}
async function resolve$3(folder) {
	try {
		return await (0, node_fs_promises.realpath)(folder);
	} catch {
		const parent = (0, node_path.dirname)(folder);
		return parent === folder ? folder : (0, node_path.join)(await resolve$3(parent), (0, node_path.basename)(folder));
	}
}
// src/usage/session-files.ts
function hasGrown({ from, size }) {
	return size > from;
}
const MOST_ENTRIES = 2e5;
const BATCH = 256;
const MOST_CHANGED = 2e3;
const MOST_GROWTH = 0x40000000;
async function watchFiles(place) {
	const recall = (key, look) => place.before === void 0 ? look() : place.before.recall(`${key} of ${place.root}, ${place.depth} deep`, look);
	const before = await recall("files", () => listFiles(place));
	return {
		before: before ?? new Map(),
		recall,
		changed: async () => {
			const changed = [];
			if (before === void 0) return changed;
			for (const [name, file] of await listFiles(place) ?? []) {
				const old = before.get(name);
				const isSame = old !== void 0 && old.ino === file.ino;
				if (isSame && old.size === file.size && old.mtimeMs === file.mtimeMs) continue;
				const from = isSame && old.size <= file.size ? old.size : 0;
				changed.push({
					path: file.path,
					name,
					from,
					size: file.size,
					isNew: old === void 0,
					mtimeMs: file.mtimeMs
				});
			}
			return newest(changed.sort((a, b) => a.mtimeMs - b.mtimeMs));
		}
	};
}
function newest(changed) {
	let bytes = 0;
	const isReadable = ({ size, from }, i) => {
		bytes += Math.min(size - from, MOST_GROWTH / 2);
		return i < MOST_CHANGED && bytes <= MOST_GROWTH;
	};
	return [...changed].reverse().filter(isReadable).reverse();
}
async function listFiles({ root, within, depth, matches }) {
	const files = new Map();
	const start = await resolveWithin(root, within);
	if (start === void 0) return files;
	let left = MOST_ENTRIES;
	const visit = async (folder, name, deeper) => {
		const names = [];
		const folders = [];
		const entries = await listFolder(folder, left);
		left -= entries.length;
		for (const entry of entries) {
			const below = pathBelow(name, entry.name);
			if (entry.isDirectory() && deeper > 0) folders.push(entry.name);
			if (entry.isFile() && matches(below)) names.push(entry.name);
		}
		for (let at = 0; at < names.length; at += BATCH) await Promise.all(names.slice(at, at + BATCH).map((one) => look((0, node_path.join)(folder, one), pathBelow(name, one))));
		for (const one of folders) if (left > 0) await visit((0, node_path.join)(folder, one), pathBelow(name, one), deeper - 1);
	};
	const look = async (path, below) => {
		const stat = await (0, node_fs_promises.lstat)(path).catch(() => void 0);
		if (stat?.isFile()) files.set(below, {
			path,
			size: stat.size,
			mtimeMs: stat.mtimeMs,
			ino: stat.ino
		});
	};
	await visit(start, "", depth);
	return left > 0 ? files : void 0;
}
function pathBelow(folder, name) {
	return folder === "" ? name : `${folder}/${name}`;
}
async function resolveWithin(root, within) {
	try {
		const [folder, bound] = [await (0, node_fs_promises.realpath)(root), await (0, node_fs_promises.realpath)(within)];
		return folder === bound || folder.startsWith(bound.endsWith(node_path.sep) ? bound : bound + node_path.sep) ? folder : void 0;
	} catch {
		return;
	}
}
async function listFolder(folder, most) {
	const entries = [];
	try {
		for await (const entry of await (0, node_fs_promises.opendir)(folder, { bufferSize: 1024 })) {
			entries.push(entry);
			if (entries.length >= most) break;
		}
	} catch {}
	return entries;
}
// src/usage/session-calls.ts
const MOST_PRINTED = 1e5;
async function followCalls(place, records) {
	const files = await watchFiles({
		...records.files,
		before: place.before
	});
	const printed = [];
	return {
		record: (record, stream) => {
			const fact = printed.length < MOST_PRINTED ? records.pickPrinted(record, stream) : void 0;
			if (fact !== void 0) printed.push(fact);
		},
		line: () => {},
		finish: async (end) => {
			const { files: changed, isAll } = newestFiles((await files.changed()).filter(hasGrown));
			const sessions = await joinSessions(await readGrowths(changed, records.wants, records.pick, end), records.sessionOf, place.cwd);
			const ids = new Set(printed.flatMap(({ session }) => session ?? []));
			const isPrinted = ({ id }) => ids.has(id);
			const { sessions: silent, doubt } = chooseSessions(sessions.filter((session) => !isPrinted(session)), end, ids.size);
			const own = [...sessions.filter(isPrinted), ...silent];
			if (own.length === 0 && printed.length === 0 && !end.isExpected) return null;
			return withDoubt(toFindings$10({
				own,
				printed,
				records,
				end,
				isAll
			}), doubt);
		}
	};
}
async function joinSessions(growths, sessionOf, cwd) {
	const sessions = new Map();
	for (const { file, before, after, isNew, isWhole } of growths) {
		const all = [...before, ...after];
		const id = all.find(({ session }) => session !== void 0)?.session ?? sessionOf(file.name);
		const folder = all.find((fact) => fact.folder !== void 0)?.folder;
		const other = sessions.get(id);
		sessions.set(id, {
			id,
			isNew: isNew && other?.isNew !== false,
			isHere: other?.isHere === true || await isInFolder(folder, cwd),
			isWhole: isWhole && other?.isWhole !== false,
			facts: [...other?.facts ?? [], ...after]
		});
	}
	return [...sessions.values()];
}
function toFindings$10(told) {
	const { own, printed, records, end, isAll } = told;
	const kept = own.flatMap(({ facts }) => facts);
	const all = [...printed, ...kept];
	const calls = new Map();
	const counted = kept.some(({ call }) => call !== void 0) ? all.filter(({ id }) => id !== void 0) : all;
	for (const fact of [...counted, ...kept]) if (fact.call !== void 0) calls.set(fact.id ?? fact, fact.call);
	const verdict = all.findLast((fact) => fact.verdict !== void 0)?.verdict ?? null;
	const version = all.findLast((fact) => fact.version !== void 0)?.version;
	const isWhole = isAll && own.every((session) => session.isWhole);
	return require_names.findCalls([...calls.values()], {
		sessionId: own.at(-1)?.id ?? printed.findLast(({ session }) => session !== void 0)?.session ?? null,
		source: kept.some(({ call }) => call !== void 0) ? records.sources.file : records.sources.printed,
		reason: records.missing(end, verdict) ?? (isWhole ? null : "its session could not be read as a whole"),
		verdict,
		config: version === void 0 ? {} : { metadata: { agent_version: version } }
	});
}
// src/usage/agents/aider.ts
const aider = {
	name: "aider",
	command: {
		names: ["aider", "aider-chat"],
		withValue: [
			"--analytics-log",
			"--model",
			"-m",
			"--message",
			"-f",
			"--message-file",
			"--file",
			"--read"
		]
	},
	wants: { types: [] },
	begin: async (place) => {
		const log = optionValue(place.starts, "--analytics-log") ?? place.env.AIDER_ANALYTICS_LOG;
		if (log === void 0 || log === "") return NOTHING_KEPT;
		const path = (0, node_path.resolve)(place.cwd, log);
		return await followCalls(place, {
			files: {
				root: (0, node_path.dirname)(path),
				within: (0, node_path.dirname)(path),
				depth: 0,
				matches: (name) => name === (0, node_path.basename)(path)
			},
			wants: (line) => line.includes("\"message_send\""),
			pick: (record) => ({
				folder: place.cwd,
				...pickCall$1(record)
			}),
			pickPrinted: () => void 0,
			sessionOf: (name) => name,
			sources: {
				file: "analytics log",
				printed: "none"
			},
			missing: () => "it does not tell what of its input came from the cache"
		});
	}
};
const NOTHING_KEPT = {
	record: () => {},
	line: () => {},
	finish: async ({ isExpected }) => {
		if (!isExpected) return null;
		const reason = "it tells its tokens with --analytics-log alone";
		return {
			...require_names.findCalls([], {
				sessionId: null,
				source: "none",
				reason
			}),
			reason
		};
	}
};
function pickCall$1({ event, properties }) {
	const told = require_names.asObject(properties);
	if (event !== "message_send" || told === void 0) return {};
	const model = require_names.asText(told.main_model) ?? "";
	const share = {
		cacheRead: null,
		cacheWrite: null,
		reasoning: null,
		cost: require_names.readCost(told.cost),
		model: model.endsWith("/REDACTED") ? "" : model,
		input: require_names.readCount(told.prompt_tokens),
		output: require_names.readCount(told.completion_tokens)
	};
	return {
		call: require_names.oneCall(share, true),
		version: require_names.asText(told.aider_version)
	};
}
// src/usage/agents/amp.ts
const amp = {
	name: "amp",
	command: {
		names: [
			"amp",
			"@sourcegraph/amp",
			"@ampcode/cli"
		],
		withValue: [
			"-x",
			"--execute",
			"-m",
			"--mode"
		]
	},
	wants: { types: ["system/init", "result"] },
	begin: async () => followThreads()
};
const MOST_THREADS$1 = 1e3;
const MOST_CALLS = 1e5;
const NO_SUBAGENTS = "what its subagents used is not shown";
function followThreads() {
	const threads = new Set();
	let isFailed;
	return {
		record: (record) => {
			const thread = threadOf(record);
			if (thread === void 0 || threads.size >= MOST_THREADS$1) return;
			threads.add(thread);
			if (record.type === "result") isFailed = record.is_error === true;
		},
		line: () => {},
		finish: async (end) => {
			if (threads.size === 0 && !end.isExpected) return null;
			const calls = new Map();
			const wants = (line) => line.includes("\"type\":\"assistant\"") && line.includes("\"T-");
			await end.readLog(wants, (record) => {
				const id = require_names.asText(require_names.digObject(record, "message")?.id);
				const call = threads.has(threadOf(record) ?? "") ? readCall$1(record) : void 0;
				if (call !== void 0 && calls.size < MOST_CALLS) calls.set(id ?? String(calls.size), call);
			});
			return require_names.findCalls([...calls.values()], {
				sessionId: [...threads].at(-1) ?? null,
				source: "message.usage",
				reason: NO_SUBAGENTS,
				verdict: isFailed === void 0 ? null : {
					kind: isFailed ? "failed" : "completed",
					text: null
				}
			});
		}
	};
}
function threadOf({ session_id: id }) {
	return typeof id === "string" && /^T-[\da-f-]{36}$/.test(id) ? id : void 0;
}
function readCall$1({ message, parent_tool_use_id: parent }) {
	const usage = require_names.digObject(message, "usage");
	if (usage === void 0) return void 0;
	return require_names.oneCall({
		model: require_names.asText(require_names.asObject(message)?.model) ?? "",
		input: require_names.readCount(usage.input_tokens),
		cacheRead: require_names.readCount(usage.cache_read_input_tokens),
		cacheWrite: require_names.readCount(usage.cache_creation_input_tokens),
		output: require_names.readCount(usage.output_tokens),
		reasoning: null,
		cost: null
	}, parent == null);
}
// src/usage/merge-findings.ts
function mergeFindings(all) {
	const [only] = all;
	if (only !== void 0 && all.length === 1) return only;
	const states = new Set(all.map(({ state }) => state));
	const known = all.filter(({ state }) => state !== "unknown");
	return {
		figures: require_names.sumFigures(all.map(({ figures }) => figures)),
		turns: known.some(({ turns }) => turns === null) ? null : require_names.sumCounts(known.map(({ turns }) => turns)),
		models: require_names.addShares(all.flatMap(({ models }) => models)),
		...known.every(({ calls }) => calls !== void 0) ? { calls: known.flatMap(({ calls }) => calls ?? []) } : {},
		sessionId: all.findLast(({ sessionId }) => sessionId !== null)?.sessionId ?? null,
		cost: known.some(({ cost }) => cost === null) ? null : require_names.sumCounts(known.map(({ cost }) => cost)),
		source: [...new Set((known.length > 0 ? known : all).map(({ source }) => source))].join(" + "),
		state: states.size > 1 ? "partial" : only?.state ?? "unknown",
		reason: all.find(({ reason }) => reason !== null)?.reason ?? null,
		verdict: all.findLast(({ verdict }) => verdict !== null)?.verdict ?? null,
		config: mergeConfigs(all.map(({ config }) => config))
	};
}
function mergeConfigs(configs) {
	const metadata = Object.assign({}, ...configs.map((config) => config.metadata ?? {}).reverse());
	return {
		...Object.assign({}, ...[...configs].reverse()),
		metadata
	};
}
// src/usage/growth-of-totals.ts
function subtractBefore(totals, before, calls) {
	const used = require_names.sumFigures(calls);
	const candidates = before.map((old) => subtractShares(totals, old));
	const proven = candidates.find((shares) => isSame(require_names.sumFigures(shares), used));
	return {
		shares: proven ?? candidates[0] ?? totals,
		isProven: proven !== void 0
	};
}
function subtractShares(totals, before) {
	return totals.map((share) => {
		const old = before.find(({ model }) => model === share.model);
		if (old === void 0) return share;
		return {
			...share,
			...require_names.subtractFigures(share, old),
			turns: require_names.subtractCounts(share.turns, old.turns),
			cost: require_names.subtractCounts(share.cost, old.cost)
		};
	}).filter((share) => !isSame(share, require_names.NOTHING_USED));
}
function isSame(a, b) {
	return require_names.isSound(a) && require_names.isSound(b) && [
		"input",
		"cacheRead",
		"cacheWrite",
		"output"
	].every((key) => (a[key] ?? 0) === (b[key] ?? 0));
}
// src/usage/agents/claude-records.ts
const SYNTHETIC = "<synthetic>";
function readCostState(record) {
	return readAccount(record.modelUsage, record.hasUnknownModelCost === true ? null : record.totalCostUSD);
}
function readAccount(modelUsage, cost) {
	const isGuess = Object.values(require_names.asObject(modelUsage) ?? {}).some(isUnpriced);
	return {
		models: readModelUsage(modelUsage),
		cost: isGuess ? null : require_names.readCost(cost)
	};
}
function isUnpriced(usage) {
	return require_names.digText(usage, "costBasis") === "unknown";
}
function readModelUsage(value) {
	return Object.entries(require_names.asObject(value) ?? {}).flatMap(([model, item]) => {
		const usage = require_names.asObject(item);
		if (usage === void 0 || model === SYNTHETIC) return [];
		return [{
			model,
			input: require_names.readCount(usage.inputTokens),
			cacheRead: require_names.readCount(usage.cacheReadInputTokens),
			cacheWrite: require_names.readCount(usage.cacheCreationInputTokens),
			output: require_names.readCount(usage.outputTokens),
			reasoning: require_names.readCount(usage.thinkingTokens),
			hourWrite: require_names.readCount(usage.cacheCreationEphemeral1hInputTokens),
			turns: null,
			cost: isUnpriced(usage) ? null : require_names.readCost(usage.costUSD)
		}];
	});
}
function readApiUsage(usage) {
	return {
		input: require_names.readCount(usage.input_tokens),
		cacheRead: require_names.readCount(usage.cache_read_input_tokens),
		cacheWrite: require_names.readCount(usage.cache_creation_input_tokens),
		output: require_names.readCount(usage.output_tokens),
		reasoning: require_names.readCount(require_names.asObject(usage.output_tokens_details)?.thinking_tokens)
	};
}
function subtractAccount(now, before) {
	return {
		models: now.models.map((share) => {
			const old = before.models.find(({ model }) => model === share.model);
			if (old === void 0) return share;
			const hourWrite = require_names.subtractCounts(share.hourWrite ?? null, old.hourWrite ?? null);
			return {
				...share,
				...require_names.subtractFigures(share, old),
				hourWrite,
				cost: subtractCost(share.cost, old.cost)
			};
		}).filter(hasAny),
		cost: subtractCost(now.cost, before.cost)
	};
}
function readMessage$1(record) {
	const message = require_names.asObject(record.message);
	const id = require_names.digText(message, "id");
	const usage = require_names.asObject(message?.usage);
	if (message === void 0 || id === void 0 || usage === void 0 || message.model === SYNTHETIC) return void 0;
	return {
		id,
		model: require_names.digText(message, "model") ?? null,
		isMain: record.isSidechain !== true && (record.parent_tool_use_id ?? null) === null,
		figures: readApiUsage(usage),
		hourWrite: require_names.readCount(require_names.asObject(usage.cache_creation)?.ephemeral_1h_input_tokens),
		stopReason: require_names.digText(message, "stop_reason") ?? null,
		requestId: require_names.digText(record, "requestId") ?? null,
		tools: require_names.asArray(message.content).flatMap((item) => require_names.digText(item, "name") ?? []),
		rate: readRate(usage),
		others: require_names.asArray(usage.iterations).flatMap((item) => readIteration(item, require_names.digText(message, "model") ?? ""))
	};
}
function readRate({ speed, service_tier: tier }) {
	if (speed === "fast") return "fast";
	return tier === "priority" || tier === "batch" ? tier : null;
}
function readIteration(value, model) {
	const usage = require_names.asObject(value);
	if (usage === void 0 || usage.type === void 0 || usage.type === "message") return [];
	const hourWrite = require_names.readCount(require_names.asObject(usage.cache_creation)?.ephemeral_1h_input_tokens);
	return [require_names.oneCall({
		...readApiUsage(usage),
		hourWrite,
		model: require_names.digText(usage, "model") ?? model,
		cost: null
	}, false)];
}
function mergeCopies(copies) {
	const messages = new Map();
	for (const message of copies) {
		const other = messages.get(message.id);
		messages.set(message.id, {
			...message,
			others: message.others.length > 0 ? message.others : other?.others ?? [],
			figures: other === void 0 ? message.figures : require_names.maxFigures(other.figures, message.figures),
			hourWrite: message.hourWrite ?? other?.hourWrite ?? null,
			stopReason: message.stopReason ?? other?.stopReason ?? null,
			requestId: message.requestId ?? other?.requestId ?? null
		});
	}
	return [...messages.values()];
}
function subtractCost(now, before) {
	if (before === null) return null;
	const left = require_names.subtractCounts(now, before);
	return left === null || Number.isNaN(left) ? left : Number(left.toFixed(10));
}
function hasAny(figures) {
	return [
		figures.input,
		figures.cacheRead,
		figures.cacheWrite,
		figures.output
	].some((count) => count !== 0);
}
// src/usage/agents/claude-facts.ts
const MARKS$2 = [
	"\"type\":\"assistant\"",
	"\"type\":\"user\"",
	"\"type\":\"cost-state\"",
	"\"max_turns_reached\""
].concat(["\"compact_boundary\""]);
const REQUEST = "\"type\":\"api-request\"";
const LONGEST_REQUEST = 65536;
function readFacts(files, run) {
	const isWanted = (line) => MARKS$2.some((mark) => line.includes(mark)) || line.length < LONGEST_REQUEST && line.includes(REQUEST);
	return readGrowths(files, isWanted, readFact$1, run);
}
function readFact$1(record) {
	if (record.type === "cost-state") return {
		kind: "account",
		account: readCostState(record),
		origin: null
	};
	if (record.type === "api-request") {
		const params = require_names.asObject(record.params);
		const [maxTokens, temperature] = [toNumber(params?.max_tokens), toNumber(params?.temperature)];
		return {
			kind: "request",
			request: {
				model: require_names.digText(params, "model") ?? null,
				maxTokens,
				temperature
			},
			origin: null
		};
	}
	if (record.subtype === "compact_boundary") return {
		kind: "compacted",
		origin: null
	};
	const origin = {
		sessionId: require_names.digText(record, "sessionId") ?? null,
		cwd: require_names.digText(record, "cwd") ?? null,
		version: require_names.digText(record, "version") ?? null
	};
	if (require_names.asObject(record.attachment)?.type === "max_turns_reached") return {
		kind: "turn_limit",
		origin
	};
	if (record.type === "assistant") {
		const message = readMessage$1(record);
		if (message !== void 0) return {
			kind: "message",
			message,
			origin
		};
		return record.isApiErrorMessage === true ? {
			kind: "api_error",
			origin
		} : void 0;
	}
	if (record.type !== "user" || record.isMeta === true || record.isSidechain === true) return void 0;
	const content = require_names.asArray(require_names.asObject(record.message)?.content);
	const isInterrupted = content.some((item) => require_names.digText(item, "text")?.startsWith("[Request interrupted by user") === true);
	const isResult = content.some((item) => require_names.digText(item, "type") === "tool_result");
	return {
		kind: isInterrupted ? "interrupted" : isResult ? "tool_result" : "prompt",
		origin
	};
}
function toNumber(value) {
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
function isOld(version) {
	const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
	return major < 2 || major === 2 && minor < 1;
}
function hasPlaceholders(version) {
	const [major = 0, minor = 0, patch = 0] = (version ?? "").split(".").map(Number);
	return isOld(version) || major === 2 && minor === 1 && patch < 61;
}
function endOf$2(facts, wasOld) {
	const last = facts.findLast((fact) => fact.origin !== null && !(fact.kind === "message" && !fact.message.isMain));
	if (last === void 0 || last.origin === null || last.kind === "prompt") return "unanswered";
	const asked = facts.findLast((fact) => fact.kind === "message" && fact.message.isMain);
	const isAnswer = asked?.kind === "message" && asked.message.tools.includes("StructuredOutput");
	if (last.kind === "tool_result") return isAnswer ? "finished" : "cut";
	if (last.kind !== "message") return last.kind;
	const { stopReason, tools } = last.message;
	if (stopReason === null) return wasOld && tools.length === 0 ? "finished" : "cut";
	return (stopReason === "tool_use" || tools.length > 0) && !isAnswer ? "cut" : "finished";
}
// src/usage/agents/claude-account.ts
const RESUMED$1 = "it went on with a session whose files are not there, so only its main conversation is known";
const COPIED = "what the session it went on from had used is not certain";
const CUT$2 = "it was cut off in the middle of a call, whose output is not known";
const ASKING_TOOLS$1 = ["WebSearch", "WebFetch"];
const LOST$1 = "a call failed without an answer, and what it used is not known";
function accountOf$1({ printed, disk, isResumed }, calls) {
	if (printed !== null && printed.results > 0) return fromResult(printed, disk, isResumed);
	if (disk?.account != null) return fromCostState(disk, disk.account);
	if (disk !== null && disk.messages.length > 0) return fromMessages(disk);
	if (calls.length > 0) return fromPrintedCalls(calls);
	return {
		...told([], null),
		figures: require_names.sumFigures([]),
		source: "none",
		state: "unknown",
		reason: "it left no record of its tokens"
	};
}
function fromResult(printed, disk, isResumed) {
	if (printed.added !== null) return {
		...fromAccount(printed, printed.added),
		source: "result.model_usage_since_last_result"
	};
	if (isResumed && disk === null && !isSame(require_names.sumFigures(printed.last.models), printed.usage)) return {
		...told([], null),
		source: "result.usage",
		figures: printed.usage,
		...stateOf$1(RESUMED$1)
	};
	const { account, isProven } = thisRun(printed, disk);
	const accounted = fromAccount(printed, account);
	return disk?.isCopy === true && disk.accountsBefore.length > 0 && !isProven && accounted.state === "measured" ? {
		...accounted,
		...stateOf$1(COPIED)
	} : accounted;
}
function fromAccount(printed, account) {
	return {
		...told(account.models, account.cost),
		...account.models.length > 0 ? { source: "result.modelUsage" } : {
			source: "result.usage",
			figures: printed.usage
		},
		...stateOf$1(printed.isCut ? CUT$2 : printed.isLost ? LOST$1 : null)
	};
}
function thisRun({ last, sum, usage, results }, disk) {
	const goesOn = results === 1 || covers(require_names.sumFigures(last.models), usage);
	const goingOn = [...(disk?.accountsBefore ?? []).map((before) => subtractAccount(last, before)), last].filter(({ models }) => require_names.isSound(require_names.sumFigures(models)));
	const candidates = goesOn ? [...goingOn, sum] : [sum, ...goingOn];
	const isTold = disk !== null && disk.messages.length > 0 && !isOld(disk.version);
	const used = require_names.sumFigures((isTold ? disk.messages : []).map(({ figures }) => figures));
	const proven = isTold ? candidates.find(({ models }) => isSame(require_names.sumFigures(models), used)) : void 0;
	return {
		account: proven ?? candidates[0] ?? last,
		isProven: proven !== void 0
	};
}
function covers(all, part) {
	return [
		"input",
		"cacheRead",
		"cacheWrite",
		"output"
	].every((key) => (all[key] ?? 0) >= (part[key] ?? 0));
}
function fromCostState(disk, account) {
	const [before] = disk.accountsBefore;
	const rest = before === void 0 ? account : subtractAccount(account, before);
	const more = sharesOf$2(disk.unaccounted);
	const reason = more.length > 0 ? CUT$2 : isCut$1(disk) ? "it was cut off, and a call that had begun is not in its records" : wholeness(disk);
	return {
		...told([...rest.models, ...more], more.length > 0 ? null : rest.cost),
		source: more.length > 0 ? "cost-state + session file" : "cost-state",
		...stateOf$1(reason)
	};
}
function fromMessages(disk) {
	const isBegun = disk.messages.some(({ stopReason }) => stopReason === null);
	const reason = isOld(disk.version) ? "its session file lacks calls of helper models, and the output of some calls" : isBegun && hasPlaceholders(disk.version) ? "its session file has only the beginning of the output of some calls" : isCut$1(disk) ? CUT$2 : askedElsewhere(disk) ?? wholeness(disk);
	return {
		...told(sharesOf$2(disk.messages), null),
		source: "session file",
		...stateOf$1(reason)
	};
}
function askedElsewhere({ messages, isCompacted }) {
	if (isCompacted) return "its conversation was compacted by a model, and that call is in no record";
	return messages.some(({ tools }) => tools.some((tool) => ASKING_TOOLS$1.includes(tool))) ? "its searches asked a model, and those calls are in no record" : null;
}
function fromPrintedCalls(calls) {
	return {
		...told(sharesOf$2(calls), null),
		source: "printed calls",
		...stateOf$1("it printed no result, and its output is recorded nowhere")
	};
}
function told(shares, cost) {
	const figures = require_names.sumFigures(shares);
	const isFree = cost === 0 && !isSame(figures, require_names.NOTHING_USED);
	const calls = shares.every((share) => share.calls === 1) ? { calls: shares } : {};
	return {
		figures,
		models: require_names.addShares(shares),
		...calls,
		cost: isFree ? null : cost
	};
}
function stateOf$1(reason) {
	return {
		state: reason === null ? "measured" : "partial",
		reason
	};
}
function isCut$1({ end }) {
	return end === "cut" || end === "interrupted" || end === "unanswered";
}
function wholeness({ isWhole }) {
	return isWhole ? null : "its session file could not be read as a whole";
}
function sharesOf$2(messages) {
	return messages.flatMap(({ model, figures, hourWrite, rate, isMain, others }) => [...require_names.hasFigures(figures) ? [require_names.oneCall({
		...figures,
		hourWrite,
		rate,
		model: model ?? "unknown",
		cost: null
	}, isMain)] : [], ...others]);
}
// src/usage/agents/claude-files.ts
const MOST_SOURCES = 200;
const MOST_SOURCE_BYTES = 268435456;
async function watchClaudeFiles(place) {
	const own = place.env.CLAUDE_CONFIG_DIR;
	const roots = own === void 0 || own === "" ? [(0, node_path.join)(place.home, ".claude"), (0, node_path.join)(place.home, ".config", "claude")].map((root) => ({
		root,
		within: place.home
	})) : [{
		root: own,
		within: own
	}];
	return Promise.all(roots.map(({ root, within }) => watchFiles({
		root: (0, node_path.join)(root, "projects"),
		within,
		depth: 6,
		matches: (path) => path.endsWith(".jsonl"),
		before: place.before
	})));
}
async function readSessions$1(watched, { printedIds, isResumed, run }) {
	const sessions = [];
	for (const files of watched) {
		const changed = (await files.changed()).filter(hasGrown);
		const unchanged = unchangedFiles(files, printedIds).filter(({ name }) => !changed.some((one) => one.name === name));
		const growths = await readFacts([...changed, ...unchanged], run);
		const subagents = growths.filter(isSubagent);
		const own = growths.filter((growth) => !isSubagent(growth));
		for (const growth of own) sessions.push(await readSession$3({
			growth,
			subagents,
			files,
			isResumed
		}));
	}
	return sessions;
}
function unchangedFiles(files, ids) {
	return [...files.before].flatMap(([name, { path, size }]) => ids.includes((0, node_path.basename)(name, ".jsonl")) ? [{
		path,
		name,
		from: size,
		size,
		isNew: false
	}] : []);
}
async function readSession$3(given) {
	const { growth: own, files, isResumed } = given;
	const id = (0, node_path.basename)(own.file.name, ".jsonl");
	const subagents = given.subagents.filter((one) => parentOf(one) === id);
	const origin = [...own.before, ...own.after].findLast((fact) => fact.origin !== null)?.origin ?? null;
	const read = (facts) => mergeCopies(facts.flatMap((fact) => fact.kind === "message" ? [fact.message] : []));
	const messages = read([...own.after, ...subagents.flatMap(({ after }) => after)]);
	const mayHoldCopies = own.isNew && (isResumed || messages.some(({ requestId }) => requestId === null));
	const source = mayHoldCopies ? await readSource(own.file, files, messages) : NO_SOURCE;
	const isOwn = ({ id: message, requestId }) => !source.ids.has(message) && !(isOld(origin?.version ?? null) && mayHoldCopies && isCopied(requestId, messages));
	const added = messages.filter(isOwn);
	const lastAt = own.after.findLastIndex((fact) => fact.kind === "account");
	const accounted = new Set(read(own.after.slice(0, lastAt + 1)).map((message) => message.id));
	return {
		id,
		isNew: own.isNew,
		cwd: origin?.cwd ?? null,
		version: origin?.version ?? null,
		messages: added,
		unaccounted: read(own.after.slice(lastAt + 1)).filter((one) => isOwn(one) && !accounted.has(one.id)),
		accountsBefore: [...lastOf(accountsOf(own.before)), ...source.accounts],
		account: accountsOf(own.after).at(-1) ?? null,
		isCopy: source.ids.size > 0,
		requests: own.after.flatMap((fact) => fact.kind === "request" ? [fact.request] : []),
		isCompacted: [own, ...subagents].some(({ after }) => after.some(({ kind }) => kind === "compacted")),
		end: endOf$2(own.after, isOld(origin?.version ?? null)),
		isWhole: own.isWhole && subagents.every(({ isWhole }) => isWhole)
	};
}
function isCopied(requestId, messages) {
	return requestId === null && messages.some((message) => message.requestId !== null);
}
function accountsOf(facts) {
	return facts.flatMap((fact) => fact.kind === "account" ? [fact.account] : []);
}
function lastOf(all) {
	return all.slice(-1);
}
function isSubagent({ file }) {
	return (0, node_path.basename)(file.name).startsWith("agent-");
}
function parentOf({ file, after }) {
	const [, session] = /([^/]+)\/subagents\//.exec(file.name) ?? [];
	return session ?? after.find((fact) => fact.origin !== null)?.origin?.sessionId ?? null;
}
const NO_SOURCE = {
	ids: new Set(),
	accounts: []
};
async function readSource(file, files, messages) {
	const [first] = messages;
	const folder = (0, node_path.dirname)(file.name);
	const older = [...files.before].filter(([name]) => (0, node_path.dirname)(name) === folder);
	let bytes = 0;
	for (const [, { path, size }] of older.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs).slice(0, MOST_SOURCES)) {
		bytes += size;
		if (first === void 0 || bytes > MOST_SOURCE_BYTES) break;
		const ids = new Set();
		let account;
		const wants = (line) => line.includes("\"type\":\"assistant\"") || line.includes("\"type\":\"cost-state\"");
		await readRecords(path, 0, wants, (record) => {
			if (record.type === "cost-state") account = readCostState(record);
			else ids.add(readMessage$1(record)?.id ?? "");
		});
		if (ids.has(first.id)) return {
			ids,
			accounts: account === void 0 ? [] : [account]
		};
	}
	return NO_SOURCE;
}
// src/usage/agents/claude-stream.ts
const EMPTY = {
	init: null,
	results: 0,
	uuids: [],
	added: null,
	last: {
		models: [],
		cost: null
	},
	sum: {
		models: [],
		cost: null
	},
	usage: require_names.NO_FIGURES,
	turns: null,
	verdict: null,
	isCut: false,
	isLost: false
};
const MOST_SESSIONS$2 = 1e3;
function collectSessions() {
	const sessions = new Map();
	return {
		take: (record) => {
			const id = require_names.asText(record.session_id);
			if (id === void 0 || sessions.size >= MOST_SESSIONS$2 && !sessions.has(id)) return;
			const known = sessions.get(id) ?? {
				id,
				...EMPTY
			};
			if (record.type === "system" && record.subtype === "init" && "apiKeySource" in record && "tools" in record) sessions.set(id, {
				...known,
				init: pickInit(record)
			});
			else if (record.type === "result" && ("modelUsage" in record || "total_cost_usd" in record)) {
				if (!isKnown$1(known, record)) sessions.set(id, addResult(known, record));
			}
		},
		all: () => [...sessions.values()]
	};
}
function sumCosts(models) {
	return models.some(({ cost }) => cost === null) ? null : models.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
}
function addCosts(before, cost) {
	return cost === null ? null : (before ?? 0) + cost;
}
function isKnown$1({ uuids }, { uuid }) {
	return typeof uuid === "string" && uuids.includes(uuid);
}
function addResult(known, record) {
	const since = require_names.asObject(record.model_usage_since_last_result);
	const sinceModels = readModelUsage(since);
	const added = since === void 0 || known.results > 0 && known.added === null ? null : {
		models: require_names.addShares([...known.added?.models ?? [], ...sinceModels]),
		cost: null
	};
	const last = readAccount(record.modelUsage, record.total_cost_usd);
	const usage = readApiUsage(require_names.asObject(record.usage) ?? {});
	return {
		...known,
		results: known.results + 1,
		uuids: [...known.uuids, require_names.asText(record.uuid) ?? ""].slice(-1e3),
		added: added && {
			...added,
			cost: sumCosts(added.models)
		},
		last,
		sum: {
			models: require_names.addShares([...known.sum.models, ...last.models]),
			cost: known.results > 0 && known.sum.cost === null ? null : addCosts(known.sum.cost, last.cost)
		},
		usage: known.results === 0 ? usage : require_names.addFigures(known.usage, usage),
		turns: require_names.addCounts(known.turns, readTurns(record)),
		verdict: readVerdict(record),
		isCut: isCut(record),
		isLost: isLost(record)
	};
}
function readTurns(record) {
	if (record.subtype !== "success" || record.is_error === true) return NaN;
	const [first] = Object.values(require_names.asObject(record.modelUsage) ?? {});
	return require_names.asObject(first)?.contextWindow === void 0 ? NaN : require_names.readCount(record.num_turns);
}
function readVerdict(record) {
	const subtype = require_names.asText(record.subtype) ?? null;
	if (subtype === "error_max_turns") return {
		kind: "turn_limit",
		text: subtype
	};
	if (subtype === "error_max_budget_usd") return {
		kind: "budget",
		text: subtype
	};
	if (isAborted(record)) return {
		kind: "aborted",
		text: require_names.asText(record.terminal_reason) ?? subtype
	};
	if (record.is_error !== true && subtype === "success") return {
		kind: "completed",
		text: subtype
	};
	const status = require_names.readCount(record.api_error_status);
	if (status !== null) return {
		kind: "failed",
		text: `API error ${status}`
	};
	return {
		kind: "failed",
		text: [require_names.asText(record.terminal_reason), subtype].filter((word) => word !== "completed" && word !== "success").find((word) => word != null) ?? null
	};
}
function isAborted(record) {
	return require_names.digText(record, "terminal_reason")?.startsWith("aborted") === true;
}
function isCut(record) {
	return isAborted(record) || record.subtype === "error_during_execution";
}
function isLost(record) {
	if (record.is_error !== true || record.subtype !== "success" || require_names.readCount(record.api_error_status) !== null) return false;
	return /^API Error(?!:? \(?\d{3})/.test(require_names.asText(record.result) ?? "");
}
function pickInit(record) {
	return {
		cwd: require_names.asText(record.cwd),
		model: require_names.asText(record.model),
		version: require_names.asText(record.claude_code_version),
		permissionMode: require_names.asText(record.permissionMode),
		tools: require_names.asArray(record.tools).filter((tool) => typeof tool === "string")
	};
}
// src/usage/agents/claude-code.ts
const TURN_LIMIT = "Error: Reached max turns";
const claudeCode = {
	name: "claude-code",
	command: {
		names: [
			"claude",
			"@anthropic-ai/claude-code",
			"claude-code"
		],
		withValue: [
			"--model",
			"--fallback-model",
			"--append-system-prompt",
			"--system-prompt",
			"--output-format",
			"--agents"
		].concat([
			"--input-format",
			"--max-turns",
			"--max-budget-usd",
			"--settings",
			"--mcp-config",
			"--permission-mode"
		]).concat([
			"--allowedTools",
			"--allowed-tools",
			"--disallowedTools",
			"--disallowed-tools",
			"--tools",
			"--add-dir"
		]).concat([
			"--session-id",
			"--json-schema",
			"--effort",
			"--agent",
			"--betas",
			"--permission-prompt-tool",
			"-n"
		]),
		resuming: [
			"-c",
			"-r",
			"--continue",
			"--resume",
			"--fork-session",
			"--from-pr"
		]
	},
	wants: {
		types: ["system/init", "result"],
		marks: ["\"total_cost_usd\":"],
		prefixes: [TURN_LIMIT]
	},
	begin: async (place) => followRun$8(place, await watchClaudeFiles(place))
};
function followRun$8(place, watched) {
	const printed = collectSessions();
	let isLimited = false;
	return {
		record: printed.take,
		line: (text) => {
			isLimited ||= text.startsWith(TURN_LIMIT);
		},
		finish: async (end) => {
			const isResumed = isResuming(place.starts, claudeCode.command);
			const printedIds = printed.all().map(({ id }) => id);
			const { sessions: onDisk, doubt } = await matchSessions$1(await readSessions$1(watched, {
				printedIds,
				isResumed,
				run: end
			}), printedIds, place, end);
			const ids = [...new Set([...printed.all(), ...onDisk].map(({ id }) => id))];
			const found = [];
			for (const id of ids) {
				const session = {
					printed: printed.all().find((one) => one.id === id) ?? null,
					disk: toLimited(onDisk.find((one) => one.id === id) ?? null, isLimited),
					isResumed
				};
				const calls = await readPrintedCalls$1(id, session, end);
				found.push(toFindings$9(id, session, end.isRunning ? calls : calls.map(withoutOutput), end.exitCode));
			}
			if (found.length > 0) return withDoubt(mergeFindings(found), doubt);
			return end.isExpected ? UNKNOWN$2 : null;
		}
	};
}
function toLimited(disk, isLimited) {
	return isLimited && disk?.end === "cut" ? {
		...disk,
		end: "turn_limit"
	} : disk;
}
const UNKNOWN$2 = {
	figures: require_names.NO_FIGURES,
	turns: null,
	models: [],
	sessionId: null,
	cost: null,
	source: "none",
	state: "unknown",
	reason: "it printed no result and left no session file",
	verdict: null,
	config: {}
};
async function matchSessions$1(sessions, printedIds, place, end) {
	const isPrinted = ({ id }) => printedIds.includes(id);
	const keepsNone = end.starts === 1 && hasOption(place.starts, "--no-session-persistence");
	const { sessions: silent, doubt } = chooseSessions(await Promise.all(sessions.filter((session) => !isPrinted(session) && !keepsNone).map(async (session) => ({
		...session,
		isHere: await isInFolder(session.cwd ?? void 0, place.cwd)
	}))), end, printedIds.length);
	return {
		sessions: [...sessions.filter(isPrinted), ...silent],
		doubt
	};
}
async function readPrintedCalls$1(id, { printed, disk }, end) {
	const isKnown = (disk?.messages.length ?? 0) > 0;
	if (printed === null || isKnown || printed.init === null && printed.results > 0) return [];
	const messages = [];
	await end.readLog((line) => line.includes("\"type\":\"assistant\"") && line.includes(id), (record) => {
		const message = record.session_id === id ? readMessage$1(record) : void 0;
		if (message !== void 0) messages.push(message);
	});
	return mergeCopies(messages);
}
function withoutOutput(call) {
	return {
		...call,
		figures: {
			...call.figures,
			output: null,
			reasoning: null
		}
	};
}
function toFindings$9(id, told, calls, exitCode) {
	const { printed, disk } = told;
	const account = accountOf$1(told, calls);
	const turns = countTurns(told, calls);
	const model = require_names.asText(printed?.init?.model) ?? disk?.messages.find(({ isMain }) => isMain)?.model ?? account.models[0]?.model;
	return {
		...account,
		turns,
		sessionId: id,
		verdict: printed?.verdict ?? verdictOnDisk$1(disk, exitCode),
		config: configOf$1(printed, disk, model ?? null)
	};
}
function verdictOnDisk$1(disk, exitCode) {
	switch (disk?.end) {
		case void 0:
		case "unanswered": return null;
		case "finished": return {
			kind: "completed",
			text: null
		};
		case "turn_limit": return {
			kind: "turn_limit",
			text: "max_turns_reached"
		};
		case "api_error": return {
			kind: "failed",
			text: "API error"
		};
		case "interrupted": return {
			kind: "aborted",
			text: null
		};
		case "cut": return exitCode === 0 ? null : {
			kind: "aborted",
			text: null
		};
	}
}
function configOf$1(printed, disk, model) {
	const init = printed?.init ?? {};
	const version = require_names.asText(init.version) ?? disk?.version ?? null;
	const permissionMode = require_names.asText(init.permissionMode);
	const tools = require_names.asArray(init.tools).filter((tool) => typeof tool === "string");
	const request = disk?.requests.findLast((one) => one.model === model);
	return {
		...model === null ? {} : { model },
		...request?.maxTokens == null ? {} : { max_tokens: request.maxTokens },
		...request?.temperature == null ? {} : { temperature: request.temperature },
		...tools.length === 0 ? {} : { tools },
		metadata: {
			...version === null ? {} : { agent_version: version },
			...permissionMode === void 0 ? {} : { permission_mode: permissionMode }
		}
	};
}
function countTurns({ printed, disk }, calls) {
	const main = [...disk?.messages ?? [], ...calls].filter(({ isMain }) => isMain).length;
	if (main > 0) return main;
	const turns = printed?.turns ?? null;
	return turns === null || Number.isNaN(turns) ? null : turns;
}
// src/usage/read-before.ts
const MOST_DOCUMENTS = 50;
const MOST_BYTES$2 = 67108864;
async function readBefore(files, matches, pick) {
	return files.recall("documents", () => readDocuments(files, matches, pick));
}
async function readDocuments(files, matches, pick) {
	const found = [...files.before].filter(([name]) => matches(name));
	const facts = new Map();
	let bytes = 0;
	for (const [name, { path, size }] of found.sort(([, a], [, b]) => b.mtimeMs - a.mtimeMs)) {
		bytes += size;
		if (facts.size >= MOST_DOCUMENTS || bytes > MOST_BYTES$2) break;
		facts.set(name, pick(require_names.asObject(await readDocument(path)) ?? {}));
	}
	return facts;
}
// src/usage/agents/cline-sessions.ts
const MESSAGES$1 = ".messages.json";
async function watchClineSessions(place) {
	const { env, home, cwd } = place;
	const data = env.CLINE_DATA_DIR || (0, node_path.join)(env.CLINE_DIR || (0, node_path.join)(home, ".cline"), "data");
	const named = env.CLINE_SESSION_DATA_DIR || env.CLINE_DATA_DIR || env.CLINE_DIR;
	const matches = (path) => /^[^/]+\/[^/]+\.json$/.test(path);
	const files = await watchFiles({
		root: env.CLINE_SESSION_DATA_DIR || (0, node_path.join)(data, "sessions"),
		within: named || home,
		depth: 1,
		matches,
		before: place.before
	});
	const before = await readBefore(files, matches, pickFact$3);
	return async (run) => {
		const { files: changed } = newestFiles(await files.changed());
		const ids = new Set(changed.map((file) => idOf$1(file.name)));
		const sessions = [];
		for (const id of ids) sessions.push(await readSession$2(id, changed, {
			before,
			cwd,
			run
		}));
		return sessions;
	};
}
async function readSession$2(id, changed, { before, cwd, run }) {
	const [headName, messagesName] = [`${id}/${id}.json`, `${id}/${id}${MESSAGES$1}`];
	const own = changed.filter((file) => file.name === headName || file.name === messagesName);
	const facts = [];
	for (const file of own) facts.push(pickFact$3(require_names.asObject(await readDocument(file.path)) ?? {}));
	const [headBefore, messagesBefore] = [before.get(headName), before.get(messagesName)];
	const head = facts.find((fact) => fact.head.session_id !== void 0)?.head ?? headBefore?.head ?? {};
	const found = facts.flatMap((fact) => fact.messages);
	const since = ownSince(found.map(({ time }) => time), run);
	const older = found.filter(({ time }) => time !== null && time < since);
	const old = new Map([...messagesBefore?.messages ?? [], ...older].map((message) => [message.id, message.share]));
	const added = found.filter((message) => !old.has(message.id));
	const model = require_names.asText(head.model);
	return {
		id: require_names.asText(head.session_id) ?? id,
		model,
		version: require_names.asText(head.version),
		status: require_names.asText(head.status),
		totals: readTotals(head, model),
		totalsBefore: headBefore === void 0 ? void 0 : readTotals(headBefore.head, model),
		callsBefore: require_names.addShares([...old.values()]),
		calls: require_names.addShares(added.map((message) => message.share)),
		isNew: own.every((file) => file.isNew) && old.size === 0,
		isHere: await isInFolder(require_names.asText(head.cwd), cwd),
		isWhole: facts.length === own.length && own.every((file) => file.isNew || before.has(file.name))
	};
}
function pickFact$3(document) {
	const { session_id, status, model, cwd } = document;
	const metadata = require_names.digObject(document, "metadata");
	const version = require_names.dig(metadata, "sessionHistoryOrigin", "version");
	return {
		head: {
			session_id,
			status,
			model,
			cwd,
			aggregateUsage: metadata?.aggregateUsage,
			usage: metadata?.usage,
			version
		},
		messages: require_names.asArray(document.messages).flatMap(pickMessage$2)
	};
}
function pickMessage$2(value) {
	const message = require_names.asObject(value);
	const [id, metrics] = [require_names.asText(message?.id), require_names.asObject(message?.metrics)];
	if (id === void 0 || metrics === void 0) return [];
	const model = require_names.digText(message, "modelInfo", "id") ?? "";
	return [{
		id,
		time: timeOf(message ?? {}),
		share: {
			...readClineUsage(metrics, metrics.cost),
			model,
			turns: 1
		}
	}];
}
function readTotals(head, model) {
	const usage = require_names.asObject(head.aggregateUsage) ?? require_names.asObject(head.usage);
	return usage === void 0 ? void 0 : {
		...readClineUsage(usage, usage.totalCost),
		model: model ?? ""
	};
}
function readClineUsage(usage, statedCost) {
	const [cacheRead, cacheWrite] = [require_names.readCount(usage.cacheReadTokens), require_names.readCount(usage.cacheWriteTokens)];
	const [input, output, cost] = [
		require_names.readCount(usage.inputTokens),
		require_names.readCount(usage.outputTokens),
		require_names.readCost(statedCost)
	];
	return {
		input: require_names.subtractCounts(input, cacheRead, cacheWrite),
		cacheRead,
		cacheWrite,
		output,
		reasoning: null,
		model: "",
		turns: null,
		cost: cost === 0 && (input !== 0 || output !== 0) ? null : cost
	};
}
function idOf$1(name) {
	return name.slice(0, name.indexOf("/"));
}
// src/usage/agents/cline.ts
const cline = {
	name: "cline",
	command: {
		names: ["cline"],
		withValue: [
			"-m",
			"--model",
			"-P",
			"--provider",
			"-T",
			"--taskId",
			"-c",
			"--cwd",
			"--config",
			"-t",
			"--timeout"
		],
		resuming: [
			"-T",
			"--taskId",
			"--continue",
			"--resume"
		]
	},
	wants: {
		types: ["run_result"],
		marks: ["\"event\":{\"type\":\"usage\""]
	},
	begin: async (place) => followRun$7(await watchClineSessions(place))
};
const MOST_RUNS$2 = 1e3;
const CUT_OFF$1 = "it was cut off before it wrote its totals";
function followRun$7(readSessions) {
	const results = [];
	let calls;
	let model;
	let verdict = null;
	return {
		record: (record) => {
			const usage = require_names.asObject(record.aggregateUsage) ?? require_names.asObject(record.usage);
			const event = require_names.asObject(record.event);
			if (record.type === "run_result" && usage !== void 0 && "finishReason" in record) {
				model = require_names.digText(record, "model", "id") ?? model;
				const share = {
					...readClineUsage(usage, usage.totalCost),
					model: model ?? ""
				};
				if (results.length < MOST_RUNS$2) results.push({
					share,
					turns: require_names.readCount(record.iterations)
				});
				verdict = toVerdict$4(require_names.asText(record.finishReason) ?? null);
				calls = void 0;
			} else if (record.type === "agent_event" && event?.type === "usage") calls = require_names.addShares([...calls === void 0 ? [] : [calls], {
				...readClineUsage(event, event.cost),
				turns: 1
			}])[0];
		},
		line: () => {},
		finish: async (end) => {
			const isPrinted = results.length > 0 || calls !== void 0;
			const isExpected = end.isExpected || isPrinted;
			const { sessions, doubt } = chooseSessions(await readSessions(end), {
				...end,
				isExpected
			}, 0);
			if (sessions.length === 0 && !isExpected) return null;
			const told = tellRuns(results, calls, sessions);
			const last = sessions.at(-1);
			const name = model ?? last?.model;
			return withDoubt({
				...toFindings$8(told),
				sessionId: last?.id ?? null,
				verdict: verdict ?? statusToVerdict(last?.status),
				config: {
					...name === void 0 ? {} : { model: name },
					...last?.version === void 0 ? {} : { metadata: { agent_version: last.version } }
				}
			}, doubt);
		}
	};
}
function tellRuns(results, calls, sessions) {
	const left = [...results];
	const told = sessions.map((session) => {
		const match = left.findIndex(({ share }) => session.totals !== void 0 && isSame(share, session.totals));
		return {
			session,
			result: match === -1 ? void 0 : left.splice(match, 1)[0]
		};
	}).map(({ session, result }) => tellSession(session, result ?? left.shift()));
	const rest = left.map(({ share, turns }) => {
		return {
			shares: [share],
			turns,
			source: "run_result.aggregateUsage",
			reason: null
		};
	});
	const cut = calls !== void 0 && sessions.every((session) => session.totals !== void 0) ? [{
		shares: [calls],
		turns: calls.turns,
		source: "agent_event.usage",
		reason: CUT_OFF$1
	}] : [];
	return [
		...told,
		...rest,
		...cut
	];
}
function tellSession(session, result) {
	const totals = [result?.share, session.totals].filter((share) => share !== void 0);
	const turns = result?.turns ?? require_names.sumCounts(session.calls.map((share) => share.turns));
	const { totalsBefore } = session;
	const isOld = totalsBefore !== void 0 && session.totals !== void 0 && isSame(session.totals, totalsBefore);
	const isKilled = result === void 0 && (session.status === "running" || isOld && session.calls.length > 0);
	const [total] = totals;
	if (total === void 0 || isKilled) return {
		shares: session.calls,
		turns,
		source: "messages.metrics",
		reason: CUT_OFF$1
	};
	const before = [
		totalsBefore === void 0 ? session.callsBefore : [totalsBefore],
		[],
		session.callsBefore
	];
	const rests = totals.map((one) => subtractBefore([one], before, session.calls));
	const rest = rests.find(({ isProven }) => isProven) ?? rests[0] ?? {
		shares: [total],
		isProven: false
	};
	const source = result === void 0 ? "session.aggregateUsage" : "run_result.aggregateUsage";
	return {
		shares: rest.isProven && isSame(require_names.sumFigures(rest.shares), require_names.sumFigures(session.calls)) ? session.calls : rest.shares,
		turns,
		source,
		reason: session.isWhole && (rest.isProven || before.every((shares) => shares.length === 0)) ? null : "what its session had used before is not known"
	};
}
function toFindings$8(told) {
	const shares = require_names.addShares(told.flatMap((run) => run.shares));
	const figures = require_names.sumFigures(shares);
	const isKnown = require_names.hasFigures(figures);
	const reason = told.find((run) => run.reason !== null)?.reason ?? null;
	const isPriced = shares.every((share) => share.cost !== null);
	return {
		figures,
		turns: require_names.sumCounts(told.map((run) => run.turns)),
		models: shares.filter((share) => share.model !== ""),
		sessionId: null,
		cost: isKnown && isPriced ? require_names.sumCounts(shares.map((share) => share.cost)) : null,
		source: told[0]?.source ?? "session.aggregateUsage",
		state: !isKnown ? "unknown" : reason === null ? "measured" : "partial",
		reason: isKnown ? reason : "it left no record of its tokens",
		verdict: null,
		config: {}
	};
}
function toVerdict$4(text) {
	if (text === "completed") return {
		kind: "completed",
		text
	};
	if (text !== null && /abort|cancel/.test(text)) return {
		kind: "aborted",
		text
	};
	return {
		kind: text !== null && /max|limit/.test(text) ? "turn_limit" : "failed",
		text
	};
}
function statusToVerdict(status) {
	return status === void 0 || status === "running" ? null : toVerdict$4(status);
}
// src/usage/agents/codex-rollouts.ts
const MARKS$1 = [
	"\"session_meta\"",
	"\"turn_context\"",
	"\"token_count\"",
	"\"token_usage_record\"",
	"\"task_",
	"\"turn_"
].concat(["\"response_item\"", "\"thread_settings_applied\""]);
const EDGE$1 = 1e3;
const NO_META = {
	id: "",
	parent: null,
	isSubagent: false,
	source: null,
	cwd: null,
	version: null
};
function watchRollouts({ home, env, before }) {
	const own = env.CODEX_HOME;
	const isOwn = own !== void 0 && own !== "";
	const root = isOwn ? own : (0, node_path.join)(home, ".codex");
	const matches = (path) => /(^|\/)rollout-[^/]*\.jsonl$/.test(path);
	return watchFiles({
		root: (0, node_path.join)(root, "sessions"),
		within: isOwn ? own : home,
		depth: 4,
		matches,
		before
	});
}
async function readRollouts(files, printed, run) {
	const changed = (await files.changed()).filter(hasGrown);
	const unchanged = [...files.before].flatMap(([name, { path, size }]) => {
		return changed.some((file) => file.name === name) || !printed.some((id) => name.endsWith(`${id}.jsonl`)) ? [] : [{
			path,
			name,
			from: size,
			size,
			isNew: false
		}];
	});
	const rollouts = [];
	for (const growth of await readGrowths([...changed, ...unchanged], wants, readFact, run)) rollouts.push(await readRollout(withoutOthers(growth), files));
	return rollouts;
}
function readCodexUsage(value) {
	const usage = require_names.asObject(value);
	if (usage === void 0) return void 0;
	const [cacheRead, cacheWrite] = [require_names.readCount(usage.cached_input_tokens), require_names.readCount(usage.cache_write_input_tokens)];
	return {
		input: require_names.subtractCounts(require_names.readCount(usage.input_tokens), cacheRead, cacheWrite),
		cacheRead,
		cacheWrite: cacheWrite ?? 0,
		output: require_names.readCount(usage.output_tokens),
		reasoning: require_names.readCount(usage.reasoning_output_tokens)
	};
}
async function readRollout(growth, files) {
	const all = [...growth.before, ...growth.after];
	const meta = all.find((fact) => fact.kind === "meta")?.meta ?? NO_META;
	const settings = growth.after.findLast((fact) => fact.kind === "model") ?? all.findLast((fact) => fact.kind === "model");
	const before = await totalBefore(growth, meta, files);
	return {
		thread: meta.id,
		parent: meta.parent,
		isSubagent: meta.isSubagent,
		isNew: growth.isNew,
		isKept: hasGrown(growth.file),
		cwd: meta.cwd,
		version: meta.version,
		model: settings?.model ?? null,
		settings: settings?.settings ?? {},
		before,
		shares: sharesOf$1(growth, before),
		...endOf$1(growth.after),
		isWhole: growth.isWhole
	};
}
function withoutOthers(growth) {
	const { name } = growth.file;
	const isOwn = (fact) => fact.kind !== "total" || fact.thread === null || name.includes(fact.thread);
	return {
		...growth,
		before: growth.before.filter(isOwn),
		after: growth.after.filter(isOwn)
	};
}
function wants(line) {
	return hasAtEdge(line, MARKS$1);
}
function hasAtEdge(line, marks) {
	return (line.length > 2 * EDGE$1 ? [line.subarray(0, EDGE$1), line.subarray(-1e3)] : [line]).some((edge) => marks.some((mark) => edge.includes(mark)));
}
function readFact(record) {
	const payload = require_names.asObject(record.payload);
	if (payload === void 0) return void 0;
	const kind = require_names.asText(payload.type);
	switch (record.type) {
		case "session_meta": return {
			kind: "meta",
			meta: readMeta(payload)
		};
		case "turn_context": return {
			kind: "model",
			model: require_names.asText(payload.model) ?? null,
			settings: pickSettings(payload)
		};
		case "response_item": return {
			kind: "item",
			isAnswer: kind === "message" && payload.role === "assistant"
		};
		case "token_usage_record": {
			const total = readCodexUsage(payload.thread_token_usage);
			return total === void 0 ? void 0 : {
				kind: "total",
				total,
				thread: require_names.asText(payload.thread_id) ?? null
			};
		}
		case "event_msg":
			if (kind === "token_count") {
				const total = readCodexUsage(require_names.dig(payload, "info", "total_token_usage"));
				return total === void 0 ? void 0 : {
					kind: "total",
					total,
					thread: null
				};
			}
			if (kind === "thread_settings_applied") return {
				kind: "tier",
				rate: toRate(require_names.digText(payload, "thread_settings", "service_tier"))
			};
			if (kind === "task_started" || kind === "turn_started") return {
				kind: "started",
				error: null
			};
			if (kind === "turn_aborted") return {
				kind: "aborted",
				error: require_names.asText(payload.reason) ?? null
			};
			if (kind !== "task_complete" && kind !== "turn_complete") return void 0;
			return {
				kind: "complete",
				error: require_names.digText(payload, "error", "message") ?? null
			};
		default: return;
	}
}
function readMeta(payload) {
	const id = require_names.asText(payload.id) ?? "";
	const root = require_names.asText(payload.session_id);
	const spawned = require_names.digText(payload, "source", "subagent", "thread_spawn", "parent_thread_id");
	const parent = require_names.asText(payload.parent_thread_id) ?? spawned ?? (root === id ? void 0 : root);
	return {
		id,
		parent: parent ?? null,
		isSubagent: parent !== void 0 || payload.thread_source === "subagent" || require_names.dig(payload, "source", "subagent") !== void 0,
		source: require_names.asText(payload.forked_from_id) ?? parent ?? null,
		cwd: require_names.asText(payload.cwd) ?? null,
		version: require_names.asText(payload.cli_version) ?? null
	};
}
function pickSettings(payload) {
	const settings = {
		approval_policy: require_names.asText(payload.approval_policy),
		sandbox: require_names.digText(payload, "sandbox_policy", "type") ?? require_names.digText(payload, "sandbox_policy", "mode"),
		reasoning_effort: require_names.asText(payload.effort)
	};
	return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== void 0));
}
async function totalBefore(growth, { id, source }, files) {
	const own = totalsOf(growth.before).at(-1);
	if (own !== void 0) return own;
	if (source === null || source === id) return null;
	const copied = await readSourceTotals(source, files);
	const totals = totalsOf(growth.after);
	let same = 0;
	while (same < totals.length && isSameTotal(totals[same], copied[same])) same += 1;
	return totals[same - 1] ?? null;
}
async function readSourceTotals(thread, files) {
	const [, file] = [...(await files.changed()).map(({ name, path }) => [name, { path }]), ...files.before].find(([name]) => name.endsWith(`${thread}.jsonl`)) ?? [];
	if (file === void 0) return [];
	const facts = [];
	const isTotal = (line) => hasAtEdge(line, ["\"token_count\""]);
	await readRecords(file.path, 0, isTotal, (record) => {
		const fact = readFact(record);
		if (fact !== void 0) facts.push(fact);
	});
	return totalsOf(facts);
}
function totalsOf(facts) {
	const totals = facts.flatMap((fact) => fact.kind === "total" ? [fact.total] : []);
	return [...new Map(totals.map((total) => [keyOf$1(total), total])).values()];
}
function keyOf$1({ input, cacheRead, cacheWrite, output }) {
	return [
		input,
		cacheRead,
		cacheWrite,
		output
	].join();
}
function isSameTotal(a, b) {
	return a !== void 0 && b !== void 0 && isSame(a, b);
}
function toRate(tier) {
	if (tier === "fast" || tier === "priority") return "priority";
	return tier === "flex" ? tier : null;
}
function sharesOf$1({ before: older, after }, before) {
	const shares = [];
	const seen = new Set();
	let last = before;
	let model = null;
	let rate = older.findLast((fact) => fact.kind === "tier")?.rate ?? null;
	let isOwn = before === null || !after.some((fact) => fact.kind === "total" && isSameTotal(before, fact.total));
	for (const fact of after) {
		if (fact.kind === "model") model = fact.model;
		if (fact.kind === "tier") rate = fact.rate;
		if (fact.kind !== "total") continue;
		if (!isOwn) {
			isOwn = isSameTotal(before ?? void 0, fact.total);
			continue;
		}
		if (isSameTotal(before ?? void 0, fact.total) || seen.has(keyOf$1(fact.total))) continue;
		seen.add(keyOf$1(fact.total));
		const added = last === null ? fact.total : require_names.subtractFigures(fact.total, last);
		shares.push(require_names.oneCall({
			...require_names.isSound(added) ? added : fact.total,
			rate,
			model: model ?? "unknown",
			cost: null
		}, true));
		last = fact.total;
	}
	return shares;
}
function endOf$1(facts) {
	const last = facts.findLast(({ kind }) => kind === "complete" || kind === "aborted" || kind === "started");
	if (last?.kind === "complete") return {
		end: last.error === null ? "finished" : "failed",
		error: last.error
	};
	if (last?.kind === "aborted" || last?.kind === "started") return {
		end: "cut",
		error: null
	};
	return {
		end: facts.findLast((fact) => fact.kind === "item")?.isAnswer === true ? "finished" : "cut",
		error: null
	};
}
const codex = {
	name: "codex",
	command: {
		names: ["codex", "@openai/codex"],
		withValue: [
			"-m",
			"--model",
			"-c",
			"--config",
			"-p",
			"--profile",
			"-s",
			"--sandbox",
			"-a",
			"--ask-for-approval"
		].concat([
			"-C",
			"--cd",
			"-i",
			"--image",
			"-o",
			"--output-last-message",
			"--output-schema",
			"--color",
			"--add-dir"
		]).concat([
			"--local-provider",
			"--enable",
			"--disable"
		]),
		resuming: ["resume", "fork"]
	},
	wants: {
		types: [
			"thread.started",
			"turn.started",
			"turn.completed",
			"turn.failed"
		],
		errorPrefixes: ["session id: "]
	},
	begin: async (place) => followRun$6(place, await watchRollouts(place))
};
const MOST_THREADS = 1e3;
function followRun$6(place, watched) {
	const printed = new Map();
	const named = new Set();
	let current;
	return {
		record: (record) => {
			const thread = record.type === "thread.started" ? require_names.asText(record.thread_id) : void 0;
			if (thread !== void 0) current = {
				usage: null,
				...printed.get(thread),
				thread,
				isBegun: false,
				verdict: null
			};
			else if (current !== void 0) current = takeTurn(current, record);
			if (current !== void 0 && printed.size < MOST_THREADS) printed.set(current.thread, current);
		},
		line: (text) => {
			const [, thread] = /^session id: ([\da-f-]{36})$/.exec(text) ?? [];
			if (thread !== void 0 && named.size < MOST_THREADS) named.add(thread);
		},
		finish: async (end) => {
			const rollouts = await readRollouts(watched, [...printed.keys()], end);
			const told = [...printed.keys(), ...rollouts.map(({ thread }) => thread).filter((one) => named.has(one))];
			const { sessions: threads, doubt } = await chooseThreads(rollouts, [...new Set(told)], place, end);
			const found = [];
			for (const thread of threads) {
				const folder = rollouts.find((one) => one.thread === thread)?.cwd;
				const isOwn = (one) => rootOf$1(one, rollouts) === thread || threads.length === 1 && isOrphan(one) && one.cwd === folder;
				const family = rollouts.filter(isOwn);
				const findings = await toFindings$7({
					thread,
					printed: printed.get(thread) ?? null,
					family,
					place,
					end
				});
				found.push({
					...findings,
					config: {
						...modelOf(place.starts),
						...findings.config
					}
				});
			}
			if (found.length > 0) return withDoubt(mergeFindings(found), doubt);
			return end.isExpected ? {
				...UNKNOWN$1,
				source: "none",
				sessionId: [...named].at(-1) ?? null
			} : null;
		}
	};
}
const UNKNOWN$1 = {
	figures: require_names.NO_FIGURES,
	turns: null,
	models: [],
	sessionId: null,
	cost: null,
	source: "rollout",
	state: "unknown",
	reason: "it left no record of its tokens",
	verdict: null,
	config: {}
};
const CUT$1 = "it was cut off, and a call that had begun is not in its records";
const LOST = "a call failed without an answer, and what it used is not known";
const RESUMED = "it went on with a thread whose rollout is not there, so what that had used before is in it";
const BROKEN = /stream disconnected|timed? ?out|connection|network/i;
function takeTurn(printed, record) {
	if (record.type === "turn.completed") {
		const usage = readCodexUsage(record.usage) ?? printed.usage;
		return {
			...printed,
			usage,
			verdict: {
				kind: "completed",
				text: null
			}
		};
	}
	if (record.type === "turn.started") return {
		...printed,
		isBegun: true
	};
	if (record.type !== "turn.failed") return printed;
	return {
		...printed,
		verdict: {
			kind: "failed",
			text: require_names.digText(record, "error", "message") ?? null
		}
	};
}
function rootOf$1(rollout, all) {
	const seen = new Set();
	let { thread, parent } = rollout;
	while (parent !== null && !seen.has(thread)) {
		seen.add(thread);
		const next = parent;
		thread = next;
		parent = all.find((one) => one.thread === next)?.parent ?? null;
	}
	return thread;
}
function isOrphan({ isSubagent, parent, isNew }) {
	return isSubagent && parent === null && isNew;
}
async function chooseThreads(rollouts, told, place, end) {
	const roots = rollouts.filter((one) => one.thread !== "" && rootOf$1(one, rollouts) === one.thread && !isOrphan(one));
	const keepsNone = end.starts === 1 && hasOption(place.starts, "--ephemeral");
	const { sessions, doubt } = chooseSessions(await Promise.all(roots.filter(({ thread }) => !told.includes(thread) && !keepsNone).map(async (root) => ({
		...root,
		isHere: await isInFolder(root.cwd ?? void 0, place.cwd)
	}))), end, told.length);
	return {
		sessions: [...told, ...sessions.map(({ thread }) => thread)],
		doubt
	};
}
async function toFindings$7(told) {
	const { thread, printed, family, place, end } = told;
	const root = family.find((one) => one.thread === thread);
	const subagents = family.filter((one) => one.thread !== thread);
	const calls = [...ownShares(printed, root, place.starts), ...subagents.flatMap(({ shares }) => shares)];
	const models = require_names.addShares(calls);
	const figures = require_names.sumFigures(models);
	const isFinal = printed?.usage != null;
	const isResumed = isResuming(place.starts, codex.command) && root === void 0;
	const state = require_names.hasFigures(figures) ? stateOf({
		printed,
		root,
		subagents,
		isSpawning: await spawns(family, end),
		isResumed
	}) : UNKNOWN$1;
	return {
		...UNKNOWN$1,
		figures,
		turns: require_names.sumCounts((root?.shares ?? []).map(({ turns }) => turns)),
		models: models.filter(({ model }) => model !== ""),
		...calls.every((share) => share.calls === 1) ? { calls } : {},
		sessionId: thread,
		source: [...isFinal ? ["turn.completed"] : [], ...isFinal && subagents.length === 0 ? [] : ["rollout"]].join(" + "),
		state: state.state,
		reason: state.reason,
		verdict: printed?.verdict ?? verdictOnDisk(root) ?? (printed?.isBegun ? {
			kind: "aborted",
			text: null
		} : null),
		config: configOf(root)
	};
}
function ownShares(printed, root, starts) {
	const shares = root?.shares ?? [];
	if (printed?.usage == null) return shares;
	const rest = root?.before == null ? printed.usage : require_names.subtractFigures(printed.usage, root.before);
	const used = require_names.isSound(rest) ? rest : printed.usage;
	const kept = require_names.sumFigures(shares);
	if (isSame(used, kept) || totalOf$3(kept) > totalOf$3(used)) return shares;
	const turns = require_names.sumCounts(shares.map((share) => share.turns));
	const rate = shares.at(-1)?.rate ?? toRate(settingOf(starts, "service_tier"));
	return [{
		...used,
		rate,
		model: root?.model ?? modelOf(starts).model ?? "",
		turns,
		cost: null
	}];
}
function totalOf$3({ input, cacheRead, cacheWrite, output }) {
	return require_names.sumCounts([
		input,
		cacheRead,
		cacheWrite,
		output
	]) ?? 0;
}
function stateOf(told) {
	const { printed, root, subagents, isSpawning, isResumed } = told;
	const isCut = !(printed?.verdict != null || root !== void 0 && root.end !== "cut") || root?.end !== "cut" && subagents.some(({ end }) => end === "cut");
	const files = [...root === void 0 ? [] : [root], ...subagents];
	const isBroken = BROKEN.test((printed?.verdict?.kind === "failed" ? printed.verdict.text : root?.error) ?? "");
	const reason = [
		[isCut, CUT$1],
		[isBroken, LOST],
		[isResumed, RESUMED],
		[isSpawning, "its subagents left no record"],
		[!files.every((one) => one.isWhole), "a rollout could not be read as a whole"]
	].find(([holds]) => holds)?.[1] ?? null;
	return {
		state: reason === null ? "measured" : "partial",
		reason
	};
}
async function spawns(family, end) {
	if (family.some(({ isKept }) => isKept)) return false;
	let isSpawning = false;
	await end.readLog((line) => {
		isSpawning ||= line.includes("\"type\":\"collab_tool_call\"");
		return false;
	}, () => {});
	return isSpawning;
}
function verdictOnDisk(root) {
	switch (root?.isKept === true ? root.end : void 0) {
		case void 0: return null;
		case "finished": return {
			kind: "completed",
			text: null
		};
		case "failed": return {
			kind: "failed",
			text: root?.error ?? null
		};
		case "cut": return {
			kind: "aborted",
			text: null
		};
	}
}
function modelOf(starts) {
	const model = optionValue(starts, "-m", "--model") ?? settingOf(starts, "model");
	return model === void 0 ? {} : { model };
}
function settingOf(starts, key) {
	return optionValues(starts, "-c", "--config").findLast((one) => one.startsWith(`${key}=`))?.slice(key.length + 1).replace(/^(["'])(.*)\1$/, "$2");
}
function configOf(root) {
	if (root === void 0) return {};
	const version = root.version === null ? {} : { agent_version: root.version };
	return {
		...root.model === null ? {} : { model: root.model },
		metadata: {
			...version,
			...root.settings
		}
	};
}
// src/usage/agents/continue-sessions.ts
const isSession = (path) => /^sessions\/[^/]+\.json$/.test(path) && path !== "sessions/sessions.json";
async function watchContinueSessions(place) {
	const { env, home, cwd } = place;
	const files = await watchFiles({
		root: env.CONTINUE_GLOBAL_DIR || (0, node_path.join)(home, ".continue"),
		within: env.CONTINUE_GLOBAL_DIR || home,
		depth: 1,
		matches: isSession,
		before: place.before
	});
	const before = await readBefore(files, isSession, pickFact$2);
	return async () => {
		const sessions = [];
		for (const file of newestFiles(await files.changed()).files) sessions.push(await readSession$1(file, before, cwd));
		return sessions;
	};
}
async function readSession$1(file, before, cwd) {
	const now = pickFact$2(require_names.asObject(await readDocument(file.path)) ?? {});
	const old = before.get(file.name) ?? NO_FACT;
	return {
		id: now.id,
		...tellGrowth(now, old, file.isNew || before.has(file.name)),
		turns: require_names.subtractCounts(now.turns, old.turns),
		isNew: file.isNew,
		isHere: await isInFolder(now.folder, cwd)
	};
}
function tellGrowth(now, old, isOldKnown) {
	const models = now.calls.map((share) => {
		const other = old.calls.find(({ model }) => model === share.model);
		return other === void 0 ? share : {
			...share,
			...require_names.subtractFigures(share, other)
		};
	});
	const calls = {
		figures: require_names.sumFigures(models),
		models: models.filter((share) => share.output !== 0 || share.input !== 0)
	};
	const [grown, called] = [require_names.subtractFigures(now.totals, old.totals), require_names.subtractFigures(now.callCounts, old.callCounts)];
	const isSame = require_names.hasFigures(called) && grown.input === called.input && grown.output === called.output;
	const reason = isOldKnown ? null : "what its session had used before is not known";
	if (isSame || !require_names.hasFigures(grown)) {
		const missing = isSame ? reason : "its session has no totals";
		return {
			...calls,
			source: "history.usage",
			reason: missing
		};
	}
	const isApart = now.isApart ?? (grown.cacheRead ?? 0) + (grown.cacheWrite ?? 0) > (grown.input ?? 0);
	const unclear = now.isApart !== void 0 || !require_names.isSound(grown) || (grown.cacheRead ?? 0) === 0 ? reason : "whether its input includes what came from cache is not known";
	return {
		figures: toFigures$2(grown, isApart),
		models: [],
		source: "session.usage",
		reason: unclear
	};
}
const NO_FACT = {
	id: void 0,
	folder: void 0,
	turns: 0,
	calls: [],
	callCounts: require_names.NO_FIGURES,
	totals: require_names.NO_FIGURES,
	isApart: void 0
};
function pickFact$2(document) {
	const said = require_names.asArray(document.history).map((entry) => require_names.digObject(entry, "message")).filter((message) => message?.role === "assistant");
	const calls = said.flatMap((message) => pickCall(require_names.asObject(message?.usage)));
	const usage = require_names.asObject(document.usage);
	const conventions = new Set(calls.filter(({ counts }) => counts.cacheRead !== 0).map((call) => call.isApart));
	return {
		id: require_names.asText(document.sessionId),
		folder: require_names.asText(document.workspaceDirectory),
		turns: said.length,
		calls: require_names.addShares(calls.map((call) => call.share)),
		callCounts: require_names.sumFigures(calls.map((call) => call.counts)),
		totals: {
			input: require_names.readCount(usage?.promptTokens),
			cacheRead: require_names.readCount(require_names.dig(usage, "promptTokensDetails", "cachedTokens")),
			cacheWrite: require_names.readCount(require_names.dig(usage, "promptTokensDetails", "cacheWriteTokens")),
			output: require_names.readCount(usage?.completionTokens),
			reasoning: null
		},
		isApart: conventions.size === 1 ? [...conventions][0] : void 0
	};
}
function pickCall(usage) {
	if (usage === void 0) return [];
	const details = require_names.digObject(usage, "prompt_tokens_details");
	const counts = {
		input: require_names.readCount(usage.prompt_tokens),
		cacheRead: require_names.readCount(details?.cache_read_tokens ?? details?.cached_tokens),
		cacheWrite: require_names.readCount(details?.cache_write_tokens),
		output: require_names.readCount(usage.completion_tokens),
		reasoning: require_names.readCount(require_names.dig(usage, "completion_tokens_details", "reasoning_tokens"))
	};
	const isApart = details?.cache_read_tokens !== void 0 || details?.cache_write_tokens !== void 0 || (counts.cacheRead ?? 0) > (counts.input ?? 0);
	const model = require_names.digText(usage, "model") ?? "";
	return [{
		counts,
		isApart,
		share: {
			...toFigures$2(counts, isApart),
			model,
			turns: 1,
			cost: null
		}
	}];
}
function toFigures$2(counts, isApart) {
	if (isApart) return counts;
	const { input, cacheRead, cacheWrite } = counts;
	return {
		...counts,
		input: require_names.subtractCounts(input, cacheRead, cacheWrite),
		cacheWrite: cacheWrite ?? (cacheRead === null ? null : 0)
	};
}
// src/usage/agents/continue.ts
const continueCli = {
	name: "continue",
	command: {
		names: ["cn", "@continuedev/cli"],
		withValue: [
			"--config",
			"--model",
			"--agent",
			"--rule",
			"--mcp",
			"--allow",
			"--ask",
			"--exclude",
			"--format"
		],
		resuming: ["--resume", "--fork"]
	},
	wants: {
		types: [],
		marks: ["\"note\":\"Response was not valid JSON"]
	},
	begin: async (place) => followRun$5(await watchContinueSessions(place))
};
function followRun$5(readSessions) {
	let verdict = null;
	return {
		record: (record) => {
			if ("response" in record && require_names.asText(record.note)?.startsWith("Response was not valid JSON") === true) verdict = {
				kind: record.status === "success" ? "completed" : "failed",
				text: require_names.asText(record.status) ?? null
			};
		},
		line: () => {},
		finish: async (end) => {
			const isPrinted = verdict !== null;
			const isExpected = end.isExpected || isPrinted;
			const { sessions, doubt } = chooseSessions(await readSessions(), {
				...end,
				isExpected
			}, 0);
			if (sessions.length === 0 && !isExpected) return null;
			return withDoubt({
				...toFindings$6(sessions, isPrinted || end.exitCode === 0),
				verdict
			}, doubt);
		}
	};
}
function toFindings$6(sessions, hasEnded) {
	const figures = require_names.sumFigures(sessions.map((session) => session.figures));
	const models = require_names.addShares(sessions.flatMap((session) => session.models)).filter((share) => share.model !== "");
	const isKnown = require_names.hasFigures(figures);
	const reason = sessions.find((session) => session.reason !== null)?.reason ?? null ?? (hasEnded ? null : "it may have been cut off, and a call that was is not known");
	const model = models[0]?.model;
	return {
		figures,
		turns: require_names.sumCounts(sessions.map((session) => session.turns)),
		models,
		sessionId: sessions.findLast((session) => session.id !== void 0)?.id ?? null,
		cost: null,
		source: sessions[0]?.source ?? "session.usage",
		state: !isKnown ? "unknown" : reason === null ? "measured" : "partial",
		reason: isKnown ? reason : "it left no record of its tokens",
		verdict: null,
		config: model === void 0 ? {} : { model }
	};
}
// src/usage/agents/copilot-events.ts
const EVENT_TYPE = /"type"\s*:\s*"(?:session\.(?:start|resume|shutdown|usage_record|error)|assistant\.turn_end)"/;
const EDGE = 300;
async function watchCopilotEvents({ env, home, cwd, before }) {
	const root = env.COPILOT_HOME || (0, node_path.join)(home, ".copilot");
	const matches = (path) => /^session-state\/[^/]+\/events\.jsonl$/.test(path);
	const files = await watchFiles({
		root,
		within: env.COPILOT_HOME || home,
		depth: 2,
		matches,
		before
	});
	return async (run) => {
		const sessions = [];
		const { files: changed, isAll } = newestFiles(await files.changed());
		for (const growth of await readGrowths(changed, isEvent, pickFact$1, run)) {
			const session = await readSession(growth, cwd);
			sessions.push({
				...session,
				isWhole: session.isWhole && isAll
			});
		}
		return sessions;
	};
}
function isEvent(line) {
	return EVENT_TYPE.test(line.toString("latin1", 0, EDGE)) || EVENT_TYPE.test(line.toString("latin1", Math.max(0, line.length - EDGE)));
}
async function readSession({ file, before, after, isNew, isWhole }, cwd) {
	const start = [...before, ...after].find((fact) => fact.kind === "start");
	const totals = after.findLast((fact) => fact.kind === "totals");
	const calls = sharesOf(after);
	const { shares, isProven } = totals === void 0 ? {
		shares: calls,
		isProven: true
	} : subtractBefore(totals.models, earlier(before), calls);
	return {
		id: require_names.digText(start?.data, "sessionId") ?? file.name.split("/").at(-2),
		version: require_names.digText(start?.data, "copilotVersion"),
		reasoningEffort: require_names.digText(start?.data, "reasoningEffort"),
		figures: totals !== void 0 && shares.length === 0 ? require_names.NOTHING_USED : require_names.sumFigures(shares),
		models: require_names.addShares(shares),
		isFinal: totals !== void 0,
		isCertain: isProven || before.length === 0 || calls.length === 0,
		turns: after.filter((fact) => fact.kind === "turn").length,
		error: after.findLast((fact) => fact.kind === "error")?.text,
		isNew,
		isHere: await isInFolder(require_names.digText(start?.data, "context", "cwd"), cwd),
		isWhole
	};
}
function pickFact$1({ type, data, agentId }) {
	switch (type) {
		case "session.start":
		case "session.resume": return {
			kind: "start",
			data: require_names.asObject(data) ?? {}
		};
		case "session.shutdown": {
			const metrics = require_names.digObject(data, "modelMetrics");
			return metrics === void 0 ? void 0 : {
				kind: "totals",
				models: Object.entries(metrics).map(readMetrics)
			};
		}
		case "session.usage_record": {
			const usage = require_names.digObject(data, "usage");
			const callId = require_names.asText(require_names.dig(usage, "accounting", "usageId")) ?? require_names.asText(usage?.apiCallId);
			return usage === void 0 ? void 0 : {
				kind: "call",
				callId,
				share: readShare(require_names.asText(usage.model) ?? "", usage)
			};
		}
		case "assistant.turn_end": return agentId === void 0 ? { kind: "turn" } : void 0;
		case "session.error": return {
			kind: "error",
			text: require_names.digText(data, "errorType")
		};
		default: return;
	}
}
function readMetrics([model, metrics]) {
	return {
		...readShare(model, require_names.digObject(metrics, "usage") ?? {}),
		turns: require_names.readCount(require_names.dig(metrics, "requests", "count"))
	};
}
function readShare(model, usage) {
	const [cacheRead, cacheWrite] = [require_names.readCount(usage.cacheReadTokens), require_names.readCount(usage.cacheWriteTokens)];
	return {
		model,
		input: require_names.subtractCounts(require_names.readCount(usage.inputTokens), cacheRead, cacheWrite),
		cacheRead,
		cacheWrite,
		output: require_names.readCount(usage.outputTokens),
		reasoning: require_names.readCount(usage.reasoningTokens),
		turns: null,
		cost: null
	};
}
function sharesOf(facts) {
	const byCall = new Map();
	for (const fact of facts) if (fact.kind === "call") byCall.set(fact.callId ?? fact, fact.share);
	return require_names.addShares([...byCall.values()].map((share) => ({
		...share,
		turns: 1
	})));
}
function earlier(before) {
	const last = before.findLastIndex((fact) => fact.kind === "totals");
	const written = before[last];
	const models = written?.kind === "totals" ? written.models : [];
	return [
		require_names.addShares([...models, ...sharesOf(before.slice(last + 1))]),
		models,
		[]
	];
}
const copilotCli = {
	name: "copilot-cli",
	command: {
		names: ["copilot", "@github/copilot"],
		withValue: [
			"-p",
			"--prompt",
			"--model",
			"--agent",
			"--add-dir",
			"--log-dir",
			"--allow-tool",
			"--deny-tool"
		],
		resuming: ["--continue", "--resume"]
	},
	wants: {
		types: ["result"],
		errorPrefixes: ["Resume "]
	},
	begin: async (place) => followRun$4(await watchCopilotEvents(place))
};
const MOST_IDS = 1e3;
function followRun$4(readSessions) {
	const printed = new Set();
	const named = new Set();
	let verdict = null;
	return {
		record: (record) => {
			const [id, usage] = [require_names.asText(record.sessionId), require_names.asObject(record.usage)];
			if (record.type !== "result" || id === void 0 || usage === void 0 || !("premiumRequests" in usage)) return;
			if (printed.size < MOST_IDS) printed.add(id);
			verdict = {
				kind: record.exitCode === 0 ? "completed" : "failed",
				text: null
			};
		},
		line: (text) => {
			const [, id] = /^Resume\s+copilot --resume=([\w-]{1,100})$/.exec(text) ?? [];
			if (id !== void 0 && named.size < MOST_IDS) named.add(id);
		},
		finish: async (end) => {
			const all = await readSessions(end);
			const ids = all.flatMap(({ id }) => id !== void 0 && named.has(id) ? [id] : []);
			const { sessions, doubt } = matchSessions(all, new Set([...printed, ...ids]), end);
			if (sessions.length === 0 && printed.size === 0 && !end.isExpected) return null;
			const error = sessions.findLast((session) => session.error !== void 0)?.error ?? null;
			const failure = error === null ? null : {
				kind: "failed",
				text: error
			};
			const isGood = verdict?.kind === "completed";
			const id = sessions.at(-1)?.id ?? [...printed].at(-1) ?? null;
			return withDoubt({
				...toFindings$5(sessions),
				sessionId: id,
				verdict: isGood ? verdict : failure ?? verdict
			}, doubt);
		}
	};
}
function matchSessions(sessions, printed, end) {
	const isPrinted = ({ id }) => id !== void 0 && printed.has(id);
	const { sessions: silent, doubt } = chooseSessions(sessions.filter((session) => !isPrinted(session)), end, printed.size);
	return {
		sessions: [...sessions.filter(isPrinted), ...silent],
		doubt
	};
}
function reasonOf({ isFinal, isCertain, isWhole }) {
	if (!isFinal) return "it was cut off before it wrote its totals";
	if (!isCertain) return "what its session had used before is not certain";
	return isWhole ? null : "its events could not be read as a whole";
}
function toFindings$5(sessions) {
	const models = require_names.addShares(sessions.flatMap((session) => session.models)).filter((share) => share.model !== "");
	const figures = require_names.sumFigures(sessions.map((session) => session.figures));
	const isKnown = require_names.hasFigures(figures);
	const reason = sessions.map(reasonOf).find((one) => one !== null) ?? null;
	const model = models[0]?.model;
	const { version, reasoningEffort } = sessions.at(-1) ?? {};
	return {
		figures,
		turns: require_names.sumCounts(sessions.map((session) => session.turns)),
		models,
		sessionId: null,
		cost: null,
		source: sessions.every((session) => session.isFinal) ? "session.shutdown" : "session.usage_record",
		state: !isKnown ? "unknown" : reason === null ? "measured" : "partial",
		reason: isKnown ? reason : "it left no record of its tokens",
		verdict: null,
		config: {
			...model === void 0 ? {} : { model },
			metadata: {
				...version === void 0 ? {} : { agent_version: version },
				...reasoningEffort === void 0 ? {} : { reasoning_effort: reasoningEffort }
			}
		}
	};
}
// src/usage/agents/cursor.ts
const cursor = {
	name: "cursor",
	command: {
		names: ["cursor-agent"],
		withValue: [
			"--output-format",
			"--model",
			"-m",
			"--api-key",
			"-a",
			"--resume",
			"-H",
			"--header",
			"--mode"
		],
		resuming: ["--resume", "--continue"]
	},
	wants: { types: ["system/init", "result"] },
	begin: async () => followPrinted()
};
const MOST_RUNS$1 = 1e3;
function followPrinted() {
	const models = new Map();
	const runs = [];
	return {
		record: (record) => {
			const session = require_names.asText(record.session_id);
			if (session === void 0 || runs.length >= MOST_RUNS$1 || models.size >= MOST_RUNS$1) return;
			if (record.type === "system") models.set(session, require_names.asText(record.model) ?? "");
			const usage = require_names.asObject(record.usage);
			if (record.type !== "result" || !isOwn(record, usage)) return;
			const verdict = {
				kind: record.is_error === true || record.subtype !== "success" ? "failed" : "completed",
				text: require_names.asText(record.subtype) ?? null
			};
			runs.push({
				session,
				model: models.get(session) ?? "",
				usage,
				verdict
			});
		},
		line: () => {},
		finish: async ({ isExpected }) => {
			const own = isExpected ? runs : runs.filter(({ usage }) => usage !== void 0);
			return own.length === 0 && !isExpected ? null : toFindings$4(own);
		}
	};
}
function isOwn(record, usage) {
	if ("num_turns" in record || "total_cost_usd" in record || !("duration_api_ms" in record)) return false;
	return usage === void 0 || "inputTokens" in usage;
}
function toFindings$4(runs) {
	const shares = runs.map(toShare);
	const findings = require_names.findCalls(shares, {
		sessionId: runs.at(-1)?.session ?? null,
		source: "result.usage",
		reason: shares.some(mayHoldCache) ? "whether its input contains what came from the cache is not published" : null,
		verdict: runs.at(-1)?.verdict ?? null
	});
	const { calls: _, ...whole } = findings;
	const reason = findings.state === "unknown" ? "it printed no result with its tokens, and keeps none" : findings.reason;
	return {
		...whole,
		turns: null,
		reason
	};
}
function mayHoldCache({ input, cacheRead, cacheWrite }) {
	const cached = (cacheRead ?? 0) + (cacheWrite ?? 0);
	return cached > 0 && (input ?? 0) >= cached;
}
function toShare({ model, usage }) {
	return {
		model,
		input: require_names.readCount(usage?.inputTokens),
		cacheRead: require_names.readCount(usage?.cacheReadTokens),
		cacheWrite: require_names.readCount(usage?.cacheWriteTokens),
		output: require_names.readCount(usage?.outputTokens),
		reasoning: null,
		turns: null,
		cost: null
	};
}
// src/usage/agents/gemini-tokens.ts
function readJsonStats(stats) {
	const entries = Object.entries(require_names.digObject(stats, "models") ?? {});
	const models = entries.map(([model, entry]) => {
		const tokens = require_names.digObject(entry, "tokens") ?? {};
		const turns = countAnswered(require_names.digObject(entry, "api"));
		return {
			...readTokens$1(tokens, tokens.prompt, tokens.candidates),
			model,
			turns,
			calls: turns,
			cost: null
		};
	});
	const main = entries.map(([, entry]) => countAnswered(require_names.digObject(entry, "roles", "main")));
	const hasRoles = entries.some(([, entry]) => require_names.dig(entry, "roles") !== void 0);
	return {
		figures: models.length === 0 ? require_names.NOTHING_USED : require_names.sumFigures(models),
		total: require_names.sumCounts(entries.map(([, entry]) => require_names.readCount(require_names.dig(entry, "tokens", "total")))),
		models,
		turns: require_names.sumCounts(hasRoles ? main : models.map((share) => share.turns))
	};
}
function countAnswered(requests) {
	return require_names.subtractCounts(require_names.readCount(requests?.totalRequests), require_names.readCount(requests?.totalErrors));
}
function readStreamStats(stats) {
	const models = Object.entries(require_names.digObject(stats, "models") ?? {}).map(([model, entry]) => ({
		...readStreamTokens(require_names.asObject(entry) ?? {}),
		model,
		turns: null,
		cost: null
	}));
	return {
		figures: readStreamTokens(stats),
		total: require_names.readCount(stats.total_tokens),
		models,
		turns: null,
		isStream: true
	};
}
function readStreamTokens(tokens) {
	const [prompt, cacheRead] = [require_names.readCount(tokens.input_tokens), require_names.readCount(tokens.cached)];
	const [total, candidates] = [require_names.readCount(tokens.total_tokens), require_names.readCount(tokens.output_tokens)];
	const output = total === null || prompt === null ? null : require_names.subtractCounts(total, prompt);
	return {
		input: cacheRead === null ? null : require_names.subtractCounts(prompt, cacheRead),
		cacheRead,
		cacheWrite: 0,
		output,
		reasoning: candidates === null ? null : require_names.subtractCounts(output, candidates)
	};
}
function readMessageTokens(tokens) {
	return readTokens$1(tokens, tokens.input, tokens.output);
}
function readTokens$1(tokens, promptCount, candidateCount) {
	const [prompt, candidates] = [require_names.readCount(promptCount), require_names.readCount(candidateCount)];
	const [cacheRead, reasoning] = [require_names.readCount(tokens.cached), require_names.readCount(tokens.thoughts)];
	return {
		input: prompt === null ? null : require_names.addCounts(require_names.subtractCounts(prompt, cacheRead), require_names.readCount(tokens.tool)),
		cacheRead,
		cacheWrite: 0,
		output: candidates === null ? null : require_names.addCounts(candidates, reasoning),
		reasoning
	};
}
// src/usage/agents/gemini-chats.ts
const LONGEST_WORKSPACE = 1e4;
const HELPER_TOOLS = [
	"google_web_search",
	"web_fetch",
	"replace"
];
const WORKSPACE = "Workspace Directories:";
async function watchGeminiChats(place) {
	const within = place.env.GEMINI_CLI_HOME || place.home;
	const matches = (path) => /^[^/]+\/chats\/(?:session-[^/]+\.jsonl?|[^/]+\/[^/]+\.jsonl)$/.test(path);
	const files = await watchFiles({
		root: (0, node_path.join)(within, ".gemini", "tmp"),
		within,
		depth: 3,
		matches,
		before: place.before
	});
	const idsBefore = await readBefore(files, isDocument, (document) => idsOf([pickFact(document)]));
	return async (run) => {
		const { files: changed, isAll } = newestFiles(await files.changed());
		const folders = [place.cwd, await (0, node_fs_promises.realpath)(place.cwd).catch(() => place.cwd)];
		const hashes = folders.map((folder) => (0, node_crypto.createHash)("sha256").update(folder).digest("hex"));
		const chats = [];
		for (const { file, facts, isNew, isWhole, old } of await readChats(changed, idsBefore, run)) {
			const messages = new Map(facts.flatMap((fact) => fact.messages).map((message) => [message.id, message]));
			for (const id of old) messages.delete(id);
			const own = facts.find((fact) => fact.sessionId !== void 0)?.sessionId;
			const hash = facts.find((fact) => fact.projectHash !== void 0)?.projectHash;
			const workspace = facts.map((fact) => fact.workspace).join("");
			const parent = /\/chats\/([^/]+)\//.exec(file.name)?.[1];
			chats.push({
				...sumMessages([...messages.values()], parent === void 0),
				root: parent ?? own ?? file.name,
				sessionId: parent ?? own,
				isNew: isNew && old.size === 0,
				isHere: hashes.includes(hash ?? "") || folders.some((folder) => workspace.includes(`- ${folder}\n`)),
				isWhole: isWhole && isAll && !(isDocument(file.name) && mayLackCalls(messages.values()))
			});
		}
		return [...new Set(chats.map((chat) => chat.root))].map((root) => joinChats(chats.filter((chat) => chat.root === root)));
	};
}
async function readChats(files, idsBefore, run) {
	const wants = (line) => line.includes("\"tokens\"") || line.includes("\"projectHash\"") || line.includes(WORKSPACE);
	const lines = await readGrowths(files.filter(({ name }) => !isDocument(name)), wants, pickFact, run);
	const documents = [];
	for (const file of files.filter(({ name }) => isDocument(name))) {
		const document = require_names.asObject(await readDocument(file.path));
		documents.push({
			file,
			fact: pickFact(document ?? {}),
			isRead: document !== void 0
		});
	}
	const documentSince = ownSince(documents.flatMap(({ fact }) => fact.messages.map(({ time }) => time)), run);
	return [...lines.map(({ file, before, after, isNew, isWhole, since }) => ({
		file,
		isNew,
		isWhole,
		facts: [...before.map((fact) => ({
			...fact,
			messages: []
		})), ...after],
		old: new Set([
			...idsOf(before),
			...idsBefore.get(file.name.slice(0, -1)) ?? [],
			...olderThan(since, after)
		])
	})), ...documents.map(({ file, fact, isRead }) => ({
		file,
		facts: [fact],
		isNew: file.isNew,
		isWhole: isRead && (file.isNew || idsBefore.has(file.name)),
		old: new Set([...idsBefore.get(file.name) ?? [], ...olderThan(documentSince, [fact])])
	}))].sort((a, b) => files.indexOf(a.file) - files.indexOf(b.file));
}
function olderThan(since, facts) {
	return facts.flatMap((fact) => fact.messages).filter(({ time }) => time !== null && time < since).map(({ id }) => id);
}
function pickFact(record) {
	const listed = [record.messages, require_names.asObject(record.$set)?.messages].flatMap(require_names.asArray);
	return {
		sessionId: require_names.asText(record.sessionId),
		projectHash: require_names.asText(record.projectHash),
		workspace: listed.map(readWorkspace).join(""),
		messages: [record, ...listed].flatMap(pickMessage$1)
	};
}
function readWorkspace(value) {
	const text = require_names.asText(require_names.asObject(require_names.asArray(require_names.asObject(value)?.content)[0])?.text) ?? "";
	const start = text.indexOf(WORKSPACE);
	return start === -1 ? "" : text.slice(start, start + LONGEST_WORKSPACE);
}
function pickMessage$1(value) {
	const message = require_names.asObject(value);
	const [id, tokens] = [require_names.asText(message?.id), require_names.asObject(message?.tokens)];
	if (message?.type !== "gemini" || id === void 0 || tokens === void 0) return [];
	const tools = require_names.asArray(message.toolCalls).map((call) => require_names.asText(require_names.asObject(call)?.name) ?? "");
	const hasHelpers = tools.some((tool) => HELPER_TOOLS.includes(tool));
	const figures = readMessageTokens(tokens);
	return [{
		id,
		time: timeOf(message),
		model: require_names.asText(message.model),
		figures,
		total: require_names.readCount(tokens.total),
		hasHelpers,
		tools: tools.length
	}];
}
function mayLackCalls(messages) {
	return [...messages].some(({ tools }) => tools > 1);
}
function idsOf(facts) {
	return new Set(facts.flatMap((fact) => fact.messages.map((message) => message.id)));
}
function sumMessages(messages, isMain) {
	const turns = isMain ? messages.length : 0;
	const shares = messages.flatMap(({ model, figures }) => model === void 0 ? [] : [{
		...figures,
		model,
		turns: 1,
		cost: null
	}]);
	return {
		figures: require_names.sumFigures(messages.map((message) => message.figures)),
		total: require_names.sumCounts(messages.map((message) => message.total)),
		models: require_names.addShares(shares),
		turns,
		hasHelpers: messages.some((message) => message.hasHelpers)
	};
}
function joinChats(chats) {
	return {
		sessionId: chats[0]?.sessionId,
		figures: require_names.sumFigures(chats.map((chat) => chat.figures)),
		total: require_names.sumCounts(chats.map((chat) => chat.total)),
		models: require_names.addShares(chats.flatMap((chat) => chat.models)),
		turns: chats.reduce((sum, chat) => sum + chat.turns, 0),
		hasHelpers: chats.some((chat) => chat.hasHelpers),
		isNew: chats.some((chat) => chat.isNew),
		isHere: chats.some((chat) => chat.isHere),
		isWhole: chats.every((chat) => chat.isWhole)
	};
}
function isDocument(name) {
	return name.endsWith(".json");
}
// src/usage/agents/gemini-cli.ts
const geminiCli = {
	name: "gemini-cli",
	command: {
		names: ["gemini", "@google/gemini-cli"],
		withValue: [
			"-m",
			"--model",
			"-p",
			"--prompt",
			"-i",
			"-o",
			"--output-format",
			"-e",
			"--extensions",
			"-r",
			"--resume"
		].concat([
			"--approval-mode",
			"--include-directories",
			"--allowed-tools",
			"--allowed-mcp-server-names"
		]),
		resuming: ["-r", "--resume"]
	},
	wants: {
		types: ["init", "result"],
		marks: ["\"stats\":{"]
	},
	begin: async (place) => followRun$3(await watchGeminiChats(place), namesModel(place))
};
const ASKING_TOOLS = ["web_fetch", "google_web_search"];
const MOST_RUNS = 1e3;
const LIMIT_EXIT_CODE$1 = 53;
const LOOP_CHECK_TURNS = 30;
const MIXED = "what its tools had a model read is counted as output, for its record does not tell them apart";
const NO_FINAL_RECORD$1 = "it printed no final record, so calls of helper models and one that was cut off are not known";
function followRun$3(readChats, isModelNamed) {
	const printed = [];
	let started;
	let model;
	let verdict = null;
	let hasAnswer = false;
	const failed = new Set();
	const add = (run) => {
		if (printed.length < MOST_RUNS) printed.push(run);
	};
	return {
		record: (record) => {
			const [stats, error] = [require_names.asObject(record.stats), require_names.asObject(record.error)];
			if (record.type === "init" && require_names.asText(record.session_id) !== void 0 && record.subtype === void 0) {
				if (started !== void 0) add({
					sessionId: started,
					totals: void 0
				});
				started = require_names.asText(record.session_id);
				model = require_names.asText(record.model);
			} else if (record.type === "result" && stats?.total_tokens !== void 0 && require_names.asText(record.status) !== void 0) {
				add({
					sessionId: started,
					totals: readStreamStats(stats)
				});
				started = void 0;
				verdict = toVerdict$3(record.status === "success", error);
			} else if (record.type === void 0 && require_names.digObject(stats, "models") !== void 0 && "response" in record) {
				add({
					sessionId: require_names.asText(record.session_id),
					totals: readJsonStats(stats ?? {})
				});
				verdict = toVerdict$3(error === void 0, error);
			} else if (record.type === void 0 && error !== void 0 && "code" in error) {
				const id = require_names.asText(record.session_id);
				if (id !== void 0 && failed.size < MOST_RUNS) failed.add(id);
				verdict = toVerdict$3(false, error);
				const code = require_names.readCount(error.code) ?? 0;
				hasAnswer = code === LIMIT_EXIT_CODE$1 || code >= 400 && code < 600;
			}
		},
		line: () => {},
		finish: async (end) => {
			const { isExpected, exitCode } = end;
			const chats = await readChats(end);
			const untold = [...isExpected || chats.some(({ sessionId }) => sessionId === started) ? [started] : [], ...chats.map(({ sessionId }) => sessionId).filter((id) => id !== void 0 && failed.has(id))].filter((id) => id !== void 0).map((sessionId) => ({
				sessionId,
				totals: void 0
			}));
			const all = [...printed, ...untold].slice(0, MOST_RUNS);
			const { runs, doubt } = matchRuns$1(all, chats, end);
			if (runs.length === 0 && !isExpected) return null;
			const isEnded = exitCode === 0 || exitCode === LIMIT_EXIT_CODE$1 || hasAnswer;
			const toolRuns = runs.filter(({ totals }) => totals?.isStream === true);
			const isMixed = toolRuns.length > 0 && await asksByTool(end, toolRuns);
			const found = toFindings$3(runs, verdict, isEnded && isModelNamed);
			const findings = isMixed ? withDoubt(found, MIXED) : found;
			const name = model ?? findings.models[0]?.model;
			const isCut = all.length === MOST_RUNS && findings.state === "measured";
			return withDoubt({
				...findings,
				...isCut ? {
					state: "partial",
					reason: "it ran more often than is counted"
				} : {},
				verdict: verdict ?? (exitCode === LIMIT_EXIT_CODE$1 ? {
					kind: "turn_limit",
					text: null
				} : null),
				config: name === void 0 ? {} : { model: name }
			}, doubt);
		}
	};
}
function matchRuns$1(printed, chats, end) {
	const left = new Set(chats);
	const untoldChat = (totals, sessionId) => {
		if (totals === void 0 || sessionId !== void 0) return void 0;
		const exact = [...left].find(({ total }) => total === totals.total);
		const within = [...left].filter(({ total, isHere }) => isHere && (total ?? 0) <= (totals.total ?? 0));
		return exact ?? (within.length === 1 ? within[0] : void 0);
	};
	const runs = printed.map(({ sessionId, totals }) => {
		const chat = [...left].find((one) => sessionId !== void 0 && one.sessionId === sessionId) ?? untoldChat(totals, sessionId);
		if (chat !== void 0) left.delete(chat);
		return {
			sessionId: sessionId ?? chat?.sessionId,
			totals,
			chat
		};
	});
	const known = new Set(runs.map((run) => run.sessionId));
	const { sessions: silent, doubt } = chooseSessions([...left].filter((chat) => !known.has(chat.sessionId)), end, runs.length);
	return {
		runs: [...runs, ...silent.map((chat) => ({
			sessionId: chat.sessionId,
			totals: void 0,
			chat
		}))],
		doubt
	};
}
async function asksByTool(end, runs) {
	if (runs.every(({ totals, chat }) => chat?.isWhole === true && chat.total === totals?.total)) return false;
	let isAsking = false;
	await end.readLog((line) => {
		isAsking ||= ASKING_TOOLS.some((tool) => line.includes(`"tool_name":"${tool}"`));
		return false;
	}, () => {});
	return isAsking || runs.some(({ chat }) => chat?.hasHelpers === true);
}
function toFindings$3(runs, verdict, hasNoRouter) {
	const told = runs.map(({ totals, chat }) => {
		if (totals === void 0) return {
			figures: require_names.NO_FIGURES,
			models: [],
			turns: null,
			...chat
		};
		return chat?.isWhole === true && chat.total === totals.total && require_names.hasFigures(chat.figures) && totals.turns === null ? chat : totals;
	});
	const figures = require_names.sumFigures(told.map((run) => run.figures));
	const isKnown = require_names.hasFigures(figures);
	const isInChat = (chat) => hasNoRouter && chat?.isWhole === true && !chat.hasHelpers && chat.turns < LOOP_CHECK_TURNS;
	const isFinal = runs.length > 0 && runs.every(({ totals, chat }) => totals !== void 0 || isInChat(chat));
	const isSplit = told.every((run) => run.figures.input !== null);
	const base = {
		figures,
		turns: require_names.sumCounts(told.map((run) => run.turns)),
		models: require_names.addShares(told.flatMap((run) => run.models)),
		sessionId: runs.findLast((run) => run.sessionId !== void 0)?.sessionId ?? null,
		cost: null,
		source: runs.some((run) => run.totals !== void 0) ? "stats" : "chats",
		verdict,
		config: {}
	};
	if (!isKnown) return {
		...base,
		state: "unknown",
		reason: "it left no record of its tokens"
	};
	if (!isFinal) return {
		...base,
		state: "partial",
		reason: NO_FINAL_RECORD$1
	};
	if (!isSplit) return {
		...base,
		state: "partial",
		reason: "its record does not tell what came from cache"
	};
	return {
		...base,
		state: "measured",
		reason: null
	};
}
function namesModel({ starts, env }) {
	const named = optionValue(starts, "-m", "--model") ?? env.GEMINI_MODEL;
	return named !== void 0 && named !== "" && !named.startsWith("auto");
}
function toVerdict$3(isGood, error) {
	if (isGood) return {
		kind: "completed",
		text: null
	};
	const text = require_names.asText(error?.type) ?? null;
	return {
		kind: text === "FatalTurnLimitedError" || error?.code === LIMIT_EXIT_CODE$1 ? "turn_limit" : "failed",
		text
	};
}
// src/usage/print-rows.ts
const PRINT_ROWS = `(${printRows$1})()`;
function printRows$1() {
	const [path = "", limit = "", wanted = "[]"] = process.argv.slice(1);
	const queries = JSON.parse(wanted);
	const { DatabaseSync: Database } = process.getBuiltinModule("node:sqlite");
	const database = new Database(path, { readOnly: true });
	database.exec("PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA query_only=ON; PRAGMA mmap_size=0");
	database.exec("PRAGMA hard_heap_limit=268435456");
	for (const { table, columns, json } of queries) {
		if (database.prepare("SELECT 1 FROM sqlite_schema WHERE name = ? AND type = 'table'").get(table) === void 0) continue;
		const info = database.prepare(`PRAGMA table_info(${table})`).all();
		const known = columns.filter((name) => info.some((column) => column.name === name));
		if (known.length === 0 || json !== void 0 && !info.some(({ name }) => name === json.column)) continue;
		const newest = `SELECT ${(json === void 0 ? known : [...known, json.column]).join(", ")} FROM ${table} ORDER BY rowid DESC LIMIT ${Number(limit)}`;
		const facts = (json?.parts ?? []).map((part) => `'${part}', ${json?.column} -> '$.${part}'`).join(", ");
		const isSmall = `length(${json?.column}) < 10000000 AND json_valid(${json?.column})`;
		const picked = json === void 0 ? [] : [`CASE WHEN ${isSmall} THEN json_object(${facts}) END AS ${json.column}`];
		for (const row of database.prepare(`SELECT ${[...known, ...picked].join(", ")} FROM (${newest})`).iterate()) {
			const line = JSON.stringify({
				...row,
				kind: table
			});
			if (line.length < 1e6) process.stdout.write(`${line}\n`);
		}
	}
}
// src/usage/database-rows.ts
const MOST_ROWS = 5e4;
const MOST_OUTPUT_BYTES = 0x8000000;
const LONGEST_READ_MS = 2e4;
const HEAP_MB = 256;
const MOST_COPIES = 3;
async function readDatabase(path, mostBytes, queries) {
	let folder;
	try {
		folder = await (0, node_fs_promises.mkdtemp)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-database-"));
		const copy = (0, node_path.join)(folder, "copy.db");
		const copied = await copyDatabase(path, copy, mostBytes);
		if (copied === "missing") return {
			rows: {},
			isWhole: true
		};
		if (copied === "too large") return void 0;
		const read = await printRows(copy, queries);
		return {
			...read,
			isWhole: read.isWhole && copied === "whole"
		};
	} catch {
		return;
	} finally {
		if (folder !== void 0) await (0, node_fs_promises.rm)(folder, {
			recursive: true,
			force: true
		}).catch(() => {});
	}
}
async function copyDatabase(path, copy, mostBytes) {
	for (let tries = 0; tries < MOST_COPIES; tries++) {
		const before = [await describe$1(path), await describe$1(`${path}-wal`)];
		if (before[0] === void 0) return "missing";
		if (before[0].size + (before[1]?.size ?? 0) > mostBytes) return "too large";
		await copyFile(path, copy, mostBytes);
		if (before[1] === void 0) await (0, node_fs_promises.rm)(`${copy}-wal`, { force: true });
		else await copyFile(`${path}-wal`, `${copy}-wal`, mostBytes);
		const after = [await describe$1(path), await describe$1(`${path}-wal`)];
		if (JSON.stringify(before) === JSON.stringify(after)) return "whole";
	}
	return "changing";
}
async function describe$1(path) {
	return withRegularFile(path, async (file) => {
		const { size, mtimeMs, ino } = await file.stat();
		return {
			size,
			mtimeMs,
			ino
		};
	});
}
async function copyFile(from, to, mostBytes) {
	await withRegularFile(from, async (source) => {
		const target = await (0, node_fs_promises.open)(to, "w", 384);
		try {
			const buffer = Buffer.allocUnsafe(1048576);
			let copied = 0;
			for (let length = -1; length !== 0 && copied <= mostBytes; copied += length) {
				length = (await source.read(buffer, 0, buffer.length)).bytesRead;
				await target.write(buffer, 0, length);
			}
		} finally {
			await target.close();
		}
	});
}
async function withRegularFile(path, use) {
	const flags = node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK;
	const file = await (0, node_fs_promises.open)(path, flags).catch(() => void 0);
	try {
		return file !== void 0 && (await file.stat()).isFile() ? await use(file) : void 0;
	} finally {
		await file?.close();
	}
}
async function printRows(path, queries) {
	const limits = ["--disable-warning=ExperimentalWarning", `--max-old-space-size=${HEAP_MB}`];
	const child = (0, node_child_process.spawn)(process.execPath, [
		...limits,
		"-e",
		PRINT_ROWS,
		path,
		String(MOST_ROWS),
		JSON.stringify(queries)
	], {
		env: { SystemRoot: process.env.SystemRoot },
		stdio: [
			"ignore",
			"pipe",
			"ignore"
		],
		timeout: LONGEST_READ_MS,
		killSignal: "SIGKILL"
	});
	const ended = new Promise((resolve) => {
		child.on("error", () => resolve(false));
		child.on("close", (code) => resolve(code === 0));
	});
	const rows = Object.fromEntries(queries.map(({ table }) => [table, []]));
	let bytes = 0;
	for await (const line of (0, node_readline.createInterface)({ input: child.stdout })) {
		bytes += line.length;
		if (bytes > MOST_OUTPUT_BYTES) child.kill("SIGKILL");
		const row = require_names.parseObject(line);
		const kind = require_names.asText(row?.kind) ?? "";
		if (row !== void 0 && Object.hasOwn(rows, kind)) rows[kind]?.push(row);
	}
	const isCut = Object.values(rows).some((some) => some.length >= MOST_ROWS);
	return {
		rows,
		isWhole: await ended && !isCut
	};
}
// src/usage/agents/goose.ts
const goose = {
	name: "goose",
	command: {
		names: ["goose"],
		withValue: [
			"-t",
			"--text",
			"-i",
			"--instructions",
			"--recipe",
			"-n",
			"--name",
			"--session-id",
			"--path"
		].concat([...[
			"--output-format",
			"--provider",
			"--model",
			"--max-turns",
			"--params",
			"--system",
			"--with-builtin"
		]]),
		resuming: ["-r", "--resume"]
	},
	wants: { types: ["complete"] },
	begin: async (place) => followRun$2(place, await watchDatabase(place))
};
const SESSIONS$1 = {
	table: "sessions",
	columns: [
		"id",
		"parent_session_id",
		"working_dir",
		"created_at",
		"updated_at",
		"accumulated_cost"
	].concat([
		"input",
		"output",
		"cache_read",
		"cache_write"
	].map((name) => `accumulated_${name}_tokens`), ["model_config_json"])
};
const MOST_BYTES$1 = 0x40000000;
const NO_SPLIT = "it does not tell what of its input came from the cache";
const CUT = "it was cut off, and a call that had begun is not recorded";
const HAS_SUBAGENTS = "whether its totals contain those of its subagents is not published";
const GONE_ON = "what the session it went on with had used before is not known";
async function watchDatabase(place) {
	const { env, home } = place;
	const data = env.GOOSE_PATH_ROOT ? (0, node_path.join)(env.GOOSE_PATH_ROOT, "data") : (0, node_path.join)(env.XDG_DATA_HOME || (0, node_path.join)(home, ".local", "share"), "goose");
	const root = (0, node_path.join)(data, "sessions");
	const files = await watchFiles({
		root,
		within: env.GOOSE_PATH_ROOT || env.XDG_DATA_HOME || home,
		depth: 0,
		matches: (path) => path === "sessions.db" || path === "sessions.db-wal",
		before: place.before
	});
	const path = (0, node_path.join)(root, "sessions.db");
	const isWanted = place.starts.length > 0 && files.before.size > 0;
	const before = await files.recall("rows", async () => isWanted ? await readSessions(path) : void 0);
	return {
		path,
		files,
		before: isWanted ? before ?? null : files.before.size > 0 ? null : new Map()
	};
}
async function readSessions(path) {
	const read = await readDatabase(path, MOST_BYTES$1, [SESSIONS$1]);
	if (read?.isWhole !== true) return void 0;
	return new Map((read.rows.sessions ?? []).map(readRow).map((session) => [session.id, session]));
}
function readRow(row) {
	const total = (name) => require_names.readCount(row[`accumulated_${name}_tokens`]);
	const [cacheRead, cacheWrite] = [total("cache_read"), total("cache_write")];
	const input = require_names.subtractCounts(total("input"), cacheRead, cacheWrite);
	const time = (value) => toTime(typeof value === "string" ? `${value.replace(" ", "T")}Z` : value);
	const config = require_names.parseObject(require_names.asText(row.model_config_json) ?? "");
	return {
		id: String(row.id),
		parent: require_names.asText(row.parent_session_id) ?? null,
		folder: require_names.asText(row.working_dir),
		created: time(row.created_at),
		updated: time(row.updated_at),
		model: require_names.digText(config, "model_name") ?? "",
		figures: {
			input,
			cacheRead,
			cacheWrite,
			output: total("output"),
			reasoning: null
		},
		cost: require_names.readCost(row.accumulated_cost)
	};
}
function followRun$2(place, database) {
	let complete;
	return {
		record: (record) => {
			if (record.type === "complete" && "input_tokens" in record) complete = record;
		},
		line: () => {},
		finish: async (end) => {
			const all = [...(((await database.files.changed()).length > 0 ? await readSessions(database.path) : void 0) ?? new Map()).values()];
			const since = ownSince(all.map(({ updated }) => updated), end);
			const described = all.filter(({ updated, parent }) => parent === null && updated !== null && updated >= since).map(async (session) => ({
				...session,
				isNew: (session.created ?? 0) >= since,
				isHere: await isInFolder(session.folder, place.cwd)
			}));
			const { sessions, doubt } = chooseSessions(await Promise.all(described), end, 0);
			if (sessions.length > 0) return withDoubt(toFindings$2(sessions, all, database.before, end), doubt);
			if (!end.isExpected) return null;
			return complete === void 0 || isResuming(place.starts, goose.command) ? UNKNOWN : fromPrinted(complete);
		}
	};
}
const UNKNOWN = {
	figures: require_names.NO_FIGURES,
	turns: null,
	models: [],
	sessionId: null,
	cost: null,
	source: "none",
	state: "unknown",
	reason: require_names.NO_RECORD,
	verdict: null,
	config: {}
};
function toFindings$2(own, all, before, end) {
	const shares = own.flatMap((session) => {
		const old = before?.get(session.id);
		if (old === void 0 && !session.isNew) return [];
		const figures = old === void 0 ? session.figures : require_names.subtractFigures(session.figures, old.figures);
		const cost = require_names.subtractCounts(session.cost, old?.cost ?? null);
		return [{
			...figures,
			model: session.model,
			turns: null,
			cost: cost === 0 ? null : cost
		}];
	});
	const figures = require_names.sumFigures(shares);
	const isKnown = require_names.hasFigures(figures);
	const ids = own.map(({ id }) => id);
	const reason = !isKnown ? shares.length < own.length ? GONE_ON : require_names.NO_RECORD : figures.cacheRead === null || figures.cacheWrite === null ? NO_SPLIT : all.some(({ parent }) => parent !== null && ids.includes(parent)) ? HAS_SUBAGENTS : end.exitCode !== 0 ? CUT : null;
	const model = shares[0]?.model;
	return {
		...UNKNOWN,
		figures,
		models: require_names.addShares(shares).filter((share) => share.model !== ""),
		sessionId: ids.at(-1) ?? null,
		cost: isKnown && shares.every(({ cost }) => cost !== null) ? require_names.sumCounts(shares.map(({ cost }) => cost)) : null,
		source: "sessions.db",
		state: !isKnown ? "unknown" : reason === null ? "measured" : "partial",
		reason,
		config: model === void 0 || model === "" ? {} : { model }
	};
}
function fromPrinted(complete) {
	const figures = {
		...require_names.NO_FIGURES,
		input: require_names.readCount(complete.input_tokens),
		output: require_names.readCount(complete.output_tokens)
	};
	return {
		...UNKNOWN,
		figures,
		source: "complete",
		state: "partial",
		reason: NO_SPLIT
	};
}
// src/usage/agents/kimi.ts
const kimi = {
	name: "kimi",
	command: {
		names: [
			"kimi",
			"kimi-code",
			"@moonshot-ai/kimi-code"
		],
		withValue: [
			"-p",
			"--print",
			"-m",
			"--model",
			"-S",
			"--session",
			"-r",
			"--resume",
			"--output-format",
			"--add-dir"
		],
		resuming: [
			"-c",
			"--continue",
			"-r",
			"--resume",
			"-S",
			"--session"
		]
	},
	wants: {
		types: [],
		marks: ["\"session.resume_hint\""]
	},
	begin: (place) => {
		return followCalls(place, {
			files: {
				root: (0, node_path.join)(place.env.KIMI_CODE_HOME || (0, node_path.join)(place.home, ".kimi-code"), "sessions"),
				within: place.env.KIMI_CODE_HOME || place.home,
				depth: 4,
				matches: (path) => /^[^/]+\/[^/]+\/agents\/[^/]+\/wire\.jsonl$/.test(path)
			},
			wants: (line) => MARKS.some((mark) => line.includes(mark)),
			pick: pickRecord,
			pickPrinted: (record) => record.type === "session.resume_hint" ? { session: require_names.asText(record.session_id) } : void 0,
			sessionOf: (name) => name.split("/")[1] ?? name,
			sources: {
				file: "usage.record",
				printed: "none"
			},
			missing: whatIsMissing
		});
	}
};
const MARKS = [
	"\"usage.record\"",
	"\"profile.bind\"",
	"\"prompt.completed\"",
	"\"turn.ended\""
];
function pickRecord(record) {
	switch (record.type) {
		case "usage.record": return { call: readCall(record) };
		case "profile.bind": return { folder: require_names.digText(record, "environmentDisclosure", "cwd") };
		case "prompt.completed":
		case "turn.ended": return record.agentId === "main" ? { verdict: toVerdict$2(require_names.asText(record.reason)) } : void 0;
		default: return;
	}
}
function readCall({ model, usage, agentId }) {
	const tokens = require_names.asObject(usage);
	return require_names.oneCall({
		model: require_names.asText(model) ?? "",
		input: require_names.readCount(tokens?.inputOther),
		cacheRead: require_names.readCount(tokens?.inputCacheRead),
		cacheWrite: require_names.readCount(tokens?.inputCacheCreation),
		output: require_names.readCount(tokens?.output),
		reasoning: null,
		cost: null
	}, agentId === "main");
}
function toVerdict$2(reason) {
	if (reason === "completed") return {
		kind: "completed",
		text: reason
	};
	if (reason === "cancelled" || reason === "aborted" || reason === "interrupted") return {
		kind: "aborted",
		text: reason
	};
	return reason === void 0 ? void 0 : {
		kind: "failed",
		text: reason
	};
}
function whatIsMissing({ exitCode }, verdict) {
	return verdict?.kind === "completed" || exitCode === 0 ? null : "it was cut off, and a call that had begun is not recorded";
}
// src/usage/agents/opencode-records.ts
function readMessage(messageId, sessionId, data) {
	const tokens = require_names.asObject(data.tokens);
	if (data.role !== "assistant" || tokens === void 0) return void 0;
	return {
		messageId,
		sessionId,
		promptId: require_names.asText(data.parentID),
		figures: readTokens(tokens),
		cost: require_names.readCost(data.cost),
		model: require_names.asText(data.modelID),
		created: require_names.readCount(require_names.dig(data, "time", "created")),
		isComplete: typeof require_names.dig(data, "time", "completed") === "number",
		finish: require_names.asText(data.finish),
		error: require_names.digText(data, "error", "name") ?? require_names.asText(data["error.name"])
	};
}
function readMessageRow(row) {
	const [id, sessionId, data] = [
		require_names.asText(row.id),
		require_names.asText(row.session_id),
		require_names.parseObject(require_names.asText(row.data) ?? "")
	];
	return id === void 0 || sessionId === void 0 || data === void 0 ? void 0 : readMessage(id, sessionId, data);
}
function readStep(part) {
	const [messageId, sessionId, tokens] = [
		require_names.asText(part.messageID),
		require_names.asText(part.sessionID),
		require_names.asObject(part.tokens)
	];
	if (messageId === void 0 || sessionId === void 0 || tokens === void 0) return void 0;
	return {
		messageId,
		sessionId,
		promptId: void 0,
		model: void 0,
		created: null,
		isComplete: true,
		finish: require_names.asText(part.reason),
		error: void 0,
		figures: readTokens(tokens),
		cost: require_names.readCost(part.cost)
	};
}
function readSessionRow(row) {
	const id = require_names.asText(row.id);
	if (id === void 0) return void 0;
	const cache = {
		read: row.tokens_cache_read,
		write: row.tokens_cache_write
	};
	return {
		id,
		parentId: require_names.asText(row.parent_id),
		folder: require_names.asText(row.directory),
		version: require_names.asText(row.version),
		created: require_names.readCount(row.time_created),
		totals: readTokens({
			input: row.tokens_input,
			output: row.tokens_output,
			reasoning: row.tokens_reasoning,
			cache
		}),
		cost: require_names.readCost(row.cost)
	};
}
function readSessionFile(document) {
	const { id, parentID, directory, version } = document;
	return readSessionRow({
		id,
		parent_id: parentID,
		directory,
		version,
		time_created: require_names.dig(document, "time", "created")
	});
}
function readTokens(tokens) {
	const [output, reasoning] = [require_names.readCount(tokens.output), require_names.readCount(tokens.reasoning)];
	return {
		input: require_names.readCount(tokens.input),
		cacheRead: require_names.readCount(require_names.dig(tokens, "cache", "read")),
		cacheWrite: require_names.readCount(require_names.dig(tokens, "cache", "write")),
		output: output === null ? null : require_names.addCounts(output, reasoning),
		reasoning
	};
}
function totalOf$2({ input, cacheRead, cacheWrite, output }) {
	return require_names.sumCounts([
		input,
		cacheRead,
		cacheWrite,
		output
	]) ?? 0;
}
// src/usage/agents/opencode-files.ts
const MOST_BYTES_BEFORE = 67108864;
const MOST_BYTES = 0x40000000;
const MOST_FILES = 2e4;
const SESSIONS = {
	table: "session",
	columns: [
		"id",
		"parent_id",
		"directory",
		"version",
		"time_created",
		"cost"
	].concat([
		"input",
		"output",
		"reasoning",
		"cache_read",
		"cache_write"
	].map((name) => `tokens_${name}`))
};
const MESSAGE_IDS = {
	table: "message",
	columns: ["id"]
};
const MESSAGES = {
	table: "message",
	columns: ["id", "session_id"],
	json: {
		column: "data",
		parts: [
			"role",
			"tokens",
			"cost",
			"modelID",
			"providerID",
			"parentID",
			"time",
			"finish",
			"error.name"
		]
	}
};
async function watchOpencode(place, product) {
	const { env, home } = place;
	const data = (0, node_path.join)(env.XDG_DATA_HOME || (0, node_path.join)(home, ".local", "share"), product);
	const within = env.XDG_DATA_HOME || home;
	const variable = env[`${product.toUpperCase()}_DB`];
	const named = variable !== void 0 && (0, node_path.isAbsolute)(variable) ? variable : void 0;
	const isMessage = (path) => /^message\/[^/]+\/[^/]+\.json$/.test(path);
	const isSession = (path) => /^session\/[^/]+\/[^/]+\.json$/.test(path);
	const storage = await watchFiles({
		root: (0, node_path.join)(data, "storage"),
		within,
		depth: 2,
		matches: (path) => isMessage(path) || isSession(path),
		before: place.before
	});
	const isDatabase = (path) => path.startsWith(product) && /^[^/]*\.db$/.test(path);
	const isLog = (path) => path.endsWith("-wal") && isDatabase(path.slice(0, -4));
	const databases = await watchFiles({
		root: data,
		within,
		depth: 0,
		matches: (path) => isDatabase(path) || isLog(path),
		before: place.before
	});
	const pathsBefore = [...databases.before.keys()].filter(isDatabase).map((name) => (0, node_path.join)(data, name));
	const before = await databases.recall("rows", async () => {
		const rows = [];
		for (const path of [...pathsBefore, ...named === void 0 ? [] : [named]]) rows.push(await readDatabase(path, MOST_BYTES_BEFORE, [SESSIONS, MESSAGE_IDS]));
		return rows;
	});
	const isBeforeKnown = before.every((rows) => rows?.isWhole === true);
	const idsBefore = new Set([...before.flatMap((rows) => rows?.rows.message?.map((row) => row.id) ?? []), ...[...storage.before.keys()].filter(isMessage).map((name) => idOf(name))]);
	const sessionsBefore = byId(before.flatMap((rows) => rows?.rows.session?.flatMap((row) => readSessionRow(row) ?? []) ?? []));
	for (const name of storage.before.keys()) {
		const id = idOf(name);
		if (isSession(name) && !sessionsBefore.has(id)) sessionsBefore.set(id, {
			...NO_SESSION,
			id
		});
	}
	return async (run) => {
		const paths = await changedDatabases(databases, data);
		const rows = [];
		for (const path of named === void 0 ? paths : [...paths, named]) rows.push(await readDatabase(path, MOST_BYTES, [SESSIONS, MESSAGES]));
		const files = await readStorage(storage, isMessage, isSession);
		const sessions = byId([...rows.flatMap((some) => some?.rows.session?.flatMap((row) => readSessionRow(row) ?? []) ?? []), ...files.sessions]);
		const calls = [...rows.flatMap((some) => some?.rows.message?.flatMap((row) => readMessageRow(row) ?? []) ?? []), ...files.calls];
		const since = ownSince(calls.filter(({ messageId }) => !idsBefore.has(messageId)).map(({ created }) => created), run);
		const isOwn = (call) => {
			const began = sessions.get(call.sessionId)?.created ?? 0;
			if (call.created !== null && call.created < began) return false;
			if (!isBeforeKnown) return (call.created ?? 0) >= run.startTime;
			return !idsBefore.has(call.messageId) && (call.created === null || call.created >= since);
		};
		const isWhole = rows.every((some) => some?.isWhole === true) && files.isWhole;
		return {
			sessions,
			sessionsBefore,
			calls: calls.filter(isOwn),
			isBeforeKnown,
			isWhole
		};
	};
}
const NO_SESSION = {
	parentId: void 0,
	folder: void 0,
	version: void 0,
	created: null,
	totals: require_names.NO_FIGURES,
	cost: null
};
async function changedDatabases(databases, data) {
	const names = (await databases.changed()).map((file) => file.name.replace(/-wal$/, ""));
	return [...new Set(names)].map((name) => (0, node_path.join)(data, name));
}
async function readStorage(storage, isMessage, isSession) {
	const { files, isAll } = newestFiles(await storage.changed(), MOST_FILES);
	const [sessions, calls] = [[], []];
	for (const file of files) {
		const document = require_names.asObject(await readDocument(file.path)) ?? {};
		const session = isSession(file.name) ? readSessionFile(document) : void 0;
		if (session !== void 0) sessions.push(session);
		const call = isMessage(file.name) ? readMessage(idOf(file.name), file.name.split("/")[1] ?? "", document) : void 0;
		if (call !== void 0) calls.push(call);
	}
	return {
		sessions,
		calls,
		isWhole: isAll
	};
}
function byId(sessions) {
	return new Map(sessions.map((session) => [session.id, session]));
}
function idOf(name) {
	return name.slice(name.lastIndexOf("/") + 1, -5);
}
// src/usage/agents/opencode.ts
const opencode = createOpencodeReader("opencode", ["opencode", "opencode-ai"]);
const kilo = createOpencodeReader("kilo", [
	"kilo",
	"kilocode",
	"@kilocode/cli"
]);
function createOpencodeReader(name, names) {
	return {
		name,
		command: {
			names,
			withValue: [
				"-m",
				"--model",
				"-s",
				"--session",
				"--agent",
				"--format",
				"--title",
				"--prompt",
				"--attach",
				"-f"
			],
			resuming: [
				"-c",
				"--continue",
				"-s",
				"--session"
			]
		},
		wants: { types: [
			"step_start",
			"step_finish",
			"error"
		] },
		begin: async (place) => followRun$1(await watchOpencode(place, name), place.cwd, name === "opencode")
	};
}
const MOST_STEPS = 1e5;
const MOST_SESSIONS$1 = 1e3;
const DEEPEST = 100;
const NO_TITLES = "its calls that make titles are recorded nowhere";
const CUT_OFF = `${NO_TITLES}, nor is one that was cut off`;
function followRun$1(readDisk, cwd, isUsual) {
	const printed = new Set();
	const steps = new Map();
	let verdict = null;
	return {
		record: (record) => {
			const sessionId = require_names.asText(record.sessionID);
			const part = require_names.asObject(record.part);
			if (sessionId?.startsWith("ses_") !== true) return;
			if (record.type === "error") verdict = {
				kind: "failed",
				text: require_names.digText(record, "error", "name") ?? null
			};
			else if (part === void 0) return;
			if (printed.size < MOST_SESSIONS$1) printed.add(sessionId);
			const step = record.type === "step_finish" && part !== void 0 ? readStep(part) : void 0;
			if (step === void 0) return;
			if (steps.size < MOST_STEPS) steps.set(require_names.asText(require_names.dig(part, "id")) ?? `${steps.size}`, step);
			verdict = step.finish === "stop" ? {
				kind: "completed",
				text: step.finish
			} : null;
		},
		line: () => {},
		finish: async (end) => {
			const disk = await readDisk(end);
			const isOwn = (id) => end.isExpected || disk.sessions.has(id) || isUsual && !end.isOtherExpected;
			const { roots, doubt } = await chooseRoots(disk, new Set([...printed].filter(isOwn)), cwd, end);
			if (roots.size === 0 && !end.isExpected) return null;
			const calls = joinCalls(disk, [...steps.values()].filter(({ sessionId }) => roots.has(sessionId)), roots);
			const findings = {
				...toFindings$1(calls, growth(disk, roots, calls), roots),
				verdict: verdict ?? lastWord(calls, roots)
			};
			const version = [...roots].map((id) => disk.sessions.get(id)?.version).find((one) => one !== void 0);
			const metadata = version === void 0 ? {} : { metadata: { agent_version: version } };
			return withDoubt({
				...findings,
				config: {
					...findings.config,
					...metadata
				}
			}, doubt);
		}
	};
}
async function chooseRoots(disk, printed, cwd, end) {
	const described = [...new Set(disk.calls.map((call) => rootOf(call.sessionId, disk)))].filter((id) => !printed.has(id)).map(async (id) => {
		return {
			id,
			isNew: !disk.sessionsBefore.has(id),
			isHere: await isInFolder(disk.sessions.get(id)?.folder, cwd)
		};
	});
	const { sessions, doubt } = chooseSessions(await Promise.all(described), end, printed.size);
	return {
		roots: new Set([...printed, ...sessions.map((session) => session.id)]),
		doubt
	};
}
function rootOf(sessionId, { sessions }) {
	let id = sessionId;
	for (let depth = 0; depth < DEEPEST; depth++) {
		const parentId = sessions.get(id)?.parentId;
		if (parentId === void 0) return id;
		id = parentId;
	}
	return id;
}
function joinCalls(disk, steps, roots) {
	const byMessage = new Map();
	for (const step of steps) {
		const other = byMessage.get(step.messageId);
		if (other === void 0) byMessage.set(step.messageId, step);
		else {
			const figures = require_names.addFigures(other.figures, step.figures);
			byMessage.set(step.messageId, {
				...step,
				figures,
				cost: require_names.sumCounts([other.cost, step.cost])
			});
		}
	}
	const starts = new Map([...roots].map((root) => [root, startOf(root, disk, byMessage)]));
	for (const call of disk.calls) {
		const root = rootOf(call.sessionId, disk);
		const began = root === call.sessionId ? call.created : disk.sessions.get(call.sessionId)?.created ?? null;
		if (!roots.has(root) || (began ?? Number.POSITIVE_INFINITY) < (starts.get(root) ?? 0)) continue;
		const step = byMessage.get(call.messageId);
		const isStep = step !== void 0 && totalOf$2(step.figures) > totalOf$2(call.figures);
		byMessage.set(call.messageId, isStep ? {
			...call,
			figures: step.figures,
			cost: step.cost
		} : call);
	}
	return [...byMessage.values()];
}
function startOf(root, disk, steps) {
	const own = disk.calls.filter((call) => call.sessionId === root && call.created !== null);
	const prompts = new Set(own.flatMap((call) => steps.has(call.messageId) ? [call.promptId] : []));
	const answers = own.flatMap((call) => prompts.has(call.promptId) ? [call.created ?? 0] : []);
	return answers.length === 0 ? void 0 : answers.reduce((a, b) => Math.min(a, b));
}
function growth(disk, roots, calls) {
	if (!disk.isBeforeKnown) return [];
	const told = new Set(calls.map((call) => call.sessionId));
	return [...disk.sessions.values()].flatMap((session) => {
		if (told.has(session.id) || !roots.has(rootOf(session.id, disk))) return [];
		const before = disk.sessionsBefore.get(session.id);
		const figures = before === void 0 ? session.totals : require_names.subtractFigures(session.totals, before.totals);
		if (totalOf$2(figures) === 0) return [];
		const cost = require_names.subtractCounts(session.cost, before?.cost ?? null);
		return [{
			...figures,
			model: "",
			turns: null,
			cost: cost === 0 ? null : cost
		}];
	});
}
function toFindings$1(calls, grown, roots) {
	const shares = calls.filter((call) => totalOf$2(call.figures) !== 0).map((call) => {
		const cost = call.cost === 0 && !/[-:]free$/.test(call.model ?? "") ? null : call.cost;
		return require_names.oneCall({
			...call.figures,
			model: call.model ?? "",
			cost
		}, roots.has(call.sessionId));
	});
	const all = [...shares, ...grown];
	const figures = require_names.sumFigures(all);
	const models = require_names.addShares(all).filter((share) => share.model !== "");
	const isKnown = require_names.hasFigures(figures);
	const isPriced = isKnown && all.every((share) => share.cost !== null);
	const isCut = calls.some((call) => !call.isComplete);
	const model = models[0]?.model;
	return {
		figures,
		turns: isKnown ? require_names.sumCounts(shares.map((share) => share.turns)) : null,
		models,
		...grown.length === 0 ? { calls: shares } : {},
		sessionId: [...roots].at(-1) ?? null,
		cost: isPriced ? require_names.sumCounts(all.map((share) => share.cost)) : null,
		source: "messages",
		state: isKnown ? "partial" : "unknown",
		reason: isKnown ? isCut ? CUT_OFF : NO_TITLES : "it left no record of its tokens",
		verdict: null,
		config: model === void 0 ? {} : { model }
	};
}
function lastWord(calls, roots) {
	const last = calls.filter((call) => roots.has(call.sessionId)).toSorted((a, b) => (a.created ?? 0) - (b.created ?? 0)).at(-1);
	if (last?.error !== void 0) return {
		kind: last.error === "MessageAbortedError" ? "aborted" : "failed",
		text: last.error
	};
	return last?.isComplete === true && last.finish === "stop" ? {
		kind: "completed",
		text: last.finish
	} : null;
}
// src/usage/agents/pi.ts
const pi = {
	name: "pi",
	command: {
		names: [
			"pi",
			"@earendil-works/pi-coding-agent",
			"@mariozechner/pi-coding-agent"
		],
		withValue: [
			"--mode",
			"--provider",
			"--model",
			"--session",
			"--session-dir",
			"--tools",
			"--thinking",
			"--models"
		],
		resuming: [
			"-c",
			"--continue",
			"-r",
			"--resume",
			"--session",
			"--fork"
		]
	},
	wants: { types: ["session", "message_end"] },
	begin: (place) => {
		const { home, env } = place;
		const agent = env.PI_CODING_AGENT_DIR || (0, node_path.join)(home, ".pi", "agent");
		return followCalls(place, {
			files: {
				root: env.PI_CODING_AGENT_SESSION_DIR || (0, node_path.join)(agent, "sessions"),
				within: env.PI_CODING_AGENT_SESSION_DIR || env.PI_CODING_AGENT_DIR || home,
				depth: 1,
				matches: (path) => path.endsWith(".jsonl")
			},
			wants: (line) => line.includes("\"usage\":") || line.includes("\"type\":\"session\""),
			pick: (record) => record.type === "message" ? pickMessage(record) : pickSession(record),
			pickPrinted: (record) => record.type === "message_end" ? pickMessage(record) : pickSession(record),
			sessionOf: (name) => name.replace(/^.*_|\.jsonl$/g, ""),
			sources: {
				file: "message.usage",
				printed: "message_end.usage"
			},
			missing: ({ exitCode }, verdict) => verdict?.kind === "completed" || exitCode === 0 ? null : "it was cut off, and a call that had begun is not recorded"
		});
	}
};
function pickSession({ type, id, cwd, version }) {
	return type === "session" && typeof version === "number" ? {
		session: require_names.asText(id),
		folder: require_names.asText(cwd)
	} : void 0;
}
function pickMessage(record) {
	const message = require_names.asObject(record.message);
	const usage = require_names.asObject(message?.usage);
	if (message?.role !== "assistant" || usage === void 0 || message.provider === void 0) return void 0;
	const share = {
		model: require_names.asText(message.model) ?? "",
		input: require_names.readCount(usage.input),
		cacheRead: require_names.readCount(usage.cacheRead),
		cacheWrite: require_names.readCount(usage.cacheWrite),
		output: require_names.readCount(usage.output),
		reasoning: require_names.readCount(usage.reasoning),
		cost: require_names.readCost(require_names.dig(usage, "cost", "total"))
	};
	return {
		id: require_names.digText(message, "responseId"),
		call: require_names.oneCall(share, true),
		verdict: toVerdict$1(require_names.asText(message.stopReason))
	};
}
function toVerdict$1(reason) {
	if (reason === "stop") return {
		kind: "completed",
		text: reason
	};
	if (reason === "aborted") return {
		kind: "aborted",
		text: reason
	};
	return reason === "error" ? {
		kind: "failed",
		text: reason
	} : void 0;
}
// src/usage/agents/qwen-tokens.ts
function toFigures$1(counts) {
	const [prompt, candidates, total] = [
		require_names.readCount(counts.prompt),
		require_names.readCount(counts.candidates),
		require_names.readCount(counts.total)
	];
	const [cacheRead, reasoning] = [require_names.readCount(counts.cached), require_names.readCount(counts.thoughts)];
	const sum = require_names.addCounts(prompt, candidates, reasoning);
	const isApart = reasoning !== null && reasoning > 0 && total !== null && total === sum;
	return {
		input: require_names.subtractCounts(prompt, cacheRead),
		cacheRead,
		cacheWrite: prompt === null ? null : 0,
		output: isApart ? require_names.addCounts(candidates, reasoning) : candidates,
		reasoning
	};
}
function readPrintedUsage(usage) {
	return toFigures$1({
		prompt: usage.input_tokens,
		candidates: usage.output_tokens,
		cached: usage.cache_read_input_tokens,
		thoughts: void 0,
		total: usage.total_tokens
	});
}
function readStats(stats) {
	return sumByModel(require_names.digObject(stats, "models"), (entry) => {
		const { prompt, candidates, cached, thoughts, total } = require_names.digObject(entry, "tokens") ?? {};
		return toFigures$1({
			prompt,
			candidates,
			cached,
			thoughts,
			total
		});
	});
}
function readUsageLine(models) {
	return sumByModel(models, (entry) => toFigures$1({
		prompt: entry.inputTokens,
		candidates: entry.outputTokens,
		cached: entry.cachedTokens,
		thoughts: entry.thoughtsTokens,
		total: entry.totalTokens
	}));
}
function readUsageMetadata(usage) {
	return toFigures$1({
		prompt: usage.promptTokenCount,
		candidates: usage.candidatesTokenCount,
		cached: usage.cachedContentTokenCount,
		thoughts: usage.thoughtsTokenCount,
		total: usage.totalTokenCount
	});
}
function readApiResponse(event) {
	return toFigures$1({
		prompt: event.input_token_count,
		candidates: event.output_token_count,
		cached: event.cached_content_token_count,
		thoughts: event.thoughts_token_count,
		total: event.total_token_count
	});
}
function totalOf$1({ input, cacheRead, cacheWrite, output }) {
	return require_names.addCounts(input, cacheRead, cacheWrite, output);
}
function subtractTotals(now, before) {
	if (before === void 0) return now;
	const models = now.models.map((share) => {
		const old = before.models.find((other) => other.model === share.model);
		return old === void 0 ? share : {
			...share,
			...require_names.subtractFigures(share, old)
		};
	});
	return {
		figures: require_names.subtractFigures(now.figures, before.figures),
		models: models.filter((share) => totalOf$1(share) !== 0)
	};
}
function toTotals(shares) {
	return {
		figures: require_names.sumFigures(shares),
		models: require_names.addShares(shares)
	};
}
function sumByModel(models, read) {
	return toTotals(Object.entries(models ?? {}).map(([model, entry]) => ({
		...read(require_names.asObject(entry) ?? {}),
		model,
		turns: null,
		cost: null
	})));
}
// src/usage/agents/qwen-files.ts
const USAGE_FILE = "usage_record.jsonl";
async function watchQwenFiles({ env, home, cwd, before }) {
	const named = env.QWEN_RUNTIME_DIR || env.QWEN_HOME;
	const root = named || (0, node_path.join)(home, ".qwen");
	const matches = (path) => path === USAGE_FILE || /^(?:projects|tmp)\/[^/]+\/chats\/[^/]+\.jsonl$/.test(path);
	const files = await watchFiles({
		root,
		within: named || home,
		depth: 3,
		matches,
		before
	});
	return async (run) => {
		const changed = await files.changed();
		const usageFile = changed.find((file) => file.name === USAGE_FILE);
		const lines = usageFile === void 0 ? NO_LINES : await readUsageFile$1(usageFile, run);
		const { files: chatFiles } = newestFiles(changed.filter((file) => file !== usageFile));
		const chats = (await readGrowths(chatFiles, () => true, pickChatLine, run)).map(toChat);
		const withoutChat = [...lines.after.values()].filter((line) => !chats.some((chat) => chat.id === line.id));
		const noChat = {
			before: void 0,
			calls: void 0,
			turns: null
		};
		const all = [...chats, ...withoutChat.map(({ id, project }) => ({
			...noChat,
			id,
			cwd: project,
			isNew: !lines.before.has(id)
		}))];
		return Promise.all(all.map(async (session) => ({
			...session,
			total: lines.after.get(session.id)?.totals,
			before: greater(lines.before.get(session.id)?.totals, session.before),
			isBeforeWhole: session.before === void 0 || lines.before.has(session.id),
			isHere: await isInFolder(session.cwd, cwd)
		})));
	};
}
const NO_LINES = {
	before: new Map(),
	after: new Map()
};
async function readUsageFile$1(file, run) {
	const [growth] = await readGrowths([file], () => true, pickUsageLine, run);
	const { before, after } = growth ?? {
		before: [],
		after: []
	};
	const byId = (lines) => new Map(lines.map((line) => [line.id, line]));
	return {
		before: byId(before),
		after: byId(after)
	};
}
function pickUsageLine(record) {
	const [id, models] = [require_names.asText(record.sessionId), require_names.asObject(record.models)];
	if (id === void 0 || models === void 0) return void 0;
	return {
		id,
		project: require_names.asText(record.project),
		totals: readUsageLine(models)
	};
}
function toChat({ file, before, after, isNew }) {
	const all = [...before, ...after];
	const nameId = file.name.slice(file.name.lastIndexOf("/") + 1, -6);
	return {
		id: all.find((line) => line.id !== void 0)?.id ?? nameId,
		cwd: all.find((line) => line.cwd !== void 0)?.cwd,
		before: sumLines(before),
		calls: sumLines(after),
		turns: after.filter((line) => line.kind === "assistant").length,
		isNew
	};
}
function pickChatLine(record) {
	const [event, usage] = [require_names.digObject(record, "systemPayload", "uiEvent"), require_names.asObject(record.usageMetadata)];
	const base = {
		id: require_names.asText(record.sessionId),
		cwd: require_names.asText(record.cwd)
	};
	const toShare = (figures, model) => {
		return {
			...figures,
			model: require_names.asText(model) ?? "",
			turns: null,
			cost: null
		};
	};
	if (record.type === "assistant" && usage !== void 0) return {
		...base,
		kind: "assistant",
		share: toShare(readUsageMetadata(usage), record.model)
	};
	if (event !== void 0 && require_names.asText(event["event.name"])?.endsWith(".api_response") === true) return {
		...base,
		kind: "response",
		share: toShare(readApiResponse(event), event.model)
	};
	return {
		...base,
		kind: "other",
		share: void 0
	};
}
function sumLines(lines) {
	const sum = (kind) => {
		const shares = lines.flatMap((line) => line.kind === kind && line.share !== void 0 ? [line.share] : []);
		return shares.length === 0 ? void 0 : toTotals(shares);
	};
	return greater(sum("response"), sum("assistant"));
}
function greater(a, b) {
	if (a === void 0 || b === void 0) return a ?? b;
	return (totalOf$1(b.figures) ?? 0) > (totalOf$1(a.figures) ?? 0) ? b : a;
}
// src/usage/agents/qwen-code.ts
const qwenCode = {
	name: "qwen-code",
	command: {
		names: ["qwen", "@qwen-code/qwen-code"],
		withValue: [
			"-m",
			"--model",
			"-p",
			"--prompt",
			"-i",
			"-o",
			"--output-format",
			"-e",
			"--extensions",
			"-r",
			"--resume"
		].concat([
			"--approval-mode",
			"--include-directories",
			"--allowed-tools",
			"--auth-type",
			"--max-session-turns"
		]),
		resuming: [
			"-c",
			"-r",
			"--continue",
			"--resume"
		]
	},
	wants: { types: ["system/init", "result"] },
	begin: async (place) => followRun(await watchQwenFiles(place), isResuming(place.starts, qwenCode.command))
};
const MOST_SESSIONS = 1e3;
const MOST_TOOLS = 200;
const LIMIT_EXIT_CODE = 53;
const NOT_PRINTED = {
	isOwn: false,
	result: void 0,
	turns: null
};
function followRun(readSessions, isResumed) {
	const printed = new Map();
	let config = {};
	let verdict = null;
	const update = (id, change) => {
		const old = printed.get(id) ?? NOT_PRINTED;
		if (printed.has(id) || printed.size < MOST_SESSIONS) printed.set(id, {
			...old,
			...change
		});
	};
	return {
		record: (record) => {
			const id = require_names.asText(record.session_id);
			if (id === void 0 || isClaude(record)) return;
			const usage = require_names.asObject(record.usage);
			if (record.type === "system" && record.subtype === "init") {
				update(id, { isOwn: "qwen_code_version" in record });
				config = readConfig(record);
			} else if (record.type === "result" && usage !== void 0) {
				const figures = readPrintedUsage(usage);
				const stats = require_names.asObject(record.stats);
				const finer = stats === void 0 ? void 0 : readStats(stats);
				const total = {
					figures,
					models: []
				};
				const result = finer !== void 0 && totalOf$1(finer.figures) === totalOf$1(figures) ? finer : total;
				update(id, {
					result,
					turns: record.is_error === true ? null : require_names.readCount(record.num_turns)
				});
				verdict = toVerdict(record);
			}
		},
		line: () => {},
		finish: async (end) => {
			const { runs, doubt } = matchRuns(printed, await readSessions(end), end);
			const untold = runs.filter((run) => run.session === void 0 && run.printed.result === void 0);
			const calls = await readPrintedCalls(new Set(untold.map((run) => run.id)), end);
			if (runs.length === 0 && !end.isExpected) return null;
			const findings = toFindings({
				runs,
				calls,
				config,
				isResumed
			});
			const isLimit = verdict === null && end.exitCode === LIMIT_EXIT_CODE;
			return withDoubt({
				...findings,
				verdict: isLimit ? {
					kind: "turn_limit",
					text: null
				} : verdict,
				config
			}, doubt);
		}
	};
}
function isClaude(record) {
	return "total_cost_usd" in record || "modelUsage" in record || "claude_code_version" in record;
}
function matchRuns(printed, sessions, end) {
	const sessionsById = new Map(sessions.map((session) => [session.id, session]));
	const named = [...printed].filter(([id, { isOwn }]) => isOwn || end.isExpected || sessionsById.has(id));
	const ids = new Set(named.map(([id]) => id));
	const { sessions: silent, doubt } = chooseSessions(sessions.filter((session) => !ids.has(session.id)), end, named.length);
	return {
		runs: [...named.map(([id, run]) => ({
			id,
			printed: run,
			session: sessionsById.get(id)
		})), ...silent.map((session) => ({
			id: session.id,
			printed: NOT_PRINTED,
			session
		}))],
		doubt
	};
}
async function readPrintedCalls(ids, end) {
	const calls = new Map();
	if (ids.size === 0) return calls;
	const wants = (line) => line.includes("\"type\":\"assistant\"");
	await end.readLog(wants, (record) => {
		const [id, usage] = [require_names.asText(record.session_id), require_names.asObject(require_names.dig(record, "message", "usage"))];
		if (id === void 0 || usage === void 0 || !ids.has(id)) return;
		const figures = readPrintedUsage(usage);
		if (totalOf$1(figures) === 0) return;
		const old = calls.get(id) ?? {
			figures: require_names.NO_FIGURES,
			turns: 0
		};
		const isMain = (record.parent_tool_use_id ?? null) === null;
		calls.set(id, {
			figures: require_names.addFigures(old.figures, figures),
			turns: old.turns + (isMain ? 1 : 0)
		});
	});
	return calls;
}
function toFindings(given) {
	const { runs, calls, config, isResumed } = given;
	const told = runs.map(({ id, printed, session }) => {
		const total = greater(session?.total, printed.result);
		const own = calls.get(id);
		const turns = printed.turns ?? session?.turns ?? own?.turns ?? null;
		if (total !== void 0) {
			const run = subtractTotals(total, session?.before);
			const isSame = session?.calls !== void 0 && totalOf$1(session.calls.figures) === totalOf$1(run.figures);
			const isFiner = isSame && run.figures.reasoning === null;
			const source = total === session?.total ? "usage_record" : "result.usage";
			const isKnown = session === void 0 ? !isResumed : session.isBeforeWhole || isSame;
			return {
				...isFiner ? session.calls : run,
				turns,
				source,
				reason: isKnown ? null : NOT_KNOWN_BEFORE
			};
		}
		const reason = NO_FINAL_RECORD;
		if (session?.calls !== void 0) return {
			...session.calls,
			turns,
			source: "chats",
			reason
		};
		return {
			figures: own?.figures ?? require_names.NO_FIGURES,
			models: [],
			turns,
			source: "assistant.usage",
			reason
		};
	});
	const figures = require_names.sumFigures(told.map((run) => run.figures));
	const models = require_names.addShares(told.flatMap((run) => run.models)).filter((share) => share.model !== "");
	const reason = told.find((run) => run.reason !== null)?.reason ?? null;
	const isKnown = require_names.hasFigures(figures);
	return {
		figures,
		turns: require_names.sumCounts(told.map((run) => run.turns)),
		models: models.length === 0 && config.model ? [{
			...figures,
			model: config.model,
			turns: null,
			cost: null
		}] : models,
		sessionId: runs.at(-1)?.id ?? null,
		cost: null,
		source: told[0]?.source ?? "usage_record",
		state: !isKnown ? "unknown" : reason === null ? "measured" : "partial",
		reason: isKnown ? reason : "it left no record of its tokens",
		verdict: null,
		config
	};
}
const NOT_KNOWN_BEFORE = "what its session had used before is not known in full";
const NO_FINAL_RECORD = "it left no final record, so calls of helper models and one that was cut off are not known";
function readConfig(init) {
	const tools = require_names.asArray(init.tools).filter((tool) => typeof tool === "string");
	const model = require_names.asText(init.model);
	const [version, mode] = [require_names.asText(init.qwen_code_version), require_names.asText(init.permission_mode)];
	return {
		metadata: {
			...version === void 0 ? {} : { agent_version: version },
			...mode === void 0 ? {} : { permission_mode: mode }
		},
		...model === void 0 ? {} : { model },
		...tools.length === 0 ? {} : { tools: tools.slice(0, MOST_TOOLS) }
	};
}
function toVerdict(result) {
	const text = require_names.asText(result.subtype) ?? null;
	if (result.is_error !== true && text === "success") return {
		kind: "completed",
		text
	};
	return {
		kind: text === "error_max_turns" ? "turn_limit" : "failed",
		text
	};
}
// src/usage/agents.ts
const AGENTS = [
	claudeCode,
	codex,
	geminiCli,
	qwenCode,
	opencode,
	copilotCli,
	cline,
	continueCli,
	pi,
	kilo,
	kimi,
	cursor,
	goose,
	amp,
	aider
];
// src/usage/list-calls.ts
const MOST_SINGLE = 80;
function listCalls(told) {
	if (told.length === 0) return {};
	const calls = told.map(toListedCall);
	const prices = new Map();
	for (const one of told) {
		const price = toUsedPrice(one);
		if (price !== null) prices.set(JSON.stringify(price), price);
	}
	return {
		calls: [...calls.slice(0, MOST_SINGLE), ...addAlike(calls.slice(MOST_SINGLE))].slice(0, 100),
		...prices.size === 0 ? {} : { prices: [...prices.values()].slice(0, 100) }
	};
}
function addAlike(calls) {
	const sums = new Map();
	for (const call of calls) {
		const key = JSON.stringify([
			call.source,
			call.model,
			call.rate,
			call.above
		]);
		const other = sums.get(key);
		sums.set(key, other === void 0 ? call : addTwo(other, call));
	}
	return [...sums.values()];
}
function addTwo(a, b) {
	return {
		...a,
		calls: a.calls === null || b.calls === null ? null : a.calls + b.calls,
		cost: a.cost === null || b.cost === null ? null : roundCost(a.cost + b.cost),
		input_tokens: require_names.addCounts(a.input_tokens, b.input_tokens),
		cache_read_tokens: require_names.addCounts(a.cache_read_tokens, b.cache_read_tokens),
		cache_write_tokens: require_names.addCounts(a.cache_write_tokens, b.cache_write_tokens),
		hour_write_tokens: require_names.addCounts(a.hour_write_tokens, b.hour_write_tokens),
		output_tokens: require_names.addCounts(a.output_tokens, b.output_tokens),
		reasoning_tokens: require_names.addCounts(a.reasoning_tokens, b.reasoning_tokens)
	};
}
function toListedCall({ source, share, price }) {
	return {
		source: require_names.toName(source) ?? "unknown",
		model: nameOf(share.model),
		calls: require_names.settle(share.calls ?? share.turns),
		...toFigures(share),
		hour_write_tokens: require_names.settle(share.hourWrite ?? null),
		rate: require_names.toName(share.rate),
		above: price?.above ?? null,
		cost: roundCost(price?.usd ?? share.cost)
	};
}
function toUsedPrice({ share, price }) {
	if (price === null) return null;
	const { model, rate } = share;
	return {
		model: nameOf(model),
		rate: require_names.toName(rate),
		above: price.above,
		list: price.list,
		...price.prices
	};
}
function nameOf(model) {
	return require_names.toName(model) ?? "unknown";
}
function toFigures(figures) {
	return {
		input_tokens: require_names.settle(figures.input),
		cache_read_tokens: require_names.settle(figures.cacheRead),
		cache_write_tokens: require_names.settle(figures.cacheWrite),
		output_tokens: require_names.settle(figures.output),
		reasoning_tokens: require_names.settle(figures.reasoning)
	};
}
function roundCost(cost) {
	const known = require_names.settle(cost);
	return known === null ? null : Number(known.toFixed(10));
}
// src/usage/prices/estimate-cost.ts
const BY_AVERAGE = ", by the average length of a call";
const MOST_MODELS$2 = 100;
async function estimateCost(shares, at, own) {
	return addPrices(await priceShares(shares, at, own));
}
async function priceShares(shares, at, own) {
	if (shares.length === 0) return [];
	const { findPrice } = await Promise.resolve().then(() => require("./find-price.js"));
	const known = new Map();
	const priced = [];
	for (const share of shares) {
		const { model } = share;
		if (!known.has(model) && known.size < MOST_MODELS$2) known.set(model, await findPrice(model, at, own));
		priced.push({
			share,
			price: priceShare(share, known.get(model))
		});
	}
	return priced;
}
function addPrices(priced) {
	if (priced.length === 0) return null;
	let cost = 0;
	let isAverage = false;
	const lists = new Set();
	for (const { price } of priced) {
		if (price === null) return null;
		cost += price.usd;
		isAverage ||= price.isAverage;
		lists.add(price.list);
	}
	return {
		cost: Number(cost.toFixed(10)),
		list: [...lists].join(" + ") + (isAverage ? BY_AVERAGE : ""),
		isAverage
	};
}
function priceShare({ input, cacheRead, cacheWrite, hourWrite, output, turns, calls, rate }, found) {
	if (found === void 0 || [
		input,
		cacheRead ?? 0,
		cacheWrite ?? 0,
		hourWrite ?? 0,
		output
	].some((count) => count === null || !Number.isSafeInteger(count))) return null;
	const several = calls ?? turns;
	const tokens = {
		input: input ?? 0,
		cacheRead: cacheRead ?? 0,
		cacheWrite: cacheWrite ?? 0,
		hourWrite: hourWrite ?? 0,
		output: output ?? 0,
		calls: several !== null && several > 0 ? several : 1,
		rate: rate ?? null
	};
	const cost = costOf(tokens, found.price);
	const isGuess = several === null && costOf({
		...tokens,
		calls: 1e3
	}, found.price)?.isAverage === true;
	return cost === null ? null : {
		...cost,
		isAverage: cost.isAverage || isGuess,
		list: found.list
	};
}
function sharesToPrice({ calls, models, figures, turns, config }) {
	const sum = require_names.sumFigures(calls ?? []);
	const isWhole = [
		"input",
		"cacheRead",
		"cacheWrite",
		"output"
	].every((key) => sum[key] === figures[key]);
	if (calls !== void 0 && isWhole) return calls;
	if (models.length > 0) return models;
	return config.model == null ? [] : [{
		...figures,
		model: config.model,
		turns,
		cost: null
	}];
}
// src/usage/estimate-told.ts
async function estimateTold(usage, at, prices) {
	const shares = usage.by_model ?? [];
	if (usage.cost !== null || shares.length === 0) return usage;
	const priced = await priceShares(shares.map((share) => ({
		model: share.model,
		input: share.input_tokens,
		cacheRead: share.cache_read_tokens,
		cacheWrite: share.cache_write_tokens,
		output: share.output_tokens,
		reasoning: share.reasoning_tokens,
		turns: shares.length === 1 ? usage.turns : null,
		cost: null
	})), at, prices);
	const estimate = addPrices(priced);
	if (estimate === null) return usage;
	return {
		...usage,
		cost: estimate.cost,
		cost_estimated: true,
		price_list: estimate.list,
		...estimate.isAverage ? { cost_average: true } : {},
		...listCalls(priced.map((one) => ({
			...one,
			source: usage.source ?? "unknown"
		})))
	};
}
// src/usage/usage-records.ts
const KEYS = [...[
	"input_tokens",
	"cache_read_tokens",
	"cache_write_tokens",
	"output_tokens",
	"reasoning_tokens",
	"turns"
], ...[
	"prompt_tokens",
	"completion_tokens",
	"total_tokens",
	"cost",
	"model",
	"models",
	"session_id"
]];
const HIGHEST_COST = 1e9;
const MOST_MODELS$1 = 20;
function pickUsage(value) {
	return new Map(KEYS.map((key) => [key, Object.getOwnPropertyDescriptor(value, key)?.value]));
}
function addUsageRecords(records, { source, isComplete }) {
	const figures = records.map(readFigures);
	const add = (key) => sum(figures.map((one) => one[key]));
	const isSplit = figures.every((one) => one.prompt === null || one.input !== null);
	const [prompt, completion, cost, turns] = [
		add("prompt"),
		add("completion"),
		add("cost"),
		add("turns")
	];
	const loneTotal = sum(figures.map((one) => (one.prompt ?? one.completion) === null ? one.total : null));
	const isTotalKnown = loneTotal !== null || prompt !== null && completion !== null;
	const reasoning = add("reasoning");
	const reasoningFits = (reasoning ?? 0) <= (completion ?? Number.POSITIVE_INFINITY);
	const usage = {
		prompt_tokens: prompt,
		completion_tokens: completion,
		total_tokens: isTotalKnown ? sum([
			prompt,
			completion,
			loneTotal
		]) : null,
		cost: cost === null ? null : Number(cost.toFixed(10)),
		input_tokens: isSplit ? add("input") : null,
		cache_read_tokens: isSplit ? add("cacheRead") : null,
		cache_write_tokens: isSplit ? add("cacheWrite") : null,
		output_tokens: completion,
		reasoning_tokens: reasoningFits ? reasoning : null,
		turns,
		models: readModels(records),
		session_id: records.map((record) => require_names.toName(record.get("session_id"))).findLast((id) => id !== null) ?? null,
		source,
		state: "measured"
	};
	const shares = shareOut(records, figures, usage);
	const numbers = Object.values(usage).filter((value) => typeof value === "number");
	if (numbers.length === 0 || numbers.some((value) => value > Number.MAX_SAFE_INTEGER)) return require_documents.UNKNOWN_USAGE;
	const isMeasured = isComplete && isTotalKnown && (loneTotal === null || (prompt ?? completion) === null) && reasoningFits && figures.every((one) => one.isSound);
	const whole = shares.length === 0 ? usage : {
		...usage,
		by_model: shares
	};
	return isMeasured ? whole : {
		...whole,
		state: "partial"
	};
}
function shareOut(records, figures, { models, ...all }) {
	const [only] = models;
	if (models.length === 1 && only !== void 0) return all.input_tokens === null || all.output_tokens === null ? [] : [{
		model: only,
		...classesOf(all)
	}];
	const shares = new Map();
	for (const [index, record] of records.entries()) {
		const one = figures[index];
		if (one === void 0 || (one.prompt ?? one.completion ?? one.total) === null) continue;
		const [model, ...others] = readModels([record]);
		if (model === void 0 || others.length > 0 || one.input === null || one.completion === null) return [];
		const share = shares.get(model);
		shares.set(model, {
			model,
			input_tokens: sum([one.input, share?.input_tokens ?? null]),
			cache_read_tokens: sum([one.cacheRead, share?.cache_read_tokens ?? null]),
			cache_write_tokens: sum([one.cacheWrite, share?.cache_write_tokens ?? null]),
			output_tokens: sum([one.completion, share?.output_tokens ?? null]),
			reasoning_tokens: sum([one.reasoning, share?.reasoning_tokens ?? null]),
			cost: sum([one.cost, share?.cost ?? null])
		});
	}
	return [...shares.values()];
}
function classesOf(usage) {
	const { input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost } = usage;
	return {
		input_tokens,
		cache_read_tokens,
		cache_write_tokens,
		output_tokens,
		reasoning_tokens,
		cost
	};
}
function readFigures(record) {
	let isSound = true;
	const read = (key, highest = Number.MAX_SAFE_INTEGER) => {
		const value = record.get(key) ?? null;
		if (value === null) return null;
		if (typeof value === "number" && value >= 0 && value <= highest && (key === "cost" || Number.isInteger(value))) return value;
		isSound = false;
		return null;
	};
	const [input, cacheRead, cacheWrite] = [
		read("input_tokens"),
		read("cache_read_tokens"),
		read("cache_write_tokens")
	];
	const given = {
		prompt: read("prompt_tokens"),
		completion: read("completion_tokens"),
		total: read("total_tokens")
	};
	const [output, reasoning, turns, cost] = [
		read("output_tokens"),
		read("reasoning_tokens"),
		read("turns"),
		read("cost", HIGHEST_COST)
	];
	const knownPrompt = input === null ? given.prompt : sum([
		input,
		cacheRead,
		cacheWrite
	]);
	const knownCompletion = output ?? given.completion;
	const prompt = knownPrompt ?? subtract(given.total, knownCompletion);
	const completion = knownCompletion ?? subtract(given.total, knownPrompt);
	const total = prompt !== null && completion !== null ? prompt + completion : given.total;
	const agrees = (a, b) => a === null || a === b;
	return {
		input,
		cacheRead,
		cacheWrite,
		prompt,
		completion,
		total,
		reasoning,
		turns,
		cost,
		isSound: isSound && agrees(given.prompt, prompt) && agrees(given.completion, completion) && agrees(given.total, total) && !(total !== null && prompt === null !== (completion === null))
	};
}
function subtract(total, part) {
	return total === null || part === null || part > total ? null : total - part;
}
function sum(terms) {
	return terms.reduce((a, b) => a === null ? b : a + (b ?? 0), null);
}
function readModels(records) {
	const names = new Set();
	for (const record of records) {
		const models = record.get("models");
		for (const value of [record.get("model"), ...Array.isArray(models) ? models : [models]]) {
			const name = require_names.toName(value);
			if (name !== null && names.size < MOST_MODELS$1) names.add(name);
		}
	}
	return [...names];
}
// src/usage/usage-file.ts
const SOURCE = "LAFORGE_USAGE_FILE";
const MAX_BYTES = 0xa00000;
const MAX_LINES = 1e5;
async function readUsageFile(path) {
	const content = await readStart$1(path);
	return content === void 0 ? require_documents.UNKNOWN_USAGE : parseUsage(content.text, content.isWhole);
}
function parseUsage(text, isWhole = true) {
	const single = isWhole ? parseRecord(text) : void 0;
	if (single !== void 0) return addUsageRecords([single], {
		source: SOURCE,
		isComplete: true
	});
	const lines = text.split("\n", 100001);
	const records = lines.slice(0, MAX_LINES).map((line) => line.trim() === "" ? null : parseRecord(line));
	const isComplete = isWhole && lines.length <= MAX_LINES && !records.includes(void 0);
	return addUsageRecords(records.filter((record) => record !== void 0 && record !== null), {
		source: SOURCE,
		isComplete
	});
}
function parseRecord(text) {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null && !Array.isArray(value) ? pickUsage(value) : void 0;
	} catch {
		return;
	}
}
async function readStart$1(path) {
	try {
		const file = await (0, node_fs_promises.open)(path, node_fs.constants.O_RDONLY | node_fs.constants.O_NOFOLLOW | node_fs.constants.O_NONBLOCK);
		try {
			const stat = await file.stat();
			if (!stat.isFile()) return void 0;
			const buffer = Buffer.alloc(Math.min(stat.size, MAX_BYTES));
			let length = 0;
			for (let read = -1; read !== 0 && length < buffer.length; length += read) read = (await file.read(buffer, length)).bytesRead;
			return {
				text: buffer.toString("utf8", 0, length),
				isWhole: stat.size <= MAX_BYTES
			};
		} finally {
			await file.close();
		}
	} catch {
		return;
	}
}
// src/usage/command-words.ts
const MOST_TEXT = 65536;
const MOST_SCRIPTS = 20;
const MOST_COMMANDS = 5e3;
const SHELLS = new Set([
	"sh",
	"bash",
	"dash",
	"zsh",
	"ksh",
	"fish"
]);
const WRAPPERS = readTable(`
  env -u --unset -C --chdir
  timeout -k --kill-after -s --signal
  gtimeout -k --kill-after -s --signal
  sudo -u -g -h -p -C -D -R -T -U --user --group --host --chdir
  doas -u -C
  xargs -I -n -P -L -d -a -E -s --max-args --max-procs
  npx -p --package
  bunx -p --package
  pnpx --package
  uvx --from --with -p
  nice -n --adjustment
  exec -a
  time -f -o
  stdbuf -i -o -e
  ionice -c -n -p
  caffeinate -t -w
  strace -o -e -p
  node -r --require
  nohup|command|builtin|eval|script|unbuffer|setsid|chronic|bun|deno|python|python3
  then|do|else|if|elif|while|until|!|{`);
const RUNNERS = readTable(`
  npm exec x
  pnpm exec dlx
  yarn exec dlx
  bun x
  uv|poetry|pipenv|volta|op|doppler run
  mise exec x
  asdf exec`);
const RUNNER_OPTIONS = [
	"-p",
	"--package",
	"--with"
];
const PACKAGE_MANAGERS = new Set([
	"npm",
	"pnpm",
	"yarn",
	"bun"
]);
const TEXT_READERS = new Set([
	"eval",
	"script",
	"watch",
	"su",
	"env",
	"npx"
]);
const LOOPS = new Set([
	"for",
	"while",
	"until",
	"xargs",
	"parallel",
	"function",
	"watch",
	"seq"
]);
const GOES = new Set(["cd", "pushd"]);
const SETTERS = new Set([
	"export",
	"env",
	"declare",
	"readonly",
	"local"
]);
const HERE_DOCUMENT = /^(?!.*\b(?:ba|da|z|k)?sh\b[^|;]*<<)(.*<<-?\s*(['"]?)(\w+)\2.*)\n(?:.*\n)*?\s*\3$/gm;
async function readCommand(command, cwd, env = {}) {
	const commands = [];
	const settings = Object.create(null);
	let scripts = 0;
	let hasLoops = false;
	let isMoving = false;
	const readText = async (text) => {
		const script = text.slice(0, MOST_TEXT).replace(HERE_DOCUMENT, "$1");
		hasLoops ||= /\(\)\s*\{/.test(script);
		for (const line of splitCommands(script)) await readProgram(line);
	};
	const readProgram = async (line) => {
		if (commands.length > MOST_COMMANDS) return;
		const isSetting = (word) => /^[A-Za-z_]\w*=/.test(word);
		const start = line.findIndex((word) => !isSetting(word));
		const [first, ...args] = start === -1 ? [] : line.slice(start);
		const set = start === -1 ? line : line.slice(0, start);
		for (const word of set) takeSetting(word);
		if (first === void 0) return;
		const name = (0, node_path.basename)(first);
		hasLoops ||= LOOPS.has(name);
		isMoving ||= GOES.has(name);
		if (SETTERS.has(name)) for (const word of args.filter(isSetting)) takeSetting(word);
		commands.push({
			names: namesOf(first),
			args
		});
		if (SHELLS.has(name)) return readShell(args);
		if (TEXT_READERS.has(name)) for (const inner of args.filter((arg) => arg.includes(" "))) await readText(inner);
		const runs = RUNNERS.get(name) ?? [];
		const at = args.findIndex((arg) => runs.includes(arg));
		if (at !== -1 && args.slice(0, at).every((arg) => arg.startsWith("-"))) return readProgram(withoutOptions(args.slice(at + 1), RUNNER_OPTIONS));
		const withValue = WRAPPERS.get(name);
		if (withValue !== void 0 && !(PACKAGE_MANAGERS.has(name) && args[0] === "run")) {
			isMoving ||= args.includes("-C") || args.includes("--chdir");
			return readProgram(withoutOptions(args, withValue));
		}
		if (PACKAGE_MANAGERS.has(name)) return readPackageScript(withoutOptions(args, []));
		if (name === "make") return readScript((0, node_path.join)(cwd, "Makefile"));
		if (first.includes("/")) return readScript((0, node_path.resolve)(cwd, first));
	};
	const takeSetting = (word) => {
		const at = word.indexOf("=");
		const value = expand(word.slice(at + 1), {
			...env,
			...settings
		});
		if (value !== void 0) settings[word.slice(0, at)] = value;
	};
	const readShell = async (args) => {
		const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
		if (flag !== -1) return readText(args.slice(flag + 1).find((arg) => !/^-/.test(arg)) ?? "");
		const script = args.find((arg) => !arg.startsWith("-"));
		if (script !== void 0) await readScript((0, node_path.resolve)(cwd, script));
	};
	const readPackageScript = async ([first, ...rest]) => {
		const name = first === "run" || first === "run-script" ? rest[0] : first;
		const text = await readStart((0, node_path.join)(cwd, "package.json"));
		const script = require_names.asObject(require_names.parseObject(text ?? "")?.scripts)?.[name ?? ""];
		if (typeof script === "string" && ++scripts <= MOST_SCRIPTS) await readText(script);
	};
	const readScript = async (path) => {
		if (++scripts > MOST_SCRIPTS) return;
		const text = await readStart(path);
		if (text === void 0 || text.includes("\0") || /^#!(?!.*sh\b)/.test(text)) return;
		await readText(text);
	};
	if (typeof command === "string") await readText(command);
	else await readProgram(command);
	return {
		commands,
		hasLoops,
		isMoving,
		settings
	};
}
function readTable(text) {
	const lines = text.trim().split("\n");
	return new Map(lines.flatMap((line) => {
		const [names = "", ...words] = line.trim().split(" ");
		return names.split("|").map((name) => [name, words]);
	}));
}
function expand(word, env) {
	let isKnown = true;
	const value = word.replace(/^~(?=\/|$)/, "$HOME").replace(/\$(?:\{(\w+)\}|(\w+))/g, (_all, inBraces, bare) => {
		const known = env[inBraces ?? bare ?? ""];
		isKnown &&= known !== void 0;
		return known ?? "";
	});
	return isKnown && !/[$`]/.test(value) ? value : void 0;
}
function namesOf(word) {
	const [, scoped] = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(word) ?? [];
	return [/^@[^/]+\/[^/]+$/.test(word) ? word : (0, node_path.basename)(word), ...scoped === void 0 ? [] : [scoped]];
}
function withoutOptions(args, withValue) {
	const isValue = (i) => withValue.includes(args[i - 1] ?? "-");
	const isBefore = (arg, i) => isValue(i) || /^(-.*|\d+(\.\d+)?[smhd]?|\w+=.*)$/s.test(arg);
	const start = args.findIndex((arg, i) => !isBefore(arg, i));
	return start === -1 ? [] : args.slice(start);
}
function splitCommands(text) {
	const commands = [[]];
	const token = /\\\n|#[^\n]*|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\([\s\S])|([;&|()\n`]+|\$\()|([<>]+&?)|(\s+)|([^\s'"\\;&|()<>`#$]+|[\s\S])/gy;
	const inner = [];
	let word;
	const endWord = () => {
		if (word !== void 0) commands.at(-1)?.push(word);
		word = void 0;
	};
	for (const match of text.matchAll(token)) {
		const [all, single, double, escaped, separator, redirect, space, plain] = match;
		if (all.startsWith("#") && word === void 0) continue;
		if (all === "\\\n") continue;
		if (double !== void 0) inner.push(...[...double.matchAll(/\$\(([^()]+)\)/g)].map(([, command = ""]) => command));
		if (separator !== void 0) {
			if (word !== void 0 && /[$`]/.test(separator)) word += "$";
			endWord();
			commands.push([]);
		} else if (space !== void 0 || redirect !== void 0) endWord();
		else word = (word ?? "") + (single ?? double ?? escaped ?? plain ?? all);
	}
	endWord();
	return [...commands, ...inner.flatMap(splitCommands)].filter((words) => words.length > 0);
}
async function readStart(path) {
	try {
		const info = await (0, node_fs_promises.stat)(path);
		if (!info.isFile() || info.size > MOST_TEXT) return void 0;
		return await (0, node_fs_promises.readFile)(path, "utf8");
	} catch {
		return;
	}
}
// src/usage/laforge-lines.ts
const TEXT_LINE = "TOKEN_USAGE:";
const MOST_LINES = 1e5;
const TOKEN_LINES = {
	types: [],
	prefixes: ["{\"token_usage\"", TEXT_LINE]
};
function collectTokenLines() {
	const records = [];
	let isComplete = true;
	const take = (value) => {
		if (records.length < MOST_LINES) records.push(pickUsage(value));
		else isComplete = false;
	};
	return {
		record: (record) => {
			const usage = require_names.asObject(record.token_usage);
			if (usage !== void 0) take(usage);
		},
		line: (text) => {
			if (!text.startsWith(TEXT_LINE)) return;
			const pairs = [...text.slice(12).matchAll(/([a-z_]+)=([^\s,;]+)/g)];
			if (pairs.length > 0) take(Object.fromEntries(pairs.map(([, key = "", value = ""]) => [key, toValue(value)])));
		},
		usage: () => addUsageRecords(records, {
			source: "token usage lines",
			isComplete
		})
	};
}
function toValue(text) {
	return /^-?\d/.test(text) ? Number(text) : text;
}
// src/usage/line-scanner.ts
const LONGEST_LINE = 8388608;
const MOST_TRIES = 100;
const MOST_MISREAD = 1e3;
const LONGEST_DRESS = 256;
const DRESS = "(?:ï»¿|\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[=>78]|\\r)";
const DRESS_BEFORE = new RegExp(`^${DRESS}+`);
const ONLY_DRESS = new RegExp(`^(?:${DRESS}|\\s)*$`);
const DRESS_STARTS = "ï\x1B\r";
function createLineScanner(wants, taker, withDocuments = true) {
	const filter = createFilter(wants);
	let held = "";
	let heldPart = "whole";
	let document;
	let misread = 0;
	function hold(part) {
		held += part;
		if (held.length <= LONGEST_LINE) return;
		if (heldPart === "whole") heldPart = held.startsWith("[") ? "tail" : "nothing";
		held = heldPart === "tail" ? held.slice(-1048576) : "";
	}
	function takeHeld() {
		const [line, part] = [held, heldPart];
		[held, heldPart] = ["", "whole"];
		if (part === "whole") takeLine(line);
		if (part === "tail") takeLastElement(line, taker);
	}
	function takeLine(line) {
		if (document === void 0) takeFirstLine(line);
		else takeDocumentLine(document, line);
	}
	function takeFirstLine(line) {
		const text = DRESS_STARTS.includes(line[0] ?? "\n") ? line.replace(DRESS_BEFORE, "") : line;
		const opener = text.length <= 2 ? text.trimEnd() : "";
		if (withDocuments && misread <= MOST_MISREAD && (opener === "{" || opener === "[")) {
			document = {
				closer: opener === "{" ? "}" : "]",
				text
			};
			return;
		}
		const kind = filter.kindOf(text);
		if (kind === "text") taker.line(decode(text).trimEnd());
		if (kind === "json") takeJson(text, taker);
	}
	function takeDocumentLine(open, line) {
		open.text += `\n${line}`;
		const isEnd = line.startsWith(open.closer) && isOnlyDress(line.slice(1));
		if (!isEnd && open.text.length <= LONGEST_LINE) return;
		document = void 0;
		if (isEnd && takeJson(open.text, taker)) return;
		misread += 1;
		rescan(open.text);
	}
	function rescan(text) {
		const lines = createLineScanner(wants, taker, false);
		lines.push(Buffer.from(text, "latin1"));
		lines.end();
	}
	return {
		push(chunk) {
			const text = chunk.toString("latin1");
			let at = 0;
			for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", at)) {
				if (held !== "" || heldPart !== "whole" || end - at > LONGEST_LINE) {
					hold(text.slice(at, end));
					takeHeld();
				} else if (document !== void 0 || filter.canBegin(text.charCodeAt(at))) takeLine(text.slice(at, end));
				at = end + 1;
			}
			if (at < text.length) hold(text.slice(at));
		},
		end() {
			takeHeld();
			const rest = document?.text;
			document = void 0;
			if (rest !== void 0) rescan(rest);
		}
	};
}
function createFilter(wants) {
	const types = new Map();
	for (const [type = "", subtype] of wants.flatMap((want) => want.types).map((one) => one.split("/"))) {
		const known = types.get(type);
		const isAny = subtype === void 0 || known?.length === 0;
		types.set(type, isAny ? [] : [...known ?? [], jsonPattern(`"subtype":"${subtype}"`)]);
	}
	const prefixes = wants.flatMap((want) => want.prefixes ?? []);
	const marks = wants.flatMap((want) => want.marks ?? []).map((mark) => jsonPattern(mark).source);
	const hasMark = new RegExp(marks.join("|") || "(?!)");
	const anyType = new RegExp(`"type"\\s*:\\s*"(${[...types.keys()].map(escapeRegExp).join("|") || "(?!)"})"`, "g");
	const starts = new Set(Buffer.from([
		"{[",
		DRESS_STARTS,
		...prefixes.map((prefix) => prefix[0])
	].join(""), "latin1"));
	const isTyped = (type, line) => {
		const subtypes = types.get(type);
		return subtypes !== void 0 && (subtypes.length === 0 || subtypes.some((subtype) => subtype.test(line)));
	};
	return {
		canBegin: (code) => starts.has(code),
		kindOf: (line) => {
			const prefix = prefixes.find((one) => line.startsWith(one));
			if (prefix !== void 0) return prefix.startsWith("{") ? "json" : "text";
			if (line.startsWith("[{")) return "json";
			if (!line.startsWith("{")) return void 0;
			const [, first] = /^\{"type":"([^"]*)"/.exec(line) ?? [];
			if (first !== void 0) return isTyped(first, line) ? "json" : void 0;
			for (const [, type = ""] of line.matchAll(anyType)) if (isTyped(type, line)) return "json";
			return hasMark.test(line) ? "json" : void 0;
		}
	};
}
function jsonPattern(json) {
	return new RegExp(escapeRegExp(json).replaceAll("\":", "\"\\s*:\\s*"));
}
function escapeRegExp(text) {
	return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
function decode(text) {
	return Buffer.from(text, "latin1").toString("utf8");
}
function isOnlyDress(rest) {
	return rest.length <= LONGEST_DRESS && ONLY_DRESS.test(rest);
}
function takeJson(text, taker) {
	const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]")) + 1;
	if (!isOnlyDress(text.slice(end))) return false;
	try {
		const value = JSON.parse(decode(text.slice(0, end)));
		for (const item of Array.isArray(value) ? value : [value]) {
			const record = require_names.asObject(item);
			if (record !== void 0) taker.record(record);
		}
		return true;
	} catch {
		return false;
	}
}
function takeLastElement(text, taker) {
	const end = text.trimEnd().length;
	if (!text.startsWith("}]", end - 2)) return;
	let at = end;
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		at = text.lastIndexOf(",{\"", at - 1);
		if (at <= 0) return;
		try {
			const record = require_names.asObject(JSON.parse(decode(text.slice(at + 1, end - 1))));
			if (record !== void 0) taker.record(record);
			return;
		} catch {}
	}
}
// src/usage/shown-twice.ts
const MOST_KEPT = 1e4;
const LONG = 300;
const IDS = [
	"session_id",
	"sessionId",
	"uuid"
];
function tellShownTwice() {
	const counts = new Map();
	return (shown, stream) => {
		const { key, isSame } = keyOf(shown);
		const known = counts.get(key);
		if (key === "" || known === void 0 && counts.size >= MOST_KEPT) return false;
		if (known !== void 0 && isSame) return true;
		const count = known ?? {
			stdout: 0,
			stderr: 0
		};
		counts.set(key, count);
		count[stream] += 1;
		return count[stream] <= count[stream === "stdout" ? "stderr" : "stdout"];
	};
}
function keyOf(shown) {
	try {
		const text = JSON.stringify(shown, (_key, value) => {
			const object = require_names.asObject(value);
			return object === void 0 ? value : Object.fromEntries(Object.entries(object).sort(([a], [b]) => a < b ? -1 : 1));
		});
		return {
			key: (0, node_crypto.createHash)("sha1").update(text).digest("base64"),
			isSame: text.length >= LONG || IDS.some((id) => require_names.asObject(shown)?.[id] !== void 0)
		};
	} catch {
		return {
			key: "",
			isSame: false
		};
	}
}
// src/usage/spent-at-least.ts
async function spentAtLeast(all, at, prices) {
	let [costUsd, tokens] = [null, null];
	for (const findings of all) {
		const { cost, figures } = findings;
		const shares = sharesToPrice(findings).map(withoutGaps);
		const stated = isUsable(cost) ? cost : (await estimateCost(shares, at, prices))?.cost ?? null;
		costUsd = require_names.addCounts(costUsd, stated);
		tokens = require_names.addCounts(tokens, sumOf(figures));
	}
	return {
		costUsd,
		tokens
	};
}
function sumOf({ input, cacheRead, cacheWrite, output }) {
	const counts = [
		input,
		cacheRead,
		cacheWrite,
		output
	].filter(isUsable);
	return counts.length === 0 ? null : counts.reduce((a, b) => a + b, 0);
}
function withoutGaps(share) {
	const known = (count) => isUsable(count) ? count : 0;
	const { input, cacheRead, cacheWrite, output } = share;
	return {
		...share,
		input: known(input),
		cacheRead: known(cacheRead),
		cacheWrite: known(cacheWrite),
		output: known(output)
	};
}
function isUsable(figure) {
	return figure !== null && Number.isFinite(figure);
}
// src/usage/telemetry/second-witness.ts
function withTestimony(records, told) {
	if (told.calls.length === 0) return records;
	const account = accountOf(told, records);
	if (records === null || records.state === "unknown") return account;
	const difference = compare(account.figures, records.figures);
	const areBothWhole = records.state === "measured" && account.state === "measured";
	if (difference === "same") return areBothWhole || account.state !== "measured" ? records : confirm(records);
	const disagreement = areBothWhole ? { disagreement: describe(records, account) } : {};
	return {
		...difference === "more" ? account : records,
		...disagreement
	};
}
function accountOf({ calls, hasLost, isOverfull, exitCode }, records) {
	const isEnded = exitCode === 0 && isCompleted(records);
	const reason = isOverfull ? "it told more by telemetry than is kept" : !isEnded ? "it did not come to its end, and its last call may not be in its telemetry" : hasLost ? "a call failed without an answer, and what it used is not known" : null;
	const findings = require_names.findCalls(calls.map(({ share }) => share), {
		sessionId: records?.sessionId ?? calls.find(({ session }) => session !== null)?.session ?? null,
		source: "telemetry",
		reason,
		verdict: records?.verdict ?? null,
		...records === null ? {} : { config: records.config }
	});
	return {
		...findings,
		turns: records?.turns ?? (calls.some(isUntold) ? null : findings.turns)
	};
}
function isCompleted(records) {
	return records === null || records.verdict === null || records.verdict.kind === "completed";
}
function isUntold({ share }) {
	return share.turns === null;
}
function confirm(records) {
	return {
		...records,
		state: "measured",
		reason: null,
		source: `${records.source}, confirmed by telemetry`
	};
}
function compare(one, other) {
	const signs = [
		"input",
		"cacheRead",
		"cacheWrite",
		"output"
	].map((key) => Math.sign((one[key] ?? 0) - (other[key] ?? 0)));
	if (signs.every((sign) => sign === 0)) return "same";
	if (signs.every((sign) => sign >= 0)) return "more";
	return signs.every((sign) => sign <= 0) ? "less" : "mixed";
}
function describe(records, account) {
	const [byRecords, byTelemetry] = [records, account].map(({ figures }) => totalOf(figures));
	return `${records.source} has ${byRecords} tokens, telemetry ${byTelemetry}`;
}
function totalOf({ input, cacheRead, cacheWrite, output }) {
	return require_names.addCounts(input, cacheRead, cacheWrite, output) ?? 0;
}
// src/usage/token-usage.ts
const MOST_MODELS = 20;
const UNTOLD = "its records do not tell every kind of token";
const UNUSABLE = "a figure in its records cannot be used";
async function toTokenUsage(found, at, prices) {
	if (found.length === 0) return require_documents.UNKNOWN_USAGE;
	const all = mergeFindings(found.map(({ agent, findings }) => nameSource(agent, findings, found.length > 1)));
	const { figures } = all;
	const prompt = figures.input === null ? null : require_names.addCounts(figures.input, figures.cacheRead, figures.cacheWrite);
	const isUsable = require_names.isSound(figures) && all.models.every(require_names.isSound) && !((figures.reasoning ?? 0) > (figures.output ?? 1e400));
	const isKnown = require_names.hasFigures(figures) && all.state !== "unknown";
	const isWhole = [
		figures.input,
		figures.cacheRead,
		figures.cacheWrite,
		figures.output
	].every((count) => count !== null);
	const state = !isKnown ? "unknown" : isUsable && isWhole ? all.state : "partial";
	const reason = all.reason ?? (isUsable ? isWhole ? null : UNTOLD : UNUSABLE);
	const shares = require_names.addByModel(all.models).slice(0, MOST_MODELS);
	const cost = isKnown ? await settleCost(found, at, prices) : { cost: null };
	const names = shares.map(({ model }) => require_names.toName(model)).filter((name) => name !== null);
	return {
		prompt_tokens: require_names.settle(prompt),
		completion_tokens: require_names.settle(figures.output),
		total_tokens: prompt === null || figures.output === null ? null : require_names.settle(prompt + figures.output),
		...cost,
		input_tokens: require_names.settle(figures.input),
		cache_read_tokens: require_names.settle(figures.cacheRead),
		cache_write_tokens: require_names.settle(figures.cacheWrite),
		output_tokens: require_names.settle(figures.output),
		reasoning_tokens: require_names.settle(figures.reasoning),
		turns: require_names.settle(all.turns),
		models: names.length > 0 ? names : [require_names.toName(all.config.model)].filter((name) => name !== null),
		session_id: require_names.toName(all.sessionId),
		source: all.source,
		state,
		...state === "measured" || reason === null ? {} : { reason },
		...disagreementOf(found),
		agents: found.map(({ agent }) => agent),
		...shares.length === 0 ? {} : { by_model: shares.map(toModelUsage) },
		...verdictOf(found)
	};
}
function nameSource(agent, findings, isOneOfSeveral) {
	const { source, reason } = findings;
	return {
		...findings,
		source: `${agent}: ${source}`,
		reason: reason !== null && isOneOfSeveral ? `${agent}: ${reason}` : reason
	};
}
function disagreementOf(found) {
	const clauses = found.flatMap(({ agent, findings: { disagreement } }) => disagreement === void 0 ? [] : [`${agent}: ${disagreement}`]);
	return clauses.length === 0 ? {} : { disagreement: clauses.join("; ") };
}
async function settleCost(found, at, prices) {
	let sum = 0;
	let isAverage = false;
	const lists = new Set();
	const told = [];
	for (const { agent, findings } of found) {
		const shares = require_names.hasFigures(findings.figures) ? sharesToPrice(findings) : [];
		const isStated = findings.cost !== null;
		const priced = isStated ? shares.map((share) => ({
			share,
			price: null
		})) : await priceShares(shares, at, prices);
		told.push(...priced.map((one) => ({
			...one,
			source: `${agent}: ${findings.source}`
		})));
		if (isStated) sum = sum === null ? null : sum + findings.cost;
		else if (require_names.hasFigures(findings.figures)) {
			const estimate = addPrices(priced);
			sum = sum === null || estimate === null ? null : sum + estimate.cost;
			isAverage ||= estimate?.isAverage === true;
			if (estimate !== null) lists.add(estimate.list);
		}
	}
	const listed = listCalls(told);
	const cost = roundCost(sum);
	if (cost === null) return {
		cost,
		...listed
	};
	if (lists.size === 0) return {
		cost,
		cost_estimated: false,
		...listed
	};
	const average = isAverage ? { cost_average: true } : {};
	return {
		cost,
		cost_estimated: true,
		price_list: [...lists].join(" + "),
		...average,
		...listed
	};
}
function verdictOf(found) {
	const verdicts = found.map(({ findings }) => findings.verdict).filter((verdict) => verdict !== null);
	const verdict = verdicts.find(({ kind }) => kind === "completed") ?? verdicts.at(-1);
	return verdict === void 0 ? {} : { verdict: {
		kind: verdict.kind,
		text: require_names.toName(verdict.text)
	} };
}
function toModelUsage(share) {
	return {
		model: nameOf(share.model),
		...toFigures(share),
		cost: roundCost(share.cost)
	};
}
// src/usage/watch-agents.ts
const FOLDER_VARIABLE = /(?:^|_)(?:HOME|DIR)$/;
const YOUNG_MS = 15e3;
const NOTHING$1 = {
	usage: require_documents.UNKNOWN_USAGE,
	config: {}
};
async function watchAgents(readers, place, { isChosen, withLines }) {
	const { commands, hasLoops, isMoving, settings } = await readCommand(place.command, place.cwd, place.env);
	const { home = place.home, env } = resolveFolders({
		...place.env,
		...settings
	}, place.cwd, settings.HOME);
	const isAnyNamed = readers.some((reader) => startsOf(reader.command, commands).length > 0);
	const begun = readers.map(async (reader) => {
		const starts = startsOf(reader.command, commands);
		const session = await attempt(() => reader.begin({
			home,
			cwd: place.cwd,
			env,
			starts,
			before: place.before
		}));
		const expectation = {
			isExpected: isChosen || starts.length > 0,
			isOtherExpected: starts.length === 0 && isAnyNamed,
			isMoving: isChosen || isMoving || namesFolder(starts),
			starts: hasLoops || starts.length === 0 ? Number.POSITIVE_INFINITY : starts.length
		};
		return session === void 0 ? [] : [{
			reader,
			session,
			expectation
		}];
	});
	const watchers = (await Promise.all(begun)).flat();
	const agents = watchers.filter(({ expectation }) => expectation.isExpected).map(({ reader }) => reader.name);
	const at = {
		agents,
		command: place.command,
		env,
		home,
		cwd: place.cwd
	};
	const witness = agents.length === 0 ? null : await attempt(async () => await place.callWitness?.(at)) ?? null;
	const prices = place.prices ?? {};
	const lines = collectTokenLines();
	const wants = [...readers.map((reader) => reader.wants), ...withLines ? [TOKEN_LINES] : []];
	const isShownTwice = tellShownTwice();
	const scan = (stream) => createLineScanner(stream === "stdout" ? wants : wants.map(withErrorPrefixes), {
		record: (record) => {
			if (isShownTwice(record, stream)) return;
			for (const { session } of watchers) tryTo(() => session.record(record, stream));
			lines.record(record);
		},
		line: (text) => {
			if (isShownTwice(text, stream)) return;
			for (const { session } of watchers) tryTo(() => session.line(text, stream));
			lines.line(text);
		}
	});
	const scanners = {
		stdout: scan("stdout"),
		stderr: scan("stderr")
	};
	const readLines = async (endTime) => withLines ? await estimateTold(lines.usage(), new Date(endTime), prices) : require_documents.UNKNOWN_USAGE;
	return {
		...witness === null ? {} : {
			variables: witness.variables,
			news: witness.news
		},
		observe: (chunk, stream) => tryTo(() => scanners[stream].push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
		read: async (run) => {
			for (const scanner of Object.values(scanners)) tryTo(() => scanner.end());
			await witness?.close();
			const report = await attempt(() => readAll(watchers, witness, run, prices)) ?? NOTHING$1;
			if (report.usage.state !== "unknown") return report;
			const told = await readLines(run.endTime);
			return told.state === "unknown" ? report : {
				...report,
				usage: told
			};
		},
		soFar: async (run) => {
			const found = (await findAll(watchers, witness, {
				...run,
				exitCode: null
			}, true)).filter(isKnown);
			if (found.length === 0) return require_budget.usageToSpent(await readLines(run.endTime));
			return spentAtLeast(found.map(({ findings }) => findings), new Date(run.endTime), prices);
		}
	};
}
async function findAll(watchers, witness, run, isRunning) {
	const isYoung = isRunning && run.endTime - run.startTime < YOUNG_MS;
	const found = [];
	for (const { reader, session, expectation } of watchers) {
		const records = await attempt(() => session.finish({
			...endOf(run),
			...expectation,
			isRunning,
			isYoung
		}));
		const told = witness?.testimony(reader.name);
		const findings = told === void 0 ? records : withTestimony(records ?? null, {
			...told,
			exitCode: run.exitCode
		});
		if (findings != null) found.push({
			agent: reader.name,
			findings
		});
	}
	const id = ({ findings }) => findings.sessionId;
	return found.filter((one, i) => id(one) === null || !found.slice(i + 1).some((other) => id(other) === id(one)));
}
async function readAll(watchers, witness, run, prices) {
	const found = await findAll(watchers, witness, run, false);
	const known = found.filter(isKnown);
	const counted = known.length > 0 ? known : found;
	if (counted.length === 0) return NOTHING$1;
	const [only] = counted;
	const { config } = mergeFindings(counted.map(({ findings }) => findings));
	const name = counted.length === 1 && only !== void 0 ? only.agent : null;
	return {
		usage: await toTokenUsage(counted, new Date(run.endTime), prices),
		config: name === null ? config : {
			name,
			...config
		}
	};
}
function isKnown({ findings }) {
	return findings.state !== "unknown";
}
function endOf({ logFile, exitCode, startTime, endTime }) {
	const readLog = (wants, show) => readRecords(logFile, 0, wants, show);
	return {
		exitCode,
		startTime,
		endTime,
		readLog
	};
}
function withErrorPrefixes(want) {
	return {
		...want,
		prefixes: [...want.prefixes ?? [], ...want.errorPrefixes ?? []]
	};
}
function resolveFolders(env, cwd, home) {
	const folders = Object.entries(env).map(([name, value]) => {
		return [name, value && FOLDER_VARIABLE.test(name) ? (0, node_path.resolve)(cwd, value) : value];
	});
	return {
		env: Object.fromEntries(folders),
		...home ? { home: (0, node_path.resolve)(cwd, home) } : {}
	};
}
async function attempt(effect) {
	try {
		return await effect();
	} catch {
		return;
	}
}
function tryTo(effect) {
	try {
		effect();
	} catch {}
}
// src/usage/registry.ts
const NOTHING = {
	usage: require_documents.UNKNOWN_USAGE,
	config: {}
};
const NOTHING_SPENT = require_budget.usageToSpent(require_documents.UNKNOWN_USAGE);
const READERS = [
	{
		name: "auto",
		reads: true,
		begin: async (place) => withUsageFile(place, await watchAgents(AGENTS, place, {
			isChosen: false,
			withLines: true
		}))
	},
	{
		name: "none",
		reads: false,
		begin: async () => ({
			observe: () => {},
			read: async () => NOTHING,
			soFar: async () => NOTHING_SPENT
		})
	},
	{
		name: "usage-file",
		reads: true,
		begin: async (place) => withUsageFile(place, await watchAgents([], place, {
			isChosen: false,
			withLines: false
		}))
	},
	{
		name: "laforge-lines",
		reads: true,
		begin: async (place) => withUsageFile(place, await watchAgents([], place, {
			isChosen: false,
			withLines: true
		}))
	},
	...AGENTS.map((reader) => ({
		name: reader.name,
		reads: true,
		begin: async (place) => withUsageFile(place, await watchAgents([reader], place, {
			isChosen: true,
			withLines: false
		}))
	}))
];
function chooseUsageReader(agent, what) {
	const chosen = READERS.find((reader) => reader.name === agent);
	if (chosen === void 0) {
		const names = READERS.map((reader) => reader.name).join(", ");
		throw new require_errors.InputError("bad-input", `${what} is ${require_identity.quote(agent)}. Use one of: ${names}.`);
	}
	return chosen;
}
function withUsageFile({ prices = {} }, watch) {
	return {
		...watch,
		read: async (run) => {
			const written = await readWritten(run, prices);
			const { usage, config } = await watch.read(run);
			if (written.state === "unknown") return {
				usage,
				config
			};
			return {
				usage: usage.verdict == null ? written : {
					...written,
					verdict: usage.verdict
				},
				config
			};
		},
		soFar: async (run) => {
			const written = await readWritten(run, prices);
			return written.state === "unknown" ? await watch.soFar(run) : require_budget.usageToSpent(written);
		}
	};
}
async function readWritten({ usageFile, endTime }, prices) {
	return await estimateTold(await readUsageFile(usageFile), new Date(endTime), prices);
}
// src/render/terminal/end-line.ts
function endLine(step) {
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	const check = step.check?.exit_code === 0 ? "check passed" : "";
	const facts = [
		require_figures.formatChanges(step.changes),
		check,
		require_figures.formatUsage(step.tokenUsage)
	].filter((fact) => fact !== "");
	const took = step.durationMs === null ? "" : ` in ${require_figures.formatDuration(step.durationMs)}`;
	const how = `${require_step.stepName(step)} ${require_plain_text.toPlainText(step.status.replaceAll("_", " "))}${exit}${took}`;
	return facts.length === 0 ? how : `${how}: ${facts.join(", ")}`;
}
function workPlace(step) {
	const branch = step.branch === null ? "its branch" : require_plain_text.toPlainText(step.branch);
	switch (step.pushed) {
		case "pushed": return `pushed to ${branch}`;
		case "unchanged": return `${branch} is unchanged`;
		case "pinned": return `kept at ${require_plain_text.toPlainText(step.pinRef ?? "a pin")}`;
		case "bundled": return "kept as a git bundle";
		default: return step.changes === null || require_figures.formatChanges(step.changes) === "no changes" ? "" : "not pushed";
	}
}
Object.defineProperty(exports, "branchOfRecord", {
	enumerable: true,
	get: function() {
		return branchOfRecord;
	}
});
Object.defineProperty(exports, "chooseUsageReader", {
	enumerable: true,
	get: function() {
		return chooseUsageReader;
	}
});
Object.defineProperty(exports, "decideDelivery", {
	enumerable: true,
	get: function() {
		return decideDelivery;
	}
});
Object.defineProperty(exports, "endLine", {
	enumerable: true,
	get: function() {
		return endLine;
	}
});
Object.defineProperty(exports, "errnoCode", {
	enumerable: true,
	get: function() {
		return errnoCode;
	}
});
Object.defineProperty(exports, "hasFailedCheck", {
	enumerable: true,
	get: function() {
		return hasFailedCheck;
	}
});
Object.defineProperty(exports, "mayReachBranch", {
	enumerable: true,
	get: function() {
		return mayReachBranch;
	}
});
Object.defineProperty(exports, "readOwnPrices", {
	enumerable: true,
	get: function() {
		return readOwnPrices;
	}
});
Object.defineProperty(exports, "validPrice", {
	enumerable: true,
	get: function() {
		return validPrice;
	}
});
Object.defineProperty(exports, "workPlace", {
	enumerable: true,
	get: function() {
		return workPlace;
	}
});
