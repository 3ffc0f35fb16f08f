(function (exports, require, module, __filename, __dirname) {
let node_path = require("node:path");
const require_call_findings = require("./call-findings.js");
const require_action_run = require("./action-run.js");
const require_model_shares = require("./model-shares.js");
const require_follow_sessions = require("./follow-sessions.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_read_records = require("./read-records.js");
// src/usage/agents/codex/records.ts
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
const TOLD_KEYS = {
	input: "input_token_count",
	cacheRead: "cached_token_count",
	cacheWrite: "cache_write_token_count",
	output: "output_token_count",
	reasoning: "reasoning_token_count"
};
const EDGE = 1e3;
const BROKEN = /stream disconnected|timed? ?out|connection|network/i;
function isMarked(line, marks = MARKS) {
	return (line.length > 2 * EDGE ? [line.subarray(0, EDGE), line.subarray(-1e3)] : [line]).some((edge) => marks.some((mark) => edge.includes(mark)));
}
function readUsage(value, keys = KEYS) {
	const usage = require_action_help_run_steps.asObject(value);
	if (usage === void 0) return void 0;
	const figures = require_model_shares.readFigures(usage, keys, "whole");
	return {
		...figures,
		cacheWrite: figures.cacheWrite ?? 0
	};
}
function pickTold(told) {
	const count = ([key, value]) => [key, typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value];
	const figures = readUsage(Object.fromEntries(Object.entries(told).map(count)), TOLD_KEYS) ?? require_model_shares.NO_FIGURES;
	return {
		session: told["conversation.id"],
		call: {
			...require_model_shares.toShare(figures, require_action_help_run_steps.asText(told.model)),
			calls: 1
		}
	};
}
function pickPrinted(record) {
	switch (record.type) {
		case "thread.started": {
			const session = require_action_help_run_steps.asText(record.thread_id);
			return session === void 0 ? void 0 : {
				session,
				kind: "thread"
			};
		}
		case "turn.started": return {
			isHint: true,
			kind: "started"
		};
		case "turn.completed": return {
			isHint: true,
			figures: readUsage(record.usage),
			verdict: {
				kind: "completed",
				text: null
			}
		};
		case "turn.failed": return {
			isHint: true,
			verdict: {
				kind: "failed",
				text: require_action_help_run_steps.digText(record, "error", "message") ?? null
			}
		};
		default: return BROKEN.test(require_action_help_run_steps.digText(record, "message") ?? "") ? {
			isHint: true,
			isRetry: true
		} : void 0;
	}
}
function pickKept(record) {
	const payload = require_action_help_run_steps.asObject(record.payload);
	if (payload === void 0) return void 0;
	const kind = require_action_help_run_steps.asText(payload.type);
	switch (record.type) {
		case "session_meta": return readMeta(payload);
		case "turn_context": return {
			kind: "model",
			model: require_action_help_run_steps.asText(payload.model),
			settings: pickSettings(payload)
		};
		case "compacted": return {
			kind: "compacted",
			answer: require_action_help_run_steps.asText(payload.compaction_response_id)
		};
		case "response_item": return {
			kind: "item",
			isAnswer: kind === "message" && payload.role === "assistant",
			isAsked: kind === "message" && payload.role !== "assistant" || kind?.endsWith("_output") === true
		};
		case "token_usage_record": {
			const [figures, used] = [readUsage(payload.thread_token_usage), readUsage(payload.usage)];
			const [thread, answer] = [require_action_help_run_steps.asText(payload.thread_id), require_action_help_run_steps.asText(payload.response_id)];
			return figures && {
				kind: "total",
				figures,
				used,
				thread,
				answer
			};
		}
		case "event_msg":
			if (kind === "token_count") {
				const figures = readUsage(require_action_help_run_steps.dig(payload, "info", "total_token_usage"));
				const used = readUsage(require_action_help_run_steps.dig(payload, "info", "last_token_usage"));
				return figures && {
					kind: "total",
					figures,
					used,
					lane: require_action_help_run_steps.digText(payload, "rate_limits", "limit_id")
				};
			}
			if (kind === "thread_settings_applied") return {
				kind: "tier",
				rate: toRate(require_action_help_run_steps.digText(payload, "thread_settings", "service_tier"))
			};
			if (kind === "task_started" || kind === "turn_started") return { kind: "started" };
			if (kind === "turn_aborted") return { kind: "aborted" };
			if (kind !== "task_complete" && kind !== "turn_complete") return void 0;
			return {
				kind: "complete",
				error: require_action_help_run_steps.digText(payload, "error", "message")
			};
		default: return;
	}
}
function readMeta(payload) {
	const [session, root] = [require_action_help_run_steps.asText(payload.id), require_action_help_run_steps.asText(payload.session_id)];
	const spawned = require_action_help_run_steps.digText(payload, "source", "subagent", "thread_spawn", "parent_thread_id");
	const parent = require_action_help_run_steps.asText(payload.parent_thread_id) ?? spawned ?? (root === session ? void 0 : root);
	const isSubagent = payload.thread_source === "subagent" || require_action_help_run_steps.dig(payload, "source", "subagent") !== void 0;
	return {
		kind: "meta",
		session,
		parent,
		isSubagent: parent !== void 0 || isSubagent,
		source: require_action_help_run_steps.asText(payload.forked_from_id) ?? parent,
		folder: require_action_help_run_steps.asText(payload.cwd),
		version: require_action_help_run_steps.asText(payload.cli_version)
	};
}
function pickSettings(payload) {
	return {
		approval_policy: require_action_help_run_steps.asText(payload.approval_policy),
		sandbox: require_action_help_run_steps.digText(payload, "sandbox_policy", "type") ?? require_action_help_run_steps.digText(payload, "sandbox_policy", "mode"),
		reasoning_effort: require_action_help_run_steps.asText(payload.effort)
	};
}
function toRate(tier) {
	if (tier === "fast" || tier === "priority") return "priority";
	return tier === "flex" ? tier : null;
}
// src/usage/agents/codex/rollouts.ts
async function readRollout({ file, before: older, after: newer, isWhole }, files) {
	const isOwn = ({ thread }) => thread === void 0 || file.name.includes(thread);
	const [before, after] = [older.filter(isOwn), newer.filter(isOwn)];
	const all = [...before, ...after];
	const meta = all.find(({ kind }) => kind === "meta");
	const settings = after.findLast(({ kind }) => kind === "model") ?? all.findLast(({ kind }) => kind === "model");
	const start = await totalBefore(before, after, meta, files);
	const answers = new Set(after.flatMap(({ kind, answer }) => kind === "total" ? answer ?? [] : []));
	return {
		thread: meta?.session ?? "",
		isKept: require_follow_sessions.hasGrown(file),
		version: meta?.version,
		model: settings?.model,
		settings: settings?.settings ?? {},
		before: start,
		shares: sharesOf(before, after, start, meta),
		...endOf(after),
		lacksSummary: after.some(({ kind, answer }) => kind === "compacted" && !answers.has(answer ?? "")),
		isWhole
	};
}
async function totalBefore(before, after, meta, files) {
	const own = totalsOf(before).at(-1);
	if (own !== void 0) return own;
	const source = meta?.source;
	const file = files.find(({ name }) => source !== void 0 && source !== meta?.session && name.endsWith(`${source}.jsonl`));
	if (file === void 0) return null;
	const facts = [];
	const isTotal = (line) => isMarked(line, ["\"token_count\""]);
	await require_read_records.readRecords(file.path, 0, isTotal, (record) => facts.push(pickKept(record) ?? {}));
	const [totals, copied] = [totalsOf(after), totalsOf(facts)];
	let same = 0;
	while (same < totals.length && isSameTotal(totals[same], copied[same])) same += 1;
	return totals[same - 1] ?? null;
}
function totalsOf(facts) {
	const totals = facts.flatMap(({ figures }) => figures ?? []);
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
	return a != null && b !== void 0 && require_model_shares.isSame(a, b);
}
function sharesOf(older, after, before, meta) {
	const shares = [];
	const seen = new Set(before === null ? [] : [keyOf(before)]);
	let last = before;
	let model = [...after, ...older.toReversed()].find(({ kind }) => kind === "model")?.model;
	let rate = older.findLast(({ kind }) => kind === "tier")?.rate ?? null;
	const add = (figures, time, isMain = true) => shares.push(require_call_findings.oneCall({
		...figures,
		rate,
		model: model ?? "unknown",
		cost: null,
		...time && { time }
	}, isMain));
	const lanes = new Set(older.flatMap(({ lane }) => lane ?? []));
	const summaries = new Set(after.flatMap(({ kind, answer }) => kind === "compacted" ? [answer] : []));
	let isOwn = !after.some(({ figures }) => isSameTotal(before, figures));
	const subagent = meta?.isSubagent === true ? meta.session ?? null : null;
	let asked = null;
	let answering;
	for (const { kind, figures: total, used, answer, written, ...fact } of after) {
		if (kind === "item" && written !== void 0) {
			if (fact.isAsked) asked = written.at;
			else answering = {
				start: answering?.start ?? asked,
				end: written.at,
				subagent
			};
		}
		if (kind === "model") model = fact.model;
		if (kind === "tier") rate = fact.rate ?? null;
		if (total === void 0) continue;
		const time = answering ?? (written && {
			start: null,
			end: written.at,
			subagent
		});
		answering = void 0;
		if (!isOwn) isOwn = isSameTotal(before, total);
		else if (isSameTotal(before, total) || seen.has(keyOf(total))) {
			if (answer !== void 0 && used !== void 0 && summaries.delete(answer)) add(used, time, false);
		} else {
			const added = last === null ? total : require_model_shares.subtractFigures(total, last);
			const isNext = used !== void 0 && seen.has(keyOf(require_model_shares.subtractFigures(total, used)));
			const isOther = used !== void 0 && fact.lane !== void 0 && lanes.size > 0 && !lanes.has(fact.lane);
			add(isNext || isOther ? used : require_model_shares.isSound(added) ? added : used ?? total, time);
			if (fact.lane !== void 0) lanes.add(fact.lane);
			seen.add(keyOf(total));
			last = total;
		}
	}
	return shares;
}
function endOf(facts) {
	const last = facts.findLast(({ kind }) => kind === "complete" || kind === "aborted" || kind === "started");
	const error = last?.error ?? null;
	if (last?.kind === "complete") return {
		end: error === null ? "finished" : "failed",
		error
	};
	if (last?.kind === "aborted") return {
		end: "aborted",
		error
	};
	return {
		end: last === void 0 && facts.findLast(({ kind }) => kind === "item")?.isAnswer === true ? "finished" : "cut",
		error
	};
}
// src/usage/agents/codex.ts
const SESSION_LINE = "session id: ";
const RETRY_LINE = "ERROR: Reconnecting";
const codex = require_follow_sessions.describedBy({
	types: [
		"thread.started",
		"turn.started",
		"turn.completed",
		"turn.failed",
		"error"
	],
	errorPrefixes: [SESSION_LINE, RETRY_LINE]
}, (place) => {
	const { root, within } = require_follow_sessions.ownFolder(place, "CODEX_HOME", ".codex");
	const matches = (path) => /(^|\/)rollout-[^/]*\.jsonl$/.test(path);
	return {
		files: [{
			root: (0, node_path.join)(root, "sessions"),
			within,
			depth: 4,
			matches
		}],
		wants: isMarked,
		pick: pickKept,
		sessionOf: (name) => (0, node_path.basename)(name),
		isApart: ({ parts: [main] }) => {
			const meta = [...main?.before ?? [], ...main?.after ?? []].find(({ kind }) => kind === "meta");
			return meta === void 0 || meta.isSubagent === true && meta.parent === void 0;
		},
		pickPrinted,
		pickLine: (text) => {
			const [, session] = /^session id: ([\da-f-]{36})$/.exec(text) ?? [];
			return text.startsWith(RETRY_LINE) ? { isRetry: true } : { session };
		},
		keepsNone: "--ephemeral",
		tell: (told) => tellThreads(told, place)
	};
}, {
	name: "codex.sse_event response.completed",
	pick: pickTold
});
async function tellThreads(told, { starts, isResuming }) {
	const found = [];
	for (const run of told.runs) {
		const findings = await tellThread(run, told, starts, isResuming);
		found.push({
			...findings,
			config: {
				...modelOf(starts),
				...findings.config
			}
		});
	}
	return found.length > 0 ? require_call_findings.mergeFindings(found) : {
		...require_call_findings.findNothing(),
		sessionId: told.named.at(-1) ?? null
	};
}
const CUT = "it was cut off, and a call that had begun is not in its records";
async function tellThread({ id, printed, disk }, { runs, apart, loose, watched, end }, starts, isResuming) {
	const adopted = runs.length === 1 ? apart.filter(({ isNew, folder }) => isNew && folder !== void 0 && folder === disk?.folder) : [];
	const parts = [...disk?.parts ?? [], ...adopted.flatMap((session) => session.parts)];
	const older = watched.flatMap(({ before }) => [...before].map(([name, { path }]) => ({
		name,
		path
	})));
	const files = [...runs.flatMap((run) => run.disk?.parts ?? []).map(({ file }) => file), ...older];
	const family = [];
	for (const part of parts) family.push(await readRollout(part, files));
	const root = family.find(({ thread }) => thread === id);
	const subagents = family.filter((one) => one !== root);
	const turn = printed.slice(printed.findLastIndex(({ kind }) => kind === "thread"));
	const told = turn.findLast(({ verdict }) => verdict !== void 0)?.verdict;
	const total = printed.findLast((fact) => fact.figures !== void 0)?.figures;
	const isUnkept = !family.some(({ isKept }) => isKept);
	const isEnded = told !== void 0 || root !== void 0 && hasEnded(root);
	const failure = told?.kind === "failed" ? told.text : root?.error;
	const isBroken = BROKEN.test(failure ?? "") || [...printed, ...loose].some(({ isRetry }) => isRetry);
	const sources = [...total === void 0 ? [] : ["turn.completed"], ...total !== void 0 && subagents.length === 0 ? [] : ["rollout"]];
	const shares = [...ownShares(total, root, starts), ...subagents.flatMap((one) => one.shares)];
	return require_call_findings.findShares(shares, {
		sessionId: id,
		timed: family.flatMap((one) => one.shares),
		source: sources.join(" + "),
		reason: require_call_findings.firstReason([!isEnded || root !== void 0 && hasEnded(root) && !subagents.every(hasEnded), CUT], [isBroken, require_call_findings.BROKE_OFF], [isResuming && root === void 0, "it went on with a thread whose rollout is not there, so what that had used before is in it"], [isUnkept && await require_follow_sessions.hasPrinted(end, ["\"collab_tool_call\""]), "its subagents left no record"], [family.some(({ lacksSummary }) => lacksSummary), "its conversation was compacted by a model, and that call is in no record"], [disk?.isWhole === false || !family.every(({ isWhole }) => isWhole), "a rollout could not be read as a whole"]),
		verdict: told ?? verdictOnDisk(root, end) ?? (turn.some(({ kind }) => kind === "started") ? verdictOfCut(end) : null),
		turns: require_model_shares.sumCounts((root?.shares ?? []).map(({ turns }) => turns)),
		config: root === void 0 ? {} : {
			metadata: {},
			...require_call_findings.toConfig(root.model, {
				agent_version: root.version,
				...root.settings
			})
		}
	});
}
function ownShares(total, root, starts) {
	const shares = root?.shares ?? [];
	if (total === void 0) return shares;
	const rest = root?.before == null ? total : require_model_shares.subtractFigures(total, root.before);
	const used = require_model_shares.isSound(rest) ? rest : total;
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
function hasEnded({ end }) {
	return end === "finished" || end === "failed";
}
function verdictOnDisk(root, end) {
	if (root?.isKept !== true) return null;
	if (root.end === "finished") return {
		kind: "completed",
		text: null
	};
	if (root.end === "failed") return {
		kind: "failed",
		text: root.error
	};
	return root.end === "aborted" ? {
		kind: "aborted",
		text: null
	} : verdictOfCut(end);
}
function verdictOfCut({ exitCode }) {
	return exitCode === 0 ? null : {
		kind: "aborted",
		text: null
	};
}
function modelOf(starts) {
	return require_call_findings.toConfig(require_action_run.optionValue(starts, "-m", "--model") ?? settingOf(starts, "model"), {});
}
function settingOf(starts, key) {
	return require_action_run.optionValues(starts, "-c", "--config").findLast((one) => one.startsWith(`${key}=`))?.slice(key.length + 1).replace(/^(["'])(.*)\1$/, "$2");
}
exports.codex = codex;
});
