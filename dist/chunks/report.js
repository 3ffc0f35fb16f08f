(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_figures = require("./figures.js");
const require_period = require("./period.js");
// src/domain/report/recovery.ts
var RecoveryClock = class {
	#events = new ByBranch(() => []);
	#uids = [];
	#ends = [];
	add({ uid, repository, branch, status, endTime, check }) {
		if (endTime === null) return;
		const checkFailed = check !== null && check.exit_code !== 0;
		const end = Date.parse(endTime);
		this.#uids.push(uid);
		this.#ends.push(end);
		if (branch !== null && (checkFailed || status === "succeeded")) this.#events.of(repository, branch).push(toEvent(end, checkFailed));
	}
	times(rollbacks, period) {
		for (const { repository, branch, createdAt, ...rollback } of rollbacks) if (branch !== null && require_action_run_steps.isInForce(rollback)) this.#events.of(repository, branch).push(toEvent(Date.parse(createdAt), true));
		const fixes = [...this.#events.all()].flatMap(({ value }) => findFixes(value)).filter(({ since }) => require_period.isWithin(period, new Date(since).toISOString()));
		const moves = rollbacks.filter(({ branch, createdAt }) => branch !== null && require_period.isWithin(period, createdAt));
		const moved = new Set(moves.flatMap(({ stepUids }) => stepUids));
		const endOf = new Map();
		for (const [at, uid] of this.#uids.entries()) if (moved.has(uid)) endOf.set(uid, this.#ends[at] ?? 0);
		const createdAt = new Map(rollbacks.map((rollback) => [rollback.uid, rollback.createdAt]));
		return {
			fixes: fixes.flatMap(({ since, until }) => until === null ? [] : [until - since]),
			unfixed: fixes.filter(({ until }) => until === null).length,
			rollbacks: moves.filter(({ kind, isProposed }) => kind === "rollback" || kind === "revert" && !isProposed).flatMap((move) => sinceNewest(move, endOf)),
			undos: moves.flatMap(({ kind, createdAt: since, undoneBy }) => {
				const until = undoneBy === null ? void 0 : createdAt.get(undoneBy);
				return kind === "undo" || until === void 0 ? [] : [Math.max(0, Date.parse(until) - Date.parse(since))];
			})
		};
	}
};
function recoveryOf(all) {
	return {
		fix: timesOf(all.flatMap(({ fixes }) => fixes)),
		unfixed: all.reduce((sum, { unfixed }) => sum + unfixed, 0),
		rollback: timesOf(all.flatMap(({ rollbacks }) => rollbacks)),
		undo: timesOf(all.flatMap(({ undos }) => undos))
	};
}
function toEvent(at, isTrouble) {
	return at * 2 + Number(isTrouble);
}
function findFixes(events) {
	const fixes = [];
	let since = null;
	for (const event of Float64Array.from(events).sort()) {
		const isTrouble = event % 2 !== 0;
		const at = (event - Number(isTrouble)) / 2;
		if (isTrouble) since ??= at;
		else if (since !== null) {
			fixes.push({
				since,
				until: at
			});
			since = null;
		}
	}
	return since === null ? fixes : [...fixes, {
		since,
		until: null
	}];
}
function sinceNewest({ stepUids, createdAt }, endOf) {
	const moved = Date.parse(createdAt);
	const ends = stepUids.flatMap((uid) => endOf.get(uid) ?? []).filter((end) => end <= moved);
	return ends.length === 0 ? [] : [moved - Math.max(...ends)];
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
var ByBranch = class {
	#values = new Map();
	#create;
	constructor(create) {
		this.#create = create;
	}
	of(repository, branch) {
		const branches = this.#values.get(repository) ?? new Map();
		if (branches.size === 0) this.#values.set(repository, branches);
		const value = branches.get(branch) ?? this.#create();
		if (!branches.has(branch)) branches.set(branch, value);
		return value;
	}
	*all() {
		for (const [repository, branches] of this.#values) for (const [branch, value] of branches) yield {
			repository,
			branch,
			value
		};
	}
};
// src/domain/report/timeline.ts
const MOST_BRANCHES = 50;
const MOST_EVENTS = 200;
var TimelineKeeper = class {
	#period;
	#branches = new ByBranch(() => ({
		events: [],
		leftOut: 0
	}));
	constructor(period) {
		this.#period = period;
	}
	add({ uid, id, repository, branch, status, active, startTime: at, commitShaAfter: toSha }) {
		if (branch !== null && require_period.isWithin(this.#period, at)) this.#keep(repository, branch, {
			kind: "step",
			at,
			uid,
			id,
			status,
			active,
			toSha
		});
	}
	timelines(rollbacks) {
		for (const { repository, branch, kind, createdAt: at, uid, number, fromSha, toSha, ...rest } of rollbacks) {
			const { stepUids, undoneBy, actor, reason, isProposed } = rest;
			if (kind === "applied" || isProposed || branch === null || !require_period.isWithin(this.#period, at)) continue;
			this.#keep(repository, branch, {
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
		return latestBranches([...this.#branches.all()].map(({ repository, branch, value }) => {
			cut(value, MOST_EVENTS);
			return {
				repository,
				branch,
				...value
			};
		}), 0);
	}
	#keep(repository, branch, event) {
		const line = this.#branches.of(repository, branch);
		line.events.push(event);
		if (line.events.length >= 400) cut(line, MOST_EVENTS);
	}
};
function cut(line, most) {
	const sorted = line.events.sort(byTime);
	line.leftOut += Math.max(0, sorted.length - most);
	line.events = sorted.slice(-most);
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
	return JSON.stringify([a.repository, a.branch]) < JSON.stringify([b.repository, b.branch]) ? -1 : 1;
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
	let clock = new RecoveryClock();
	let keeper = new TimelineKeeper(period);
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
		const usage = require_action_run_steps.stepToTotals(step);
		require_figures.addToTally(total, step, fate, usage);
		for (const [dimension, names] of tallies) if (dimension !== "model") require_figures.addToTally(tallyOf(names, NAMES[dimension](step)), step, fate, usage);
		else for (const share of require_action_run_steps.modelShares(step, usage)) require_figures.addToTally(tallyOf(names, share.name), step, fate, share.usage);
	};
	return {
		add(steps) {
			for (const step of steps.filter(({ replays }) => replays === null)) {
				clock.add(step);
				keeper.add(step);
				const fate = require_figures.fateOf(step);
				const isCounted = require_period.isWithin(period, step.startTime);
				const isRun = !require_action_run_steps.keepsReplay(step);
				if (fate === null) unfinished += isCounted && isRun ? 1 : 0;
				else {
					if (isCounted && isRun) count(step, fate);
					if (isRun && before !== null && require_period.isWithin(before, step.startTime)) require_figures.addToTally(earlier, step, fate, require_action_run_steps.stepToTotals(step));
					countForPull(pulls, step, isCounted && fate === "stayed");
				}
			}
		},
		endHistory(rollbacks) {
			recoveries.push(clock.times(rollbacks, period));
			timelines = joinTimelines(timelines, keeper.timelines(rollbacks));
			clock = new RecoveryClock();
			keeper = new TimelineKeeper(period);
		},
		report() {
			const landed = [...pulls.values()].filter(({ hasStayed }) => hasStayed);
			const previous = require_figures.figuresOf(earlier);
			const days = tallies.get("day") ?? new Map();
			const groups = [
				...tallies,
				["week", joinBy(days, require_period.weekOf)],
				["month", joinBy(days, (day) => day.slice(0, 7))]
			].map(([dimension, names]) => [dimension, sortGroups(dimension, names)]);
			return {
				period,
				total: require_figures.figuresOf(total),
				previous: before === null || previous.usage.steps === 0 ? null : {
					period: before,
					total: previous
				},
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
});
