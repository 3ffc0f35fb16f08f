const require_action_run_steps = require("./action-run-steps.js");
const require_figures = require("./figures.js");
const require_period = require("./period.js");
// src/domain/report/recovery.ts
function recoveryOf(steps, rollbacks, period) {
	const fixes = findFixes(steps, rollbacks).filter(({ since }) => require_period.isWithin(period, since));
	const endOf = new Map(steps.map(({ uid, endTime }) => [uid, endTime]));
	const moves = rollbacks.filter(({ branch, createdAt }) => branch !== null && require_period.isWithin(period, createdAt));
	const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
	return {
		fix: timesOf(fixes.flatMap(({ since, until }) => until === null ? [] : [between(since, until)])),
		unfixed: fixes.filter(({ until }) => until === null).length,
		rollback: timesOf(moves.filter(({ kind, isProposed }) => kind === "rollback" || kind === "revert" && !isProposed).flatMap((move) => sinceNewest(move, (uid) => endOf.get(uid) ?? null))),
		undo: timesOf(moves.flatMap(({ kind, createdAt: since, undoneBy }) => {
			const until = undoneBy === null ? void 0 : createdAt.get(undoneBy);
			return kind === "undo" || until === void 0 ? [] : [between(since, until)];
		}))
	};
}
function findFixes(steps, rollbacks) {
	const branches = new Map();
	const add = (repository, branch, event) => {
		if (branch === null) return;
		const key = branchKey(repository, branch);
		const events = branches.get(key) ?? [];
		if (events.length === 0) branches.set(key, events);
		events.push(event);
	};
	for (const { repository, branch, status, endTime, checkFailed } of steps) {
		if (endTime === null || !checkFailed && status !== "succeeded") continue;
		add(repository, branch, {
			at: endTime,
			isTrouble: checkFailed
		});
	}
	for (const rollback of rollbacks) {
		const { repository, branch, createdAt } = rollback;
		if (require_action_run_steps.isInForce(rollback)) add(repository, branch, {
			at: createdAt,
			isTrouble: true
		});
	}
	return [...branches.values()].flatMap((events) => {
		const fixes = [];
		let since = null;
		for (const { at, isTrouble } of events.sort(byTime$1)) if (isTrouble) since ??= at;
		else if (since !== null) {
			fixes.push({
				since,
				until: at
			});
			since = null;
		}
		return since === null ? fixes : [...fixes, {
			since,
			until: null
		}];
	});
}
function byTime$1(a, b) {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	return Number(a.isTrouble) - Number(b.isTrouble);
}
function sinceNewest({ stepUids, createdAt }, endOf) {
	const newest = stepUids.map(endOf).filter((end) => end !== null && end <= createdAt).sort().at(-1) ?? null;
	return newest === null ? [] : [between(newest, createdAt)];
}
function between(since, until) {
	return Math.max(0, Date.parse(until) - Date.parse(since));
}
function timesOf(times) {
	const sorted = times.toSorted((a, b) => a - b);
	const middle = sorted.length / 2;
	const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
	return {
		count: sorted.length,
		medianMs: low === void 0 || high === void 0 ? null : (low + high) / 2,
		longestMs: sorted.at(-1) ?? null
	};
}
function branchKey(repository, branch) {
	return JSON.stringify([repository, branch]);
}
// src/domain/report/timeline.ts
const MOST_BRANCHES = 50;
const MOST_EVENTS = 200;
function timelinesOf(steps, rollbacks, period) {
	const branches = new Map();
	const add = (repository, branch, event) => {
		if (branch === null || !require_period.isWithin(period, event.at)) return;
		const key = branchKey(repository, branch);
		const found = branches.get(key);
		if (found === void 0) branches.set(key, {
			repository,
			branch,
			events: [event]
		});
		else found.events.push(event);
	};
	for (const { uid, id, repository, branch, status, active, startTime: at, commitShaAfter: toSha } of steps) add(repository, branch, {
		kind: "step",
		at,
		uid,
		id,
		status,
		active,
		toSha
	});
	for (const { repository, branch, kind, createdAt: at, uid, number, fromSha, toSha, ...rest } of rollbacks) {
		const { stepUids, undoneBy, actor, reason, isProposed } = rest;
		if (kind === "applied" || isProposed) continue;
		add(repository, branch, {
			kind,
			at,
			uid,
			number,
			fromSha,
			toSha,
			stepUids,
			undoneBy,
			actor,
			reason
		});
	}
	const lines = [...branches.values()].map(({ events, ...branch }) => {
		const sorted = events.sort(byTime);
		return {
			...branch,
			events: sorted.slice(-200),
			leftOut: Math.max(0, sorted.length - MOST_EVENTS)
		};
	});
	return {
		branches: lines.sort(latestFirst).slice(0, MOST_BRANCHES),
		leftOut: Math.max(0, lines.length - MOST_BRANCHES)
	};
}
function byTime(a, b) {
	if (a.at !== b.at) return a.at < b.at ? -1 : 1;
	return a.uid < b.uid ? -1 : 1;
}
function latestFirst(a, b) {
	const [one, other] = [a.events.at(-1)?.at ?? "", b.events.at(-1)?.at ?? ""];
	if (one !== other) return one < other ? 1 : -1;
	return branchKey(a.repository, a.branch) < branchKey(b.repository, b.branch) ? -1 : 1;
}
// src/domain/report/report.ts
const REPORT_DIMENSIONS = [
	...require_period.TIME_UNITS,
	"agent",
	"model",
	"branch",
	"actor",
	"template"
];
const DIMENSIONS_FOR_PEOPLE = [
	"month",
	"agent",
	"model",
	"branch",
	"actor",
	"template"
];
function createReport(period, before = null) {
	const kept = [];
	const tallies = new Map(REPORT_DIMENSIONS.map((dimension) => [dimension, new Map()]));
	const pulls = new Map();
	let total = require_figures.EMPTY_TALLY;
	let earlier = require_figures.EMPTY_TALLY;
	let unfinished = 0;
	const count = (step, fate) => {
		const usage = require_action_run_steps.totalsOf([step]);
		total = require_figures.addToTally(total, step, fate, usage);
		for (const [dimension, names] of tallies) for (const { name, usage: share } of sharesOf(dimension, step, usage)) names.set(name, require_figures.addToTally(names.get(name) ?? require_figures.EMPTY_TALLY, step, fate, share));
	};
	return {
		add(steps) {
			for (const step of steps.filter(({ replays }) => replays === null)) {
				kept.push(keep(step));
				const fate = require_figures.fateOf(step);
				const isCounted = require_period.isWithin(period, step.startTime);
				const isRun = !require_action_run_steps.keepsReplay(step);
				if (fate === null) unfinished += isCounted && isRun ? 1 : 0;
				else {
					if (isCounted && isRun) count(step, fate);
					if (isRun && before !== null && require_period.isWithin(before, step.startTime)) earlier = require_figures.addToTally(earlier, step, fate, require_action_run_steps.totalsOf([step]));
					countForPull(pulls, step, isCounted && fate === "stayed");
				}
			}
		},
		report(rollbacks) {
			const landed = [...pulls.values()].filter(({ hasStayed }) => hasStayed);
			const groups = [...tallies].map(([dimension, names]) => [dimension, sortGroups(dimension, names)]);
			return {
				period,
				total: require_figures.figuresOf(total),
				previous: previousOf(before, require_figures.figuresOf(earlier)),
				unfinished,
				oneShot: require_figures.rateOf(landed.filter(({ steps }) => steps === 1).length, landed.length),
				recovery: recoveryOf(kept, rollbacks, period),
				groups: Object.fromEntries(groups),
				timelines: timelinesOf(kept, rollbacks, period),
				pulls: null
			};
		}
	};
}
function previousOf(period, total) {
	return period === null || total.usage.steps === 0 ? null : {
		period,
		total
	};
}
function keep(step) {
	const { uid, id, repository, branch, status, active, startTime, endTime, commitShaAfter } = step;
	return {
		uid,
		id,
		repository,
		branch,
		status,
		active,
		startTime,
		endTime,
		commitShaAfter,
		checkFailed: step.check !== null && step.check.exit_code !== 0
	};
}
function countForPull(pulls, { repository, run }, hasStayed) {
	const number = run?.pull_request?.number;
	if (number === void 0) return;
	const key = `${repository}#${number}`;
	const pull = pulls.get(key) ?? {
		steps: 0,
		hasStayed: false
	};
	pulls.set(key, {
		steps: pull.steps + 1,
		hasStayed: pull.hasStayed || hasStayed
	});
}
function sharesOf(dimension, step, usage) {
	if (dimension === "model") return require_action_run_steps.modelShares(step, usage);
	return [{
		name: NAMES[dimension](step),
		usage
	}];
}
const NAMES = {
	day: ({ startTime }) => startTime.slice(0, 10),
	week: ({ startTime }) => require_period.weekOf(startTime),
	month: ({ startTime }) => startTime.slice(0, 7),
	agent: require_action_run_steps.agentOf,
	branch: ({ branch }) => branch,
	actor: ({ run }) => run?.actor ?? null,
	template: ({ template }) => template?.name ?? null
};
function sortGroups(dimension, names) {
	const groups = [...names].map(([name, tally]) => ({
		name,
		figures: require_figures.figuresOf(tally)
	}));
	const isTime = require_period.TIME_UNITS.some((unit) => unit === dimension);
	return groups.sort((a, b) => isTime ? require_action_run_steps.compareNames(a.name, b.name) : (b.figures.usage.costUsd ?? -1) - (a.figures.usage.costUsd ?? -1) || b.figures.usage.steps - a.figures.usage.steps || require_action_run_steps.compareNames(a.name, b.name));
}
Object.defineProperty(exports, "DIMENSIONS_FOR_PEOPLE", {
	enumerable: true,
	get: function() {
		return DIMENSIONS_FOR_PEOPLE;
	}
});
Object.defineProperty(exports, "REPORT_DIMENSIONS", {
	enumerable: true,
	get: function() {
		return REPORT_DIMENSIONS;
	}
});
Object.defineProperty(exports, "createReport", {
	enumerable: true,
	get: function() {
		return createReport;
	}
});
