(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_path = require("node:path");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_call_findings = require("./call-findings.js");
const require_action_run = require("./action-run.js");
const require_read_records = require("./read-records.js");
const require_told_calls = require("./told-calls.js");
const require_token_usage = require("./token-usage.js");
const require_told_records = require("./told-records.js");
// src/usage/line-scanner.ts
const LONGEST_LINE = 8388608;
const MOST_TRIES = 100;
const MOST_MISREAD = 1e3;
const LONGEST_DRESS = 256;
const LONGEST_PREFIX = 400;
const DRESS = "(?:\u00ef\u00bb\u00bf|\\x1b\\[[0-?]*[ -/]*[@-~]|\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)|\\x1b[=>78]|\\r)";
const DRESS_BEFORE = new RegExp(`^${DRESS}+`);
const ONLY_DRESS = new RegExp(`^(?:${DRESS}|\\s)*$`);
const DRESS_STARTS = "\u00ef\x1B\r";
const WRITTEN_OVER = new RegExp(`^[^{[].*\\r(?=${DRESS}*\\{)`, "s");
const TIME = String.raw`(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} [ \d]\d )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?`;
const SOURCE = String.raw`[\w.@/-]{1,200} *\||\[pod/[\w./-]{1,200}\]|\d\d[OE]\+?`;
const PREFIX = new RegExp(`^(?:(?:${SOURCE}|\\[${TIME}\\]|${TIME})(?:${DRESS}|[ \\t])+){1,3}(?=\\{")`);
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
		const shown = line.replace(WRITTEN_OVER, "");
		const text = DRESS_STARTS.includes(shown[0] ?? "\n") ? shown.replace(DRESS_BEFORE, "") : shown;
		const opener = text.length <= 2 ? text.trimEnd() : "";
		if (withDocuments && misread <= MOST_MISREAD && (opener === "{" || opener === "[")) {
			document = {
				closer: opener === "{" ? "}" : "]",
				text
			};
			return;
		}
		const prefix = prefixOf(text);
		const rest = prefix === "" ? text : text.slice(prefix.length);
		const kind = filter.kindOf(rest);
		if (kind === "text") taker.line(decode(rest).trimEnd());
		if (kind !== "json" || takeJson(rest, taker) || prefix !== "") return;
		takeJson(rest.slice(0, endOfObject(rest)), taker);
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
			const isWrittenOver = text.includes("\r{") || text.includes("\r\x1B");
			let at = 0;
			let brace = text.indexOf("{\"");
			let mayHold;
			for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", at)) {
				if (held !== "" || heldPart !== "whole" || end - at > LONGEST_LINE) {
					hold(text.slice(at, end));
					takeHeld();
				} else if (document !== void 0 || isWrittenOver || filter.canBegin(text.charCodeAt(at))) takeLine(text.slice(at, end));
				else if (brace !== -1 && canBeginPrefix(text, at)) {
					if (brace < at) brace = text.indexOf("{\"", at);
					if (brace !== -1 && brace < end && canEndPrefix(text, at, brace)) {
						mayHold ??= filter.mayHold(text);
						if (mayHold) takeFirstLine(text.slice(at, end));
					}
				}
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
	const anything = new RegExp([
		anyType.source,
		...marks,
		...prefixes.map(escapeRegExp)
	].join("|"));
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
		mayHold: (text) => anything.test(text),
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
			const record = require_action_help_run_steps.asObject(item);
			if (record !== void 0) taker.record(record);
		}
		return true;
	} catch {
		return false;
	}
}
function canBeginPrefix(text, at) {
	const first = text.charCodeAt(at);
	if (first === 91) return text.charCodeAt(at + 1) === 112 || (text.charCodeAt(at + 1) & 240) === 48;
	return first >= 48 && first <= 57 || first >= 65 && first <= 122;
}
function canEndPrefix(text, at, end) {
	const last = text.charCodeAt(end - 1);
	return (last === 32 || last === 9 || last === 109) && end - at <= LONGEST_PREFIX;
}
function prefixOf(line) {
	if (!canBeginPrefix(line, 0)) return "";
	const brace = line.indexOf("{\"");
	return brace > 0 && canEndPrefix(line, 0, brace) ? PREFIX.exec(line)?.[0] ?? "" : "";
}
function endOfObject(text) {
	let depth = 0;
	let inString = false;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at];
		if (letter === "\"") inString = !inString;
		else if (inString) at += letter === "\\" ? 1 : 0;
		else if (letter === "{") depth += 1;
		else if (letter === "}") depth -= 1;
		if (depth === 0) return at === 0 ? 0 : at + 1;
	}
	return 0;
}
function takeLastElement(text, taker) {
	const end = text.trimEnd().length;
	if (!text.startsWith("}]", end - 2)) return;
	let at = end;
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		at = text.lastIndexOf(",{\"", at - 1);
		if (at <= 0) return;
		try {
			const record = require_action_help_run_steps.asObject(JSON.parse(decode(text.slice(at + 1, end - 1))));
			if (record !== void 0) taker.record(record);
			return;
		} catch {}
	}
}
// src/usage/watch-agents.ts
const FOLDER_VARIABLE = /(?:^|_)(?:HOME|DIR)$/;
const YOUNG_MS = 15e3;
const NOTHING = {
	usage: require_action_help_run_steps.UNKNOWN_USAGE,
	config: {}
};
async function watchAgents({ agents, isChosen, withLines }, place, { commands, hasLoops, isMoving, isPlain, settings }) {
	const { home = place.home, env } = resolveFolders({
		...place.env,
		...settings
	}, place.cwd, settings.HOME);
	const isAnyNamed = agents.some(({ command }) => require_action_run.startsOf(command, commands).length > 0);
	const isAlone = commands.every((one) => one.isIdle || agents.some(isStartedBy(one)));
	const begun = agents.map(async ({ name, command, load }) => {
		const starts = require_action_run.startsOf(command, commands);
		const isExpected = isChosen || starts.length > 0;
		const noted = isExpected ? { before: place.before } : {};
		const where = {
			home,
			cwd: place.cwd,
			env,
			starts,
			isResuming: require_action_run.isResuming(starts, command),
			...noted
		};
		const reader = await attempt(load);
		const session = await attempt(async () => await reader?.begin({
			...where,
			isLate: !isExpected
		}));
		const expectation = {
			cwd: place.cwd,
			isExpected,
			isLate: !isExpected,
			isOtherExpected: starts.length === 0 && isAnyNamed,
			isMoving: isChosen || isMoving || require_action_run.namesFolder(starts),
			starts: hasLoops || starts.length === 0 ? Number.POSITIVE_INFINITY : starts.length
		};
		if (reader === void 0 || session === void 0) return [];
		return [{
			name,
			wants: reader.wants,
			told: reader.told,
			session,
			expectation
		}];
	});
	const watchers = (await Promise.all(begun)).flat();
	const telling = watchers.flatMap(({ name, told, expectation }) => expectation.isExpected && told !== void 0 ? [{
		name,
		told
	}] : []);
	const at = {
		agents: telling,
		isAlone: commands.every((one) => one.isPlain || one.isIdle || agents.some(isStartedBy(one))),
		command: place.command,
		env,
		home,
		cwd: place.cwd
	};
	const witness = telling.length === 0 ? null : await attempt(async () => await place.callWitness?.(at)) ?? null;
	const prices = place.prices ?? {};
	const lines = require_told_records.collectTokenLines();
	const wants = [...watchers.map((watcher) => watcher.wants), ...withLines ? [require_told_records.TOKEN_LINES] : []];
	const isShownTwice = tellShownTwice();
	let hasPrinted = false;
	const scan = (stream) => {
		const show = (shown, toSession, toLines) => {
			if (isShownTwice(shown, stream)) return;
			hasPrinted = true;
			for (const { session } of watchers) tryTo(() => toSession(session));
			toLines(shown);
		};
		const ofErrors = stream === "stdout" ? [] : wants.map(({ errorPrefixes }) => ({
			types: [],
			prefixes: errorPrefixes ?? []
		}));
		return createLineScanner([...wants, ...ofErrors], {
			record: (record) => show(record, (session) => session.record(record, stream), lines.record),
			line: (text) => show(text, (session) => session.line?.(text, stream), lines.line)
		});
	};
	const scanners = {
		stdout: scan("stdout"),
		stderr: scan("stderr")
	};
	const readLines = async (run) => {
		const told = withLines ? lines.findings() : null;
		if (told === null) return require_action_help_run_steps.UNKNOWN_USAGE;
		return await require_token_usage.toTokenUsage([{
			agent: null,
			findings: require_call_findings.withDoubt(told, require_call_findings.doubtOfKilled(run))
		}], run, prices);
	};
	const witnesses = () => watchers.filter(({ expectation }) => expectation.isExpected || hasPrinted || !isPlain);
	return {
		...witness === null ? {} : {
			variables: witness.variables,
			news: witness.news
		},
		observe: (chunk, stream) => tryTo(() => scanners[stream].push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))),
		read: async (run) => {
			if (run.isRunning !== true) {
				for (const scanner of Object.values(scanners)) tryTo(() => scanner.end());
				await witness?.close();
			}
			const report = await attempt(() => readAll({
				watchers: witnesses(),
				witness,
				isAlone
			}, run, prices)) ?? NOTHING;
			if (report.usage.state !== "unknown") return report;
			const told = await readLines(run);
			const notes = withLines ? lines.notes(place.redact ?? ((text) => text)) : [];
			return {
				...report,
				...told.state === "unknown" ? {} : { usage: told },
				...notes.length > 0 && { notes }
			};
		}
	};
}
function isStartedBy({ names }) {
	return ({ command }) => require_action_run.namesOneOf(names, command.names);
}
async function findAll({ watchers, witness, isAlone }, run) {
	const { logFile, exitCode, startTime, endTime, isRunning = false } = run;
	const readLog = (wants, show) => require_read_records.readRecords(logFile, 0, wants, show);
	const isYoung = isRunning && endTime - startTime < YOUNG_MS;
	const found = [];
	const inOrder = watchers.toSorted((a, b) => Number(b.expectation.isExpected) - Number(a.expectation.isExpected));
	for (const { name, session, expectation } of inOrder) {
		const isUnderOther = isAlone && expectation.isOtherExpected && found.some(isKnown);
		const end = {
			exitCode,
			startTime,
			endTime,
			readLog,
			...expectation,
			isRunning,
			isYoung,
			isUnderOther
		};
		const records = await attempt(() => session.finish(end));
		const findings = require_told_calls.withTestimony(records ?? null, witness?.testimony(name) ?? []);
		if (findings == null) continue;
		found.push({
			agent: name,
			findings: hasLastWord(findings) ? findings : require_call_findings.withDoubt(findings, require_call_findings.doubtOfKilled(run))
		});
	}
	const placeOf = ({ agent }) => watchers.findIndex(({ name }) => name === agent);
	found.sort((a, b) => placeOf(a) - placeOf(b));
	const id = ({ findings }) => findings.sessionId;
	return found.filter((one, i) => id(one) === null || !found.slice(i + 1).some((other) => id(other) === id(one)));
}
async function readAll(all, run, prices) {
	const found = await findAll(all, run);
	const known = found.filter(isKnown);
	const counted = known.length > 0 ? known : found;
	if (counted.length === 0) return NOTHING;
	const [only] = counted;
	const { config } = require_call_findings.mergeFindings(counted.map(({ findings }) => findings));
	const name = counted.length === 1 && only !== void 0 ? only.agent : null;
	return {
		usage: await require_token_usage.toTokenUsage(counted, run, prices),
		timedCalls: require_token_usage.toTimedCalls(counted),
		config: name === null ? config : {
			name,
			...config
		}
	};
}
function hasLastWord({ verdict }) {
	return verdict !== null && verdict.kind !== "aborted";
}
function isKnown({ findings }) {
	return findings.state !== "unknown";
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
		const text = require_action_help_run_steps.toSortedJson(shown);
		return {
			key: (0, node_crypto.hash)("sha1", text, "base64"),
			isSame: text.length >= LONG || IDS.some((id) => require_action_help_run_steps.asObject(shown)?.[id] !== void 0)
		};
	} catch {
		return {
			key: "",
			isSame: false
		};
	}
}
exports.watchAgents = watchAgents;
});
