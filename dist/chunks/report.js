const require_action_run_steps = require("./action-run-steps.js");
const require_figures = require("./figures.js");
const require_period = require("./period.js");
// src/domain/report/recovery.ts
function recoveryTimes(steps, rollbacks, period) {
	const fixes = findFixes(steps, rollbacks).filter(({ since }) => require_period.isWithin(period, since));
	const moves = rollbacks.filter(({ branch, createdAt }) => branch !== null && require_period.isWithin(period, createdAt));
	const moved = new Set(moves.flatMap(({ stepUids }) => stepUids));
	const endOf = new Map(steps.filter(({ uid }) => moved.has(uid)).map(({ uid, endTime }) => [uid, endTime]));
	const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
	return {
		fixes: fixes.flatMap(({ since, until }) => until === null ? [] : [between(since, until)]),
		unfixed: fixes.filter(({ until }) => until === null).length,
		rollbacks: moves.filter(({ kind, isProposed }) => kind === "rollback" || kind === "revert" && !isProposed).flatMap((move) => sinceNewest(move, (uid) => endOf.get(uid) ?? null)),
		undos: moves.flatMap(({ kind, createdAt: since, undoneBy }) => {
			const until = undoneBy === null ? void 0 : createdAt.get(undoneBy);
			return kind === "undo" || until === void 0 ? [] : [between(since, until)];
		})
	};
}
function recoveryOf(all) {
	return {
		fix: timesOf(all.flatMap(({ fixes }) => fixes)),
		unfixed: all.reduce((sum, { unfixed }) => sum + unfixed, 0),
		rollback: timesOf(all.flatMap(({ rollbacks }) => rollbacks)),
		undo: timesOf(all.flatMap(({ undos }) => undos))
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
	return latestBranches([...branches.values()].map(({ events, ...branch }) => {
		const sorted = events.sort(byTime);
		return {
			...branch,
			events: sorted.slice(-200),
			leftOut: Math.max(0, sorted.length - MOST_EVENTS)
		};
	}), 0);
}
function joinTimelines(a, b) {
	return latestBranches([...a.branches, ...b.branches], a.leftOut + b.leftOut);
}
function latestBranches(all, leftOut) {
	const branches = all.toSorted(latestFirst).slice(0, MOST_BRANCHES);
	return {
		branches,
		leftOut: leftOut + all.length - branches.length
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
const FLEET_REPORT_DIMENSIONS = [
	...[
		"repository",
		"organisation",
		"team"
	],
	...require_period.TIME_UNITS,
	...[
		"agent",
		"model",
		"actor",
		"template"
	]
];
const DIMENSIONS_FOR_PEOPLE = [
	"month",
	"agent",
	"model",
	"branch",
	"actor",
	"template"
];
function createReport(period, before = null, dimensions = REPORT_DIMENSIONS) {
	let kept = [];
	const tallies = new Map([...dimensions.filter(isCounted), "day"].map((dimension) => [dimension, new Map()]));
	const recoveries = [];
	let timelines = {
		branches: [],
		leftOut: 0
	};
	const pulls = new Map();
	const total = require_figures.emptyTally();
	const earlier = require_figures.emptyTally();
	let unfinished = 0;
	const count = (step, fate) => {
		const usage = require_action_run_steps.totalsOf([step]);
		require_figures.addToTally(total, step, fate, usage);
		for (const [dimension, names] of tallies) for (const { name, usage: share } of sharesOf(dimension, step, usage)) require_figures.addToTally(tallyOf(names, name), step, fate, share);
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
					if (isRun && before !== null && require_period.isWithin(before, step.startTime)) require_figures.addToTally(earlier, step, fate, require_action_run_steps.totalsOf([step]));
					countForPull(pulls, step, isCounted && fate === "stayed");
				}
			}
		},
		endHistory(rollbacks) {
			recoveries.push(recoveryTimes(kept, rollbacks, period));
			timelines = joinTimelines(timelines, timelinesOf(kept, rollbacks, period));
			kept = [];
		},
		report() {
			const landed = [...pulls.values()].filter(({ hasStayed }) => hasStayed);
			const days = tallies.get("day") ?? new Map();
			const groups = [
				...tallies,
				["week", joinBy(days, require_period.weekOf)],
				["month", joinBy(days, (day) => day.slice(0, 7))]
			].map(([dimension, names]) => [dimension, sortGroups(dimension, names)]);
			return {
				period,
				total: require_figures.figuresOf(total),
				previous: previousOf(before, require_figures.figuresOf(earlier)),
				unfinished,
				oneShot: require_figures.rateOf(landed.filter(({ steps }) => steps === 1).length, landed.length),
				recovery: recoveryOf(recoveries),
				groups: {
					...NO_GROUPS,
					...Object.fromEntries(groups)
				},
				timelines,
				pulls: null
			};
		}
	};
}
const NO_GROUPS = {
	repository: [],
	organisation: [],
	team: [],
	day: [],
	week: [],
	month: [],
	agent: [],
	model: [],
	branch: [],
	actor: [],
	template: []
};
function isCounted(dimension) {
	return dimension !== "week" && dimension !== "month";
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
function tallyOf(names, name) {
	const known = names.get(name);
	if (known !== void 0) return known;
	const tally = require_figures.emptyTally();
	names.set(name, tally);
	return tally;
}
function joinBy(days, nameOf) {
	const names = new Map();
	for (const [day, tally] of days) require_figures.joinTally(tallyOf(names, nameOf(day ?? "")), tally);
	return names;
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
	agent: require_action_run_steps.agentOf,
	branch: ({ branch }) => branch,
	repository: ({ repository }) => repository,
	organisation: ({ repository }) => repository?.split("/").slice(0, 2).join("/") ?? null,
	team: (step) => require_action_run_steps.labelsOf(step)?.team ?? null,
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
Object.defineProperty(exports, "FLEET_REPORT_DIMENSIONS", {
	enumerable: true,
	get: function() {
		return FLEET_REPORT_DIMENSIONS;
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
