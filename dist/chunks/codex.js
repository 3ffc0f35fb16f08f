const require_step = require("./step.js");
const require_agent_command = require("./agent-command.js");
const require_call_findings = require("./call-findings.js");
const require_choose_sessions = require("./choose-sessions.js");
const require_model_shares = require("./model-shares.js");
let node_path = require("node:path");
const require_read_growth = require("./read-growth.js");
const require_read_records = require("./read-records.js");
const require_session_files = require("./session-files.js");
// src/usage/agents/codex/rollouts.ts
const MARKS = [
	"\"session_meta\"",
	"\"turn_context\"",
	"\"token_count\"",
	"\"token_usage_record\"",
	"\"task_",
	"\"turn_"
].concat([
	"\"response_item\"",
	"\"thread_settings_applied\"",
	"\"compacted\""
]);
const KEYS = {
	input: "input_tokens",
	cacheRead: "cached_input_tokens",
	cacheWrite: "cache_write_input_tokens",
	output: "output_tokens",
	reasoning: "reasoning_output_tokens"
};
const EDGE = 1e3;
const NO_META = {
	id: "",
	parent: null,
	isSubagent: false,
	source: null,
	cwd: null,
	version: null
};
function watchRollouts(place) {
	const { root, within } = require_session_files.ownFolder(place, "CODEX_HOME", ".codex");
	const matches = (path) => /(^|\/)rollout-[^/]*\.jsonl$/.test(path);
	return require_session_files.watchFiles(place, {
		root: (0, node_path.join)(root, "sessions"),
		within,
		depth: 4,
		matches
	});
}
async function readRollouts(files, printed, run) {
	const changed = (await files.changed(run)).filter(require_session_files.hasGrown);
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
	for (const growth of await require_read_growth.readGrowths([...changed, ...unchanged], wants, readFact, run)) rollouts.push(await readRollout(withoutOthers(growth), files, run));
	return rollouts;
}
function readCodexUsage(value) {
	const usage = require_step.asObject(value);
	if (usage === void 0) return void 0;
	const figures = require_model_shares.readFigures(usage, KEYS, "whole");
	return {
		...figures,
		cacheWrite: figures.cacheWrite ?? 0
	};
}
async function readRollout(growth, files, run) {
	const all = [...growth.before, ...growth.after];
	const meta = all.find((fact) => fact.kind === "meta")?.meta ?? NO_META;
	const settings = growth.after.findLast((fact) => fact.kind === "model") ?? all.findLast((fact) => fact.kind === "model");
	const before = await totalBefore(growth, meta, files, run);
	return {
		thread: meta.id,
		parent: meta.parent,
		isSubagent: meta.isSubagent,
		isNew: growth.isNew,
		isKept: require_session_files.hasGrown(growth.file),
		cwd: meta.cwd,
		version: meta.version,
		model: settings?.model ?? null,
		settings: settings?.settings ?? {},
		before,
		shares: sharesOf(growth, before),
		...endOf(growth.after),
		lacksSummary: growth.after.some((fact) => fact.kind === "compacted" && !isRecorded(fact.answer, growth.after)),
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
function isRecorded(answer, facts) {
	return answer !== null && facts.some((fact) => fact.kind === "total" && fact.answer === answer);
}
function wants(line) {
	return hasAtEdge(line, MARKS);
}
function hasAtEdge(line, marks) {
	return (line.length > 2 * EDGE ? [line.subarray(0, EDGE), line.subarray(-1e3)] : [line]).some((edge) => marks.some((mark) => edge.includes(mark)));
}
function readFact(record) {
	const payload = require_step.asObject(record.payload);
	if (payload === void 0) return void 0;
	const kind = require_step.asText(payload.type);
	switch (record.type) {
		case "session_meta": return {
			kind: "meta",
			meta: readMeta(payload)
		};
		case "turn_context": return {
			kind: "model",
			model: require_step.asText(payload.model) ?? null,
			settings: pickSettings(payload)
		};
		case "compacted": return {
			kind: "compacted",
			answer: require_step.asText(payload.compaction_response_id) ?? null
		};
		case "response_item": return {
			kind: "item",
			isAnswer: kind === "message" && payload.role === "assistant"
		};
		case "token_usage_record": {
			const total = readCodexUsage(payload.thread_token_usage);
			const call = readCodexUsage(payload.usage) ?? null;
			const [thread, answer] = [require_step.asText(payload.thread_id) ?? null, require_step.asText(payload.response_id) ?? null];
			return total === void 0 ? void 0 : {
				kind: "total",
				total,
				call,
				thread,
				answer
			};
		}
		case "event_msg":
			if (kind === "token_count") {
				const total = readCodexUsage(require_step.dig(payload, "info", "total_token_usage"));
				const call = readCodexUsage(require_step.dig(payload, "info", "last_token_usage")) ?? null;
				return total === void 0 ? void 0 : {
					kind: "total",
					total,
					call,
					thread: null,
					answer: null
				};
			}
			if (kind === "thread_settings_applied") return {
				kind: "tier",
				rate: toRate(require_step.digText(payload, "thread_settings", "service_tier"))
			};
			if (kind === "task_started" || kind === "turn_started") return {
				kind: "started",
				error: null
			};
			if (kind === "turn_aborted") return {
				kind: "aborted",
				error: require_step.asText(payload.reason) ?? null
			};
			if (kind !== "task_complete" && kind !== "turn_complete") return void 0;
			return {
				kind: "complete",
				error: require_step.digText(payload, "error", "message") ?? null
			};
		default: return;
	}
}
function readMeta(payload) {
	const id = require_step.asText(payload.id) ?? "";
	const root = require_step.asText(payload.session_id);
	const spawned = require_step.digText(payload, "source", "subagent", "thread_spawn", "parent_thread_id");
	const parent = require_step.asText(payload.parent_thread_id) ?? spawned ?? (root === id ? void 0 : root);
	return {
		id,
		parent: parent ?? null,
		isSubagent: parent !== void 0 || payload.thread_source === "subagent" || require_step.dig(payload, "source", "subagent") !== void 0,
		source: require_step.asText(payload.forked_from_id) ?? parent ?? null,
		cwd: require_step.asText(payload.cwd) ?? null,
		version: require_step.asText(payload.cli_version) ?? null
	};
}
function pickSettings(payload) {
	return {
		approval_policy: require_step.asText(payload.approval_policy),
		sandbox: require_step.digText(payload, "sandbox_policy", "type") ?? require_step.digText(payload, "sandbox_policy", "mode"),
		reasoning_effort: require_step.asText(payload.effort)
	};
}
async function totalBefore(growth, { id, source }, files, run) {
	const own = totalsOf(growth.before).at(-1);
	if (own !== void 0) return own;
	if (source === null || source === id) return null;
	const copied = await readSourceTotals(source, files, run);
	const totals = totalsOf(growth.after);
	let same = 0;
	while (same < totals.length && isSameTotal(totals[same], copied[same])) same += 1;
	return totals[same - 1] ?? null;
}
async function readSourceTotals(thread, files, run) {
	const [, file] = [...(await files.changed(run)).map(({ name, path }) => [name, { path }]), ...files.before].find(([name]) => name.endsWith(`${thread}.jsonl`)) ?? [];
	if (file === void 0) return [];
	const facts = [];
	const isTotal = (line) => hasAtEdge(line, ["\"token_count\""]);
	await require_read_records.readRecords(file.path, 0, isTotal, (record) => {
		const fact = readFact(record);
		if (fact !== void 0) facts.push(fact);
	});
	return totalsOf(facts);
}
function totalsOf(facts) {
	const totals = facts.flatMap((fact) => fact.kind === "total" ? [fact.total] : []);
	return [...new Map(totals.map((total) => [keyOf(total), total])).values()];
}
function keyOf({ input, cacheRead, cacheWrite, output }) {
	return [
		input,
		cacheRead,
		cacheWrite,
		output
	].join();
}
function isSameTotal(a, b) {
	return a !== void 0 && b !== void 0 && require_model_shares.isSame(a, b);
}
function toRate(tier) {
	if (tier === "fast" || tier === "priority") return "priority";
	return tier === "flex" ? tier : null;
}
function sharesOf({ before: older, after }, before) {
	const shares = [];
	const seen = new Set(before === null ? [] : [keyOf(before)]);
	let last = before;
	let model = [...after, ...older.toReversed()].find((fact) => fact.kind === "model")?.model ?? null;
	let rate = older.findLast((fact) => fact.kind === "tier")?.rate ?? null;
	const summaries = new Set(after.flatMap((fact) => fact.kind === "compacted" ? [fact.answer] : []));
	let isOwn = before === null || !after.some((fact) => fact.kind === "total" && isSameTotal(before, fact.total));
	for (const fact of after) {
		if (fact.kind === "model") model = fact.model;
		if (fact.kind === "tier") rate = fact.rate;
		if (fact.kind !== "total") continue;
		if (!isOwn) {
			isOwn = isSameTotal(before ?? void 0, fact.total);
			continue;
		}
		if (isSameTotal(before ?? void 0, fact.total) || seen.has(keyOf(fact.total))) {
			if (fact.answer === null || fact.call === null || !summaries.delete(fact.answer)) continue;
			shares.push(require_call_findings.oneCall({
				...fact.call,
				rate,
				model: model ?? "unknown",
				cost: null
			}, false));
			continue;
		}
		const added = last === null ? fact.total : require_model_shares.subtractFigures(fact.total, last);
		const used = fact.call !== null && seen.has(keyOf(require_model_shares.subtractFigures(fact.total, fact.call))) && fact.call !== null ? fact.call : require_model_shares.isSound(added) ? added : fact.total;
		shares.push(require_call_findings.oneCall({
			...used,
			rate,
			model: model ?? "unknown",
			cost: null
		}, true));
		seen.add(keyOf(fact.total));
		last = fact.total;
	}
	return shares;
}
function endOf(facts) {
	const last = facts.findLast(({ kind }) => kind === "complete" || kind === "aborted" || kind === "started");
	if (last?.kind === "complete") return {
		end: last.error === null ? "finished" : "failed",
		error: last.error
	};
	if (last?.kind === "aborted") return {
		end: "aborted",
		error: null
	};
	if (last?.kind === "started") return {
		end: "cut",
		error: null
	};
	return {
		end: facts.findLast((fact) => fact.kind === "item")?.isAnswer === true ? "finished" : "cut",
		error: null
	};
}
// src/usage/agents/codex.ts
const SESSION_LINE = "session id: ";
const RETRY_LINE = "ERROR: Reconnecting";
const codex = {
	wants: {
		types: [
			"thread.started",
			"turn.started",
			"turn.completed",
			"turn.failed",
			"error"
		],
		errorPrefixes: [SESSION_LINE, RETRY_LINE]
	},
	begin: async (place) => followRun(place, await watchRollouts(place))
};
const MOST_THREADS = 1e3;
function followRun(place, watched) {
	const printed = new Map();
	const named = new Set();
	let current;
	let hasReconnected = false;
	return {
		record: (record) => {
			const thread = record.type === "thread.started" ? require_step.asText(record.thread_id) : void 0;
			if (thread !== void 0) current = {
				usage: null,
				isBroken: false,
				...printed.get(thread),
				thread,
				isBegun: false,
				verdict: null
			};
			else if (current !== void 0) current = takeTurn(current, record);
			if (current !== void 0 && printed.size < MOST_THREADS) printed.set(current.thread, current);
		},
		line: (text) => {
			hasReconnected ||= text.startsWith(RETRY_LINE);
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
				const isOwn = (one) => rootIn(rollouts, one) === thread || threads.length === 1 && isOrphan(one) && one.cwd === folder;
				const family = rollouts.filter(isOwn);
				const findings = await toFindings({
					thread,
					printed: printed.get(thread) ?? null,
					hasReconnected,
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
			if (found.length > 0) return require_choose_sessions.withDoubt(require_call_findings.mergeFindings(found), doubt);
			return end.isExpected ? {
				...UNKNOWN,
				sessionId: [...named].at(-1) ?? null
			} : null;
		}
	};
}
const UNKNOWN = require_call_findings.findShares([], {
	sessionId: null,
	source: "none",
	reason: null
});
const CUT = "it was cut off, and a call that had begun is not in its records";
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
	if (record.type === "error" && BROKEN.test(require_step.digText(record, "message") ?? "")) return {
		...printed,
		isBroken: true
	};
	if (record.type !== "turn.failed") return printed;
	return {
		...printed,
		verdict: {
			kind: "failed",
			text: require_step.digText(record, "error", "message") ?? null
		}
	};
}
function rootIn(rollouts, { thread }) {
	return require_choose_sessions.rootOf(thread, (id) => rollouts.find((one) => one.thread === id)?.parent);
}
function isOrphan({ isSubagent, parent, isNew }) {
	return isSubagent && parent === null && isNew;
}
async function chooseThreads(rollouts, told, place, end) {
	const roots = rollouts.filter((one) => one.thread !== "" && rootIn(rollouts, one) === one.thread && !isOrphan(one));
	const keepsNone = end.starts === 1 && require_agent_command.hasOption(place.starts, "--ephemeral");
	const others = roots.filter(({ thread }) => !told.includes(thread) && !keepsNone).map((root) => ({
		...root,
		folder: root.cwd
	}));
	const { sessions, doubt } = await require_choose_sessions.chooseOwn(others, () => false, end, told.length);
	return {
		sessions: [...told, ...sessions.map(({ thread }) => thread)],
		doubt
	};
}
async function toFindings(told) {
	const { thread, printed, hasReconnected, family, place, end } = told;
	const root = family.find((one) => one.thread === thread);
	const subagents = family.filter((one) => one.thread !== thread);
	const own = ownShares(printed, root, place.starts);
	const isFinal = printed?.usage != null;
	const isResumed = place.isResuming && root === void 0;
	const sources = [...isFinal ? ["turn.completed"] : [], ...isFinal && subagents.length === 0 ? [] : ["rollout"]];
	return {
		...require_call_findings.findShares([...own, ...subagents.flatMap(({ shares }) => shares)], {
			sessionId: thread,
			source: sources.join(" + "),
			reason: reasonOf({
				printed,
				hasReconnected,
				root,
				subagents,
				isSpawning: await spawns(family, end),
				isResumed
			}),
			verdict: printed?.verdict ?? verdictOnDisk(root, end) ?? (printed?.isBegun ? verdictOfCut(end) : null)
		}),
		turns: require_model_shares.sumCounts((root?.shares ?? []).map(({ turns }) => turns)),
		config: configOf(root)
	};
}
function ownShares(printed, root, starts) {
	const shares = root?.shares ?? [];
	if (printed?.usage == null) return shares;
	const rest = root?.before == null ? printed.usage : require_model_shares.subtractFigures(printed.usage, root.before);
	const used = require_model_shares.isSound(rest) ? rest : printed.usage;
	const kept = require_model_shares.sumFigures(shares);
	if (require_model_shares.isSame(used, kept) || (require_model_shares.totalOf(kept) ?? 0) > (require_model_shares.totalOf(used) ?? 0)) return shares;
	const turns = require_model_shares.sumCounts(shares.map((share) => share.turns));
	const rate = shares.at(-1)?.rate ?? toRate(settingOf(starts, "service_tier"));
	return [{
		...used,
		rate,
		model: root?.model ?? modelOf(starts).model ?? "",
		turns,
		cost: null
	}];
}
function reasonOf(told) {
	const { printed, hasReconnected, root, subagents, isSpawning, isResumed } = told;
	const isCut = !(printed?.verdict != null || root !== void 0 && hasEnded(root)) || root !== void 0 && hasEnded(root) && !subagents.every(hasEnded);
	const files = [...root === void 0 ? [] : [root], ...subagents];
	const isBroken = BROKEN.test((printed?.verdict?.kind === "failed" ? printed.verdict.text : root?.error) ?? "");
	return [
		[isCut, CUT],
		[isBroken || hasReconnected || printed?.isBroken === true, "a call broke off without an answer, and not all that it used is known"],
		[isResumed, RESUMED],
		[isSpawning, "its subagents left no record"],
		[files.some((one) => one.lacksSummary), "its conversation was compacted by a model, and that call is in no record"],
		[!files.every((one) => one.isWhole), "a rollout could not be read as a whole"]
	].find(([holds]) => holds)?.[1] ?? null;
}
async function spawns(family, end) {
	if (family.some(({ isKept }) => isKept)) return false;
	let isSpawning = false;
	await end.readLog((line) => {
		isSpawning ||= line.includes("\"collab_tool_call\"");
		return false;
	}, () => {});
	return isSpawning;
}
function hasEnded({ end }) {
	return end === "finished" || end === "failed";
}
function verdictOnDisk(root, end) {
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
		case "aborted": return {
			kind: "aborted",
			text: null
		};
		case "cut": return verdictOfCut(end);
	}
}
function verdictOfCut({ exitCode }) {
	return exitCode === 0 ? null : {
		kind: "aborted",
		text: null
	};
}
function modelOf(starts) {
	const model = require_agent_command.optionValue(starts, "-m", "--model") ?? settingOf(starts, "model");
	return require_call_findings.toConfig(model, {});
}
function settingOf(starts, key) {
	return require_agent_command.optionValues(starts, "-c", "--config").findLast((one) => one.startsWith(`${key}=`))?.slice(key.length + 1).replace(/^(["'])(.*)\1$/, "$2");
}
function configOf(root) {
	if (root === void 0) return {};
	return {
		metadata: {},
		...require_call_findings.toConfig(root.model, {
			agent_version: root.version,
			...root.settings
		})
	};
}
exports.codex = codex;
