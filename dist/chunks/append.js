(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
let node_crypto = __late(() => require("node:crypto"));
let node_fs = require("node:fs");
let node_path = require("node:path");
let node_timers_promises = __late(() => require("node:timers/promises"));
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_local_ledger = require("./local-ledger.js");
const require_tip = require("./tip.js");
// src/stores/git/plan-append.ts
async function planAppend({ objects, ledgerAt, now }, tip, additions) {
	const heads = require_local_ledger.openHeads(objects, tip?.sha ?? null);
	const commits = [];
	const lines = [];
	const added = [];
	const planned = [];
	let areHeadsSettled = true;
	let meta = tip?.meta ?? require_tip.EMPTY_META;
	const settleHeads = async () => {
		if (areHeadsSettled) return;
		areHeadsSettled = true;
		const settled = require_local_ledger.headsAfter(await ledgerAt(tip), require_action_run_steps.concatRecords(planned));
		for (const [branch, head] of settled) await heads.set(branch, head);
	};
	const latest = async (branch) => {
		await settleHeads();
		const head = await heads.latest(branch);
		if (head !== void 0 || tip === null) return head ?? null;
		return require_local_ledger.headOf(await ledgerAt(tip), branch);
	};
	const commit = async (subject, next, records, at, settles) => {
		planned.push({
			...require_action_run_steps.NO_RECORDS,
			...records
		});
		if (settles) areHeadsSettled = false;
		meta = {
			...next,
			records: meta.records + 1
		};
		const line = require_tip.formatLine(meta.records, records);
		lines.push(line);
		const files = new Map([[require_tip.META_FILE, Buffer.from(require_tip.formatMeta(meta))]]);
		if (meta.records % meta.segmentSize === 0) {
			const index = require_tip.countSegments(meta) - 1;
			files.set(require_tip.segmentFile(index), require_tip.packSegment(await lastLines(objects, tip, meta.segmentSize, lines)));
			if (tip !== null) await objects.read([`${tip.sha}:${require_tip.segmentFolder(index)}`], Number.POSITIVE_INFINITY);
		}
		commits.push({
			message: require_tip.formatMessage(subject, line),
			at,
			files
		});
	};
	const commitStep = (record, id, stepClaims, at, settles) => {
		const mayChange = record.outcome !== null && require_action_run_steps.outcomeRank(record) < 3;
		const next = {
			...meta,
			running: require_tip.runningAfter(meta.running, record, {
				id,
				n: meta.records + 1
			}),
			tips: mayChange ? meta.tips : require_action_run_steps.tipsAfter(meta.tips, require_action_run_steps.chainedStep(record, id, require_action_run_steps.sha256))
		};
		return commit(describeStep(record, id), next, {
			steps: [record],
			stepClaims
		}, at, settles);
	};
	const commitRollback = (draft, number, rollbackClaims, at) => {
		const recentRollbacks = [...meta.recentRollbacks, draft.uid].slice(-64);
		const tips = require_action_run_steps.tipsAfter(meta.tips, require_action_run_steps.chainedRollback(draft, number, require_action_run_steps.sha256));
		const next = {
			...meta,
			recentRollbacks,
			tips
		};
		return commit(describeRollback(draft, number), next, {
			rollbacks: [draft],
			rollbackClaims
		}, at, true);
	};
	const addStep = async (addition) => {
		const at = now();
		let { record, id } = addition;
		const { uid, replays } = record.draft;
		if (!addition.isNew) {
			const ledger = await ledgerAt(tip);
			const [known] = ledger.records([uid]).steps;
			const lookup = ledger.getStep({
				kind: "uid",
				prefix: uid
			});
			if (known !== void 0 && lookup.kind === "found") {
				record = {
					...known,
					outcome: record.outcome ?? known.outcome
				};
				id = lookup.value.id;
				if (id !== null && require_action_run_steps.outcomeRank(record) <= require_action_run_steps.outcomeRank(known)) {
					added.push({
						kind: "step",
						uid,
						record: known,
						id
					});
					return;
				}
			}
		}
		if (id !== null) {
			await commitStep(record, id, [], at, require_local_ledger.branchOf(record) !== record.draft.branch);
			added.push({
				kind: "step",
				uid,
				record,
				id
			});
			return;
		}
		const number = meta.nextStep;
		const isReplay = replays !== null;
		const parent = isReplay ? null : await latest(record.draft.branch);
		const numbered = {
			...record,
			parentUid: parent?.uid ?? null
		};
		if (!isReplay) await heads.set(require_local_ledger.branchOf(numbered), {
			uid,
			id: number
		});
		meta = {
			...meta,
			nextStep: number + 1
		};
		await commitStep(numbered, number, [{
			uid,
			number,
			claimedAt: at.toISOString()
		}], at, !addition.isNew);
		added.push({
			kind: "step",
			uid,
			record: numbered,
			id: number,
			parent
		});
	};
	const addRollback = async ({ draft }) => {
		const at = now();
		const { uid } = draft;
		const known = (await ledgerAt(tip)).getRollback({
			kind: "uid",
			prefix: uid
		});
		if (known.kind === "found" && known.value.number !== null) {
			added.push({
				kind: "rollback",
				uid,
				number: known.value.number
			});
			return;
		}
		const number = meta.nextRollback;
		meta = {
			...meta,
			nextRollback: number + 1
		};
		await commitRollback(draft, number, [{
			uid,
			number,
			claimedAt: at.toISOString()
		}], at);
		added.push({
			kind: "rollback",
			uid,
			number
		});
	};
	const addRow = async ({ n, digest, number, records }) => {
		const { stepClaims, rollbackClaims } = records;
		const [at, [record], [draft]] = [
			now(),
			records.steps,
			records.rollbacks
		];
		const after = (next, claims) => Math.max(next, ...claims.map((it) => it.number + 1));
		meta = {
			...meta,
			mirrored: {
				row: n,
				digest
			},
			nextStep: after(meta.nextStep, stepClaims),
			nextRollback: after(meta.nextRollback, rollbackClaims)
		};
		if (record !== void 0 && number !== null) {
			const isBeginning = stepClaims.length > 0 && record.outcome === null;
			if (isBeginning && record.draft.replays === null) {
				const head = await heads.latest(record.draft.branch);
				if (head == null || head.id < number) await heads.set(record.draft.branch, {
					uid: record.draft.uid,
					id: number
				});
			}
			const settles = !isBeginning && (stepClaims.length > 0 || require_local_ledger.branchOf(record) !== record.draft.branch);
			await commitStep(record, number, stepClaims, at, settles);
		} else if (draft !== void 0 && number !== null) await commitRollback(draft, number, rollbackClaims, at);
		else await commit("A claim of a number", meta, {
			stepClaims,
			rollbackClaims
		}, at, false);
	};
	for (const addition of additions) if (addition.kind === "step") await addStep(addition);
	else if (addition.kind === "row") await addRow(addition);
	else await addRollback(addition);
	await settleHeads();
	for (const [path, content] of heads.files()) commits.at(-1)?.files.set(path, content);
	return {
		commits,
		meta,
		added
	};
}
async function lastLines(objects, tip, count, lines) {
	if (tip === null || lines.length >= count) return lines.slice(-count);
	return [...(await require_tip.readLast(objects, tip, count - lines.length)).map(({ line }) => line), ...lines];
}
function describeStep(record, id) {
	const { outcome, draft } = record;
	const agent = outcome?.agentConfig?.name ?? draft.agentConfig?.name;
	const on = require_local_ledger.branchOf(record) === null ? "" : ` on ${require_local_ledger.branchOf(record)}`;
	if (outcome === null) return `Step ${id} started${on}${agent == null ? "" : ` (${agent})`}`;
	const commits = outcome.changes?.own_commit_count ?? 0;
	const facts = [...commits === 0 ? [] : [`${commits} ${commits === 1 ? "commit" : "commits"}`], ...outcome.pushed === null || outcome.pushed === "none" ? [] : [outcome.pushed]];
	return `Step ${id} ${outcome.status.replaceAll("_", " ")}${on}${facts.length === 0 ? "" : `: ${facts.join(", ")}`}`;
}
function describeRollback(draft, number) {
	const { kind, branch, toSha, stepUids, reason } = draft;
	const steps = `${stepUids.length} ${stepUids.length === 1 ? "step" : "steps"}`;
	const to = toSha === null ? "" : ` to ${toSha.slice(0, 8)}`;
	const of = branch ?? "no branch";
	const what = `R${number} ${{
		rollback: `rolled ${of} back${to}: ${steps} inactive`,
		undo: require_action_run_steps.isProposal(draft) ? `proposes to take back a revert of ${of}` : `undid a rollback of ${of}${to}: ${steps} active again`,
		revert: require_action_run_steps.isProposal(draft) ? `proposes to revert ${steps} on ${of}` : `reverted ${steps} on ${of}${to}: inactive`,
		applied: `saw a revert merged into ${of}${to}`
	}[kind]}`;
	return reason === null ? what : `${what} (${reason})`;
}
// src/stores/git/append.ts
const FRESH_MS = 5e3;
const SOON_MS = 20;
const LONGEST_WAIT_MS = 8e3;
async function append(deps, additions, push, deadline) {
	let lost = null;
	for (let races = 0;; races++) {
		const asked = Date.now();
		let began = asked;
		const attempt = await inMachineTurn(deps.turnFolder, `${deps.remoteUrl} ${deps.slug}`, deadline, async () => {
			began = Date.now();
			const last = lost === null && began - asked < SOON_MS ? deps.lastLook?.() ?? null : null;
			return await attemptOnce(deps, last !== null && began - last.at < FRESH_MS ? last.tip : await lookAtTip(deps), additions, push, lost);
		});
		if (attempt.kind !== "lost") return attempt;
		const mostMs = (Date.now() - began) * 4 * 2 ** races;
		const pauseMs = Math.random() * Math.min(LONGEST_WAIT_MS, mostMs);
		if (Date.now() + pauseMs > deadline) return { kind: "late" };
		await (0, node_timers_promises.setTimeout)(pauseMs);
		lost = attempt;
	}
}
async function attemptOnce(deps, tip, additions, push, before) {
	const ref = require_action_run_steps.ledgerRef(deps.slug);
	if (before !== null && before.tip?.sha === tip?.sha) return {
		kind: isRefOf(before.push, ref) ? "history-refused" : "refused",
		push: before.push
	};
	const plan = await planAppend(deps, tip, await additions(tip));
	if (plan.commits.length === 0 && tip !== null) return {
		kind: "appended",
		tip,
		added: plan.added,
		push: null
	};
	const next = {
		sha: (await deps.objects.write(tip?.sha ?? null, plan.commits)).at(-1) ?? "",
		meta: plan.meta
	};
	const doubt = {
		tip: next,
		added: plan.added
	};
	let result;
	try {
		result = await push([{
			ref,
			to: next.sha,
			expected: tip?.sha ?? null
		}]);
	} catch (error) {
		return {
			kind: "interrupted",
			doubt,
			error
		};
	}
	if (result.kind === "pushed") {
		deps.onTip?.(next);
		return {
			kind: "appended",
			tip: next,
			added: plan.added,
			push: result
		};
	}
	if (result.kind === "unreachable") return {
		kind: "in-doubt",
		doubt,
		push: result
	};
	if (result.code === "no-atomic") return {
		kind: "history-refused",
		push: result
	};
	if (!isRefOf(result, ref) && (await lookAtTip(deps))?.sha === next.sha) {
		await deps.takeOff?.(next, tip);
		return {
			kind: "refused",
			push: result
		};
	}
	return isRefOf(result, ref) || result.code === "moved" || result.code === "other" ? {
		kind: "lost",
		push: result,
		tip
	} : {
		kind: "refused",
		push: result
	};
}
async function lookAtTip({ objects, slug, onTip }) {
	const ref = require_action_run_steps.ledgerRef(slug);
	const sha = (await objects.fetchTips([ref])).get(ref);
	const tip = sha === void 0 ? null : await require_tip.readTip(objects, sha);
	onTip?.(tip);
	return tip;
}
async function hasArrived({ objects }, { tip }, now) {
	if (now === null || now.meta.records < tip.meta.records) return false;
	return (await objects.commitsFrom(now.sha, now.meta.records - tip.meta.records + 1)).at(-1) === tip.sha;
}
function isRefOf(result, ref) {
	return result.kind === "refused" && result.ref === ref;
}
const HELD_MS = 4e3;
const LONGEST_TURN_MS = 3e4;
const LOOK_AGAIN_MS = 40;
const passedBy = new Set();
async function inMachineTurn(folder, name, deadline, work) {
	if (folder === null) return await work();
	const file = (0, node_path.join)(folder, `${(0, node_crypto.hash)("sha256", name).slice(0, 16)}.lock`);
	const ours = await takeTurn(file, Math.min(LONGEST_TURN_MS, (deadline - Date.now()) / 2));
	try {
		return await work();
	} finally {
		if (ours !== null && identify(file) === ours) remove(file);
	}
}
async function takeTurn(file, limitMs) {
	const began = performance.now();
	let held = {
		by: "",
		since: began
	};
	for (;;) {
		const created = create(file);
		if (created === "impossible") return null;
		const by = identify(file);
		if (created === "created") return by;
		const now = performance.now();
		if (by !== held.by) held = {
			by: by ?? "",
			since: now
		};
		if (by !== null && (passedBy.has(by) || now - held.since > HELD_MS)) {
			passedBy.add(by);
			if (!remove(file)) return null;
		} else if (now - began > limitMs) return null;
		else await (0, node_timers_promises.setTimeout)(LOOK_AGAIN_MS * (.5 + Math.random()));
	}
}
function create(file) {
	try {
		(0, node_fs.writeFileSync)(file, "", {
			flag: "wx",
			mode: 384
		});
		return "created";
	} catch (error) {
		return require_action_post_help_run_steps.errnoCode(error) === "EEXIST" ? "taken" : "impossible";
	}
}
function identify(file) {
	const found = (0, node_fs.lstatSync)(file, {
		throwIfNoEntry: false,
		bigint: true
	});
	return found === void 0 ? null : `${found.dev}:${found.ino}:${found.ctimeNs}`;
}
function remove(file) {
	try {
		(0, node_fs.unlinkSync)(file);
		return true;
	} catch {}
	try {
		(0, node_fs.rmdirSync)(file);
		return true;
	} catch {
		return identify(file) === null;
	}
}
Object.defineProperty(exports, "append", {
	enumerable: true,
	get: function() {
		return append;
	}
});
Object.defineProperty(exports, "hasArrived", {
	enumerable: true,
	get: function() {
		return hasArrived;
	}
});
});
