const require_rolldown_runtime = require("./rolldown-runtime.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_period = require("./period.js");
const require_figures = require("./figures.js");
const require_report = require("./report.js");
// src/domain/report/pull-requests.ts
function collectPulls(period) {
	const found = new Map();
	return {
		add(steps) {
			for (const step of steps) {
				const number = step.run?.pull_request?.number;
				const fate = require_figures.fateOf(step);
				if (number === void 0 || fate === null) continue;
				const { uid, startTime, repository } = step;
				const key = `${repository}#${number}`;
				const pull = found.get(key) ?? {
					repository,
					number,
					steps: [],
					isCounted: false
				};
				pull.steps.push({
					uid,
					startTime,
					stayed: fate === "stayed",
					after: step.commitShaAfter,
					usage: require_action_run_steps.totalsOf([step]),
					ownCommits: (step.changes?.own_commits ?? []).map(({ sha }) => sha)
				});
				pull.isCounted ||= require_period.isWithin(period, startTime);
				found.set(key, pull);
			}
		},
		pulls: () => [...found.values()].filter(({ isCounted }) => isCounted).map(({ repository, number, steps }) => ({
			repository,
			number,
			steps: steps.toSorted((a, b) => a.startTime < b.startTime ? -1 : a.startTime > b.startTime ? 1 : 0)
		})).sort((a, b) => a.number - b.number)
	};
}
function pullReport(base, found) {
	const pulls = found.map(({ work, facts }) => {
		const { mergedAt } = facts;
		const usage = work.steps.filter(({ startTime }) => mergedAt === null || startTime < mergedAt).map((step) => step.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
		return {
			...facts,
			repository: work.repository,
			number: work.number,
			usage
		};
	});
	const known = pulls.filter(({ merged }) => merged !== null);
	const merged = pulls.filter((pull) => pull.merged === true);
	const usage = merged.map((pull) => pull.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
	const cost = usage.withoutCost * 2 < usage.steps ? usage.costUsd : null;
	const counted = merged.filter(({ surviving }) => surviving !== null);
	const sum = (of) => counted.length === 0 ? null : counted.reduce((all, pull) => all + (of(pull) ?? 0), 0);
	const surviving = sum((pull) => pull.surviving);
	const ofCounted = counted.map((pull) => pull.usage).reduce(require_action_run_steps.addTotals, require_action_run_steps.NO_USAGE);
	const costOfCounted = ofCounted.withoutCost * 2 < ofCounted.steps ? ofCounted.costUsd : null;
	const rework = (of) => {
		const judged = merged.map((pull) => pull[of]).filter((one) => one !== null);
		return require_figures.rateOf(judged.filter((one) => one).length, judged.length);
	};
	return {
		base,
		pulls,
		merged: require_figures.rateOf(merged.length, known.length),
		stepsPerMerged: merged.length === 0 ? null : usage.steps / merged.length,
		costPerMerged: cost === null || merged.length === 0 ? null : cost / merged.length,
		lines: sum((pull) => pull.lines),
		surviving,
		costPerSurvivingLine: costOfCounted === null || surviving === null || surviving === 0 ? null : costOfCounted / surviving,
		reworked: rework("reworked"),
		reworked30: rework("reworked30")
	};
}
// src/usecases/find-merged.ts
const DAY_MS = 864e5;
const MOST_FILES = {
	ofPull: 200,
	ofAll: 2e3
};
async function findMerged(repository, base, works) {
	const tip = await repository.resolve(base);
	if (tip === null) {
		const message = `--base is ${require_action_post_run_steps.quote(base)}, and there is no such branch here. Name one, such as origin/main.`;
		throw new require_action_post_help_run_steps.InputError("bad-input", message);
	}
	const [first] = works.flatMap(({ steps }) => steps.map(({ startTime }) => startTime)).sort();
	if (first === void 0) return pullReport(base, []);
	const since = new Date(Date.parse(first) - DAY_MS).toISOString();
	const branch = new Branch(repository, tip, await repository.landed.commits(tip, since), await repository.landed.renames(tip, since));
	const found = [];
	for (const work of works) found.push({
		work,
		facts: await branch.factsOf(work)
	});
	return pullReport(base, found);
}
var Branch = class {
	#repository;
	#landed;
	#tip;
	#commits;
	#bySha;
	#line;
	#broughtBy = new Map();
	#renames;
	#patches;
	#linesAtTip = new Map();
	#filesLeft = MOST_FILES.ofAll;
	constructor(repository, tip, commits, renames) {
		this.#renames = renames;
		this.#repository = repository;
		this.#landed = repository.landed;
		this.#tip = tip;
		this.#commits = commits;
		this.#bySha = new Map(commits.map((commit) => [commit.sha, commit]));
		const line = [];
		for (let at = this.#bySha.get(tip); at !== void 0; at = this.#bySha.get(at.parents[0] ?? "")) line.unshift(at);
		this.#line = line;
		for (const state of line) {
			const queue = [state.sha];
			for (let sha = queue.pop(); sha !== void 0; sha = queue.pop()) {
				const commit = this.#bySha.get(sha);
				if (commit === void 0 || this.#broughtBy.has(sha)) continue;
				this.#broughtBy.set(sha, state);
				queue.push(...commit.parents);
			}
		}
	}
	async factsOf(work) {
		const landing = await this.#find(work);
		if (landing === null || landing === "unknown") return {
			...UNKNOWN,
			merged: landing === null ? false : null
		};
		const states = [...landing.commits].flatMap((sha) => this.#broughtBy.get(sha) ?? []);
		const merge = this.#line.findLast((state) => states.includes(state));
		if (merge === void 0) return {
			...UNKNOWN,
			merged: true,
			by: landing.by
		};
		return {
			merged: true,
			by: landing.by,
			mergedAt: merge.committedAt,
			...landing.isPure ? await this.#lines(landing.commits, merge) : UNCOUNTED
		};
	}
	async #find({ steps }) {
		const staying = steps.filter(({ stayed }) => stayed);
		const own = staying.flatMap(({ ownCommits }) => ownCommits);
		const newest = staying.findLast(({ ownCommits }) => ownCommits.length > 0);
		const [last] = newest?.ownCommits ?? [];
		if (last === void 0 || newest === void 0) return "unknown";
		if (this.#bySha.has(last)) return {
			by: "ancestry",
			commits: new Set(own),
			isPure: true
		};
		const isHere = (await this.#repository.kindsOf([last], null)).get(last) === "commit";
		if (isHere) {
			const kinds = await this.#repository.kindsOf(own, null);
			const ids = await this.#landed.patchIds(own.filter((sha) => kinds.get(sha) === "commit"));
			const patches = await this.#patchesOfBranch();
			const same = [...ids.values()].flatMap((id) => patches.get(id) ?? []);
			if (patches.has(ids.get(last) ?? "")) return {
				by: "patch",
				commits: new Set(same),
				isPure: true
			};
			const whole = await this.#landed.patchIdSince(this.#tip, newest.after ?? last);
			const squash = whole === null ? void 0 : patches.get(whole);
			if (squash !== void 0) {
				const isPure = await this.#isAllOwn(newest.after ?? last, new Set(own));
				return {
					by: "squash",
					commits: new Set([squash]),
					isPure
				};
			}
		}
		const uids = new Set(staying.map(({ uid }) => uid));
		const naming = this.#commits.filter(({ stepUids }) => stepUids.some((uid) => uids.has(uid)));
		if (naming.length > 0) return {
			by: "trailer",
			commits: new Set(naming.map(({ sha }) => sha)),
			isPure: false
		};
		return isHere ? null : "unknown";
	}
	async #isAllOwn(after, own) {
		const { commits, complete } = await this.#repository.commits(this.#tip, after);
		return complete && commits.every(({ sha }) => own.has(sha));
	}
	async #patchesOfBranch() {
		const single = this.#commits.filter(({ parents }) => parents.length < 2).map(({ sha }) => sha);
		this.#patches ??= new Map([...await this.#landed.patchIds(single)].map(([sha, id]) => [id, sha]));
		return this.#patches;
	}
	async #lines(commits, merge) {
		const paths = new Set();
		for (const sha of commits) {
			const [from = null] = this.#bySha.get(sha)?.parents ?? [];
			for (const file of await this.#repository.diffs.files({
				from,
				to: sha,
				paths: []
			})) paths.add(file.path);
		}
		if (paths.size > MOST_FILES.ofPull || paths.size > this.#filesLeft) return UNCOUNTED;
		this.#filesLeft -= paths.size;
		const [before = null] = merge.parents;
		const lines = await this.#count(commits, {
			from: merge,
			at: merge.sha,
			before
		}, paths);
		const [first = null] = this.#line[0]?.parents ?? [];
		const surviving = await this.#count(commits, {
			from: merge,
			at: this.#tip,
			before: first
		}, paths);
		const within = async (days) => {
			const end = new Date(Date.parse(merge.committedAt) + days * DAY_MS).toISOString();
			const then = this.#line.findLast(({ committedAt }) => committedAt <= end) ?? merge;
			const isOver = (this.#line.at(-1)?.committedAt ?? "") > end;
			if (surviving === lines) return isOver ? false : null;
			return (then.sha === this.#tip ? surviving : await this.#count(commits, {
				from: merge,
				at: then.sha,
				before
			}, paths)) < lines ? true : isOver ? false : null;
		};
		const reworked = await within(7);
		return {
			lines,
			surviving,
			reworked,
			reworked30: reworked === true ? true : await within(30)
		};
	}
	async #count(commits, { from, at, before }, paths) {
		const index = (sha) => this.#line.findIndex((state) => state.sha === sha);
		const between = this.#line.slice(index(from.sha) + 1, index(at) + 1);
		const nameOf = (path) => between.reduce((name, { sha }) => this.#renames.get(sha)?.get(name) ?? name, path);
		let count = 0;
		for (const path of paths) for (const [sha, lines] of await this.#linesOf(at, nameOf(path), before)) if (commits.has(sha)) count += lines;
		return count;
	}
	#linesOf(at, path, before) {
		if (at !== this.#tip) return this.#landed.linesOf(at, path, before);
		const key = `${before} ${path}`;
		const lines = this.#linesAtTip.get(key) ?? this.#landed.linesOf(at, path, before);
		this.#linesAtTip.set(key, lines);
		return lines;
	}
};
const UNCOUNTED = {
	lines: null,
	surviving: null,
	reworked: null,
	reworked30: null
};
const UNKNOWN = {
	merged: null,
	by: null,
	mergedAt: null,
	...UNCOUNTED
};
// src/usecases/read-report.ts
var read_report_exports = require_rolldown_runtime.__exportAll({
	readFleetReport: () => readFleetReport,
	readReport: () => readReport
});
const PAGE = 32;
const MOST_STEPS_SHOWN = 1e3;
async function readReport(history, { period, branch, now, findPulls, onSteps }) {
	const report = require_report.createReport(period, require_period.periodBefore(period, now));
	const pulls = collectPulls(period);
	const newest = [];
	const names = require_action_run_steps.createNewestNames();
	const filter = branch === null ? {} : { branch };
	let beforeId;
	for (let limit = PAGE;;) {
		const isLean = newest.length === MOST_STEPS_SHOWN;
		const page = await history.listSteps({
			...filter,
			isLean,
			limit,
			...beforeId === void 0 ? {} : { beforeId }
		});
		if (page.length === limit && page.at(-1)?.id === null) {
			limit *= 2;
			continue;
		}
		limit = PAGE;
		names.learn(page);
		const named = page.map((step) => {
			const repository = names.newest(step.repository);
			return repository === step.repository ? step : {
				...step,
				repository
			};
		});
		report.add(named);
		if (findPulls !== null) pulls.add(named);
		const shown = page.filter(({ startTime }) => require_period.isWithin(period, startTime));
		newest.push(...shown.slice(0, MOST_STEPS_SHOWN - newest.length));
		onSteps?.(shown);
		beforeId = page.at(-1)?.id ?? void 0;
		if (beforeId !== void 0) continue;
		const rollbacks = await history.listRollbacks(filter);
		report.endHistory(rollbacks.map((it) => ({
			...it,
			repository: names.newest(it.repository)
		})));
		const made = report.report();
		return {
			report: findPulls === null ? made : {
				...made,
				pulls: await findPulls(pulls.pulls())
			},
			newest
		};
	}
}
async function readFleetReport(parts, { period, now, isPage }) {
	const report = require_report.createReport(period, require_period.periodBefore(period, now), require_report.FLEET_REPORT_DIMENSIONS);
	let newest = [];
	for await (const { steps, rollbacks } of parts) {
		report.add(steps);
		if (rollbacks !== null) report.endHistory(rollbacks);
		if (isPage) newest = newestOf([...newest, ...steps.filter(({ startTime }) => require_period.isWithin(period, startTime))]);
	}
	return {
		report: report.report(),
		newest
	};
}
function newestOf(steps) {
	return steps.toSorted((a, b) => a.startTime > b.startTime ? -1 : 1).slice(0, MOST_STEPS_SHOWN);
}
Object.defineProperty(exports, "findMerged", {
	enumerable: true,
	get: function() {
		return findMerged;
	}
});
Object.defineProperty(exports, "readReport", {
	enumerable: true,
	get: function() {
		return readReport;
	}
});
Object.defineProperty(exports, "read_report_exports", {
	enumerable: true,
	get: function() {
		return read_report_exports;
	}
});
