let node_path = require("node:path");
const require_errors = require("./errors.js");
const require_identity = require("./identity.js");
const require_step = require("./step.js");
const require_cli = require("./cli.js");
const require_dropped_pin = require("./dropped-pin.js");
const require_rollback = require("./rollback.js");
const require_find_dropped_pin = require("./find-dropped-pin.js");
const require_found_step = require("./found-step.js");
const require_open_history = require("./open-history.js");
const require_place = require("./place.js");
let node_child_process = require("node:child_process");
let node_events = require("node:events");
const require_write_output = require("./write-output.js");
// src/domain/step-comparison.ts
function compareSteps(a, b) {
	const sameBefore = same(a.commitShaBefore, b.commitShaBefore);
	const digests = {
		a: a.prompt?.sha256 ?? null,
		b: b.prompt?.sha256 ?? null
	};
	const samePrompt = same(digests.a, digests.b);
	const [checkA, checkB] = [a.check?.command ?? null, b.check?.command ?? null];
	const sameCheck = checkA === null && checkB === null ? null : checkA === checkB;
	return {
		sameBefore,
		samePrompt,
		sameCheck,
		digests,
		reasons: [
			...sameBefore === true ? [] : ["they began from different states of the files"],
			...samePrompt === false ? ["they were asked different things"] : [],
			...sameCheck === false ? ["their checks differ"] : [],
			...sameCheck === null ? ["no check told whether the work is right"] : []
		],
		config: changedSettings(a.agentConfig, b.agentConfig),
		figures: compareFigures(a, b)
	};
}
function same(a, b) {
	return a === null || b === null ? null : a === b;
}
function changedSettings(a, b) {
	const [left, right] = [flatten(a), flatten(b)];
	return [...new Set([...left.keys(), ...right.keys()])].flatMap((path) => {
		const [one, other] = [left.get(path) ?? null, right.get(path) ?? null];
		return JSON.stringify(one) === JSON.stringify(other) ? [] : [{
			path,
			a: one,
			b: other
		}];
	});
}
function flatten(value, under = "") {
	const flat = new Map();
	for (const [key, one] of Object.entries(value ?? {})) if (!(typeof one === "object" && one !== null && !Array.isArray(one))) flat.set(`${under}${key}`, one);
	else for (const [path, leaf] of flatten(one, `${under}${key}.`)) flat.set(path, leaf);
	return flat;
}
function compareFigures(a, b) {
	const figure = (name) => compareFigure(figureOf(a, name), figureOf(b, name));
	return {
		duration_ms: figure("duration_ms"),
		cost_usd: figure("cost_usd"),
		total_tokens: figure("total_tokens"),
		input_tokens: figure("input_tokens"),
		cache_read_tokens: figure("cache_read_tokens"),
		cache_write_tokens: figure("cache_write_tokens"),
		output_tokens: figure("output_tokens"),
		turns: figure("turns")
	};
}
function figureOf({ durationMs, tokenUsage }, name) {
	if (name === "duration_ms") return {
		value: durationMs,
		isExact: durationMs !== null
	};
	const value = name === "cost_usd" ? tokenUsage?.cost ?? null : tokenOf(tokenUsage, name);
	const isEstimate = name === "cost_usd" && tokenUsage?.cost_estimated === true;
	return {
		value,
		isExact: value !== null && tokenUsage?.state === "measured" && !isEstimate
	};
}
function tokenOf(usage, name) {
	return usage?.[name] ?? null;
}
function compareFigure(a, b) {
	const abs = a.value === null || b.value === null ? null : b.value - a.value;
	const pct = abs === null || a.value === null || a.value === 0 ? null : abs / a.value * 100;
	const isExact = a.isExact && b.isExact;
	const favorable = abs === null || abs === 0 || !isExact ? null : abs < 0 ? "b" : "a";
	return {
		a: a.value,
		b: b.value,
		abs,
		pct,
		favorable,
		isExact
	};
}
function comparisonToJson(comparison) {
	const { sameBefore, samePrompt, sameCheck, digests, reasons, config, figures } = comparison;
	const figure = ({ isExact, ...rest }) => ({
		...rest,
		exact: isExact
	});
	return {
		comparable: {
			same_before: sameBefore,
			same_prompt: samePrompt,
			same_check: sameCheck,
			reasons
		},
		prompt: {
			digest_a: digests.a,
			digest_b: digests.b
		},
		config,
		figures: Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, figure(value)]))
	};
}
// src/usecases/diff-steps.ts
const CODE_MODES = [
	"states",
	"work",
	"commits",
	"none"
];
async function diffSteps(deps, request) {
	const { a, b } = request;
	const comparison = b === null ? null : compareSteps(a, b);
	const nothing = {
		a,
		b,
		mode: "none",
		range: {
			from: null,
			to: null,
			paths: request.paths
		},
		works: null,
		files: [],
		conflicts: [],
		comparison,
		notes: []
	};
	if (b !== null && a.uid === b.uid) throw new require_errors.RefusedError("not-comparable", `Both are ${require_step.stepName(a)}. Name two steps, or one to see what it changed.`);
	if (request.code === "none" || deps.repository === null) return nothing;
	if (b !== null && a.repository !== b.repository) {
		const where = `${a.repository ?? "a repository without a remote"} and ${b.repository ?? "one without"}`;
		throw new require_errors.RefusedError("not-comparable", `${require_step.stepName(a)} and ${require_step.stepName(b)} are of two repositories, ${where}. Compare them with --code none.`);
	}
	const states = new States(deps, deps.repository);
	return b === null ? await showWork(deps.repository, states, request, nothing) : await compareCode(deps.repository, states, {
		...request,
		b
	}, nothing);
}
async function showWork(repository, states, request, nothing) {
	const work = await states.work(request.a);
	const range = {
		from: work.before,
		to: work.after,
		paths: request.paths
	};
	const files = (await repository.diffs.files(range)).map((file) => ({
		...file,
		in: null
	}));
	const foreign = request.a.changes?.foreign_commit_count ?? 0;
	if (foreign > 0) {
		const commits = `${foreign} commit${foreign === 1 ? "" : "s"}`;
		states.notes.push(`It holds ${commits} that came from elsewhere while the step ran (laforge step info has them).`);
	}
	return {
		...nothing,
		mode: "states",
		range,
		files,
		notes: states.notes
	};
}
async function compareCode(repository, states, request, nothing) {
	const { a, b, paths, net } = request;
	if (net) {
		const range = {
			from: await states.net(a),
			to: await states.net(b),
			paths
		};
		const files = (await repository.diffs.files(range)).map((file) => ({
			...file,
			in: null
		}));
		return {
			...nothing,
			mode: "states",
			range,
			files,
			notes: states.notes
		};
	}
	const works = {
		a: await states.work(a),
		b: await states.work(b)
	};
	const mode = request.code ?? await fittingMode(repository, works);
	const ends = {
		from: works.a.after,
		to: works.b.after,
		paths
	};
	if (mode === "states") {
		const files = (await repository.diffs.files(ends)).map((file) => ({
			...file,
			in: null
		}));
		return {
			...nothing,
			mode,
			range: ends,
			files,
			notes: states.notes
		};
	}
	const carried = works.a.before === works.b.before ? null : await repository.diffs.carry(works.b, works.a.before);
	const range = carried === null ? ends : {
		...ends,
		to: carried.tree
	};
	if (carried !== null && mode === "work") {
		const onto = require_identity.shortSha(works.a.before ?? "") || "nothing";
		states.notes.push(`${require_step.stepName(b)} began elsewhere: its changes were carried onto ${onto}, where ${require_step.stepName(a)} began.`);
	}
	const [byA, byB] = await Promise.all([repository.diffs.files({
		from: works.a.before,
		to: works.a.after,
		paths
	}), repository.diffs.files({
		from: works.b.before,
		to: works.b.after,
		paths
	})]);
	const files = (await repository.diffs.files(range)).map((file) => ({
		...file,
		in: changedBy(file, byA, byB)
	}));
	const isPaired = mode === "commits";
	return {
		...nothing,
		mode,
		range,
		works: isPaired ? works : null,
		files,
		conflicts: carried?.conflicts ?? [],
		notes: states.notes
	};
}
function changedBy(file, byA, byB) {
	const names = [file.path, file.oldPath].filter((path) => path !== null);
	const isIn = (files) => files.some(({ path, oldPath }) => names.includes(path) || oldPath !== null && names.includes(oldPath));
	const [inA, inB] = [isIn(byA), isIn(byB)];
	if (inA && inB) return "both";
	return inA ? "a" : inB ? "b" : null;
}
async function fittingMode(repository, works) {
	const [from, to] = [works.a.after, works.b.after];
	if (from === null || to === null) return "states";
	if (await repository.isAncestor(from, to) === "yes") return "states";
	return await repository.isAncestor(to, from) === "yes" ? "states" : "work";
}
var States = class {
	notes = [];
	#deps;
	#repository;
	constructor(deps, repository) {
		this.#deps = deps;
		this.#repository = repository;
	}
	async work(step) {
		await this.#noteRollback(step);
		const after = await this.#after(step);
		if (step.commitShaBefore !== null) await this.#bring(step.commitShaBefore, step, "began");
		return {
			before: step.commitShaBefore,
			after
		};
	}
	async net(step) {
		for (let at = step;;) {
			if (at.active) return await this.#after(at);
			const { parentUid } = at;
			const parent = parentUid === null ? null : await this.#deps.history.findStep({
				kind: "uid",
				prefix: parentUid
			});
			if (parent?.kind !== "found") {
				if (at.commitShaBefore !== null) await this.#bring(at.commitShaBefore, at, "began");
				this.notes.push(`${require_step.stepName(step)} is rolled back: compared is where ${require_step.stepName(at)} began.`);
				return at.commitShaBefore;
			}
			at = parent.value;
			if (at.active) this.notes.push(`${require_step.stepName(step)} is rolled back: compared is what ${require_step.stepName(at)} left.`);
		}
	}
	async #after(step) {
		const { commitShaAfter: after, changes, pushed } = step;
		if (step.status === "running" || after === null) {
			const why = step.status === "running" ? "is still running" : "has no end on record";
			throw new require_errors.RefusedError("not-comparable", `${require_step.stepName(step)} ${why}, so nobody knows what it changed.`);
		}
		await this.#bring(after, step, "ended");
		const newest = changes?.own_commits[0]?.sha;
		if (!((pushed === "pinned" || pushed === "bundled") && newest !== void 0 && newest !== after) || !await this.#fetch(newest, step.pinRef)) return after;
		if (await this.#repository.isAncestor(after, newest) !== "yes") return after;
		this.notes.push(`${require_step.stepName(step)} left work beside the branch, in ${require_identity.shortSha(newest)}: it is in the diff.`);
		return newest;
	}
	async #noteRollback(step) {
		if (step.active) return;
		const covering = (await this.#deps.history.listRollbacks()).find(({ kind, undoneBy, stepUids }) => kind === "rollback" && undoneBy === null && stepUids.includes(step.uid));
		const by = covering === void 0 ? "" : ` by ${require_rollback.rollbackName(covering)}`;
		this.notes.push(`${require_step.stepName(step)} is rolled back${by}: its work is on no branch.`);
	}
	async #bring(sha, step, what) {
		const pins = await this.#pinsOf(step);
		for (const pin of [null, ...pins]) if (await this.#fetch(sha, pin)) return;
		const dropped = [...await require_find_dropped_pin.findPinStates(this.#repository, pins)].flatMap(([ref, pin]) => pin.kind === "dropped" ? [`${ref}: ${require_dropped_pin.droppedInWords(pin)}`] : []);
		const why = dropped.length > 0 ? `its pin is gone (${dropped.join("; ")})` : "it is neither here nor at the remote";
		throw new require_errors.RefusedError("commit-gone", `Commit ${require_identity.shortSha(sha)}, where ${require_step.stepName(step)} ${what}, cannot be had: ${why}.`);
	}
	async #pinsOf(step) {
		const own = (await this.#deps.history.listRollbacks()).filter(({ stepUids }) => stepUids.includes(step.uid)).map(({ pinRef }) => pinRef);
		return [step.pinRef, ...own].filter((ref) => ref !== null);
	}
	async #fetch(sha, pin) {
		const isHere = async () => (await this.#repository.kindsOf([sha], null)).get(sha) === "commit";
		if (await isHere()) return true;
		const { remote } = this.#repository;
		if (remote === null) return false;
		const name = pin ?? sha;
		return await remote.fetch([name]) && await isHere();
	}
};
// src/cli/pager.ts
function choosePager(context, configured) {
	const { env, streams } = context;
	if (streams.stdout.isTTY !== true || env.TERM === "dumb") return null;
	const pager = env.GIT_PAGER ?? configured ?? env.PAGER ?? "less";
	return pager === "" || pager === "cat" ? null : pager;
}
async function page(context, pager, text) {
	if (pager === null) {
		context.streams.stdout.write(text);
		return;
	}
	const child = (0, node_child_process.spawn)(pager, {
		shell: true,
		stdio: [
			"pipe",
			"inherit",
			"inherit"
		],
		env: {
			...context.env,
			LESS: context.env.LESS ?? "FRX",
			LV: context.env.LV ?? "-c"
		}
	});
	const ended = (0, node_events.once)(child, "close");
	child.stdin.on("error", () => {});
	child.stdin.end(text);
	await ended;
}
// src/cli/step-diff.ts
function define(command, context) {
	command.usage("[options] [project-id] <step-id> [step-id]").argument("[step-id...]", "a step, to see what it changed, or two to compare: numbers (3, S3) or uids").option("--code <mode>", CODE_HELP, require_place.oneOf("--code", CODE_MODES)).option("--patch", "print only the patch, which git apply takes").option("--stat", "print the files with the number of their lines in place of the patch").option("--name-only", "print only the names of the files that differ").option("--json", "print the comparison as one object, with every file and no patch").option("--md", "print it as Markdown, with the first 8,000 characters of the patch").option("--html <file>", "write it to a file as one page that loads nothing").option("--paths <path...>", "only these files and folders, as git takes them").option("--net", "compare what the branch had: of a step that was rolled back, what was there before it").option("--exit-code", "exit with 1 when the code differs");
	require_place.addHistoryOptions(command);
	command.addHelpText("after", EXAMPLES);
	command.action((args, options) => showDiff(context, args, options));
}
const CODE_HELP = "what is compared of two steps: the states they left, the work each did, their commits in pairs, or none (default: states where one came after the other, else work)";
async function showDiff(context, args, options) {
	const named = readSteps(args, options);
	refuseTogether(options, named.steps.length);
	await require_open_history.withHistory(context, named.project, options, async (opened) => {
		const [a, b = null] = await Promise.all(named.steps.map((ref) => find(opened, ref)));
		if (a === void 0) return;
		const here = opened.repository === null && options.code !== "none" ? await require_place.tryOpenRepository(context.cwd) : null;
		const repository = opened.repository ?? here;
		try {
			if (repository === null && options.code !== "none") {
				const message = `${require_identity.quote(context.cwd)} is in no git work tree, where the commits could be. Go into a clone, or say --code none.`;
				throw new require_errors.InputError("not-a-work-tree", message);
			}
			const paths = pathspecs(context, repository, options.paths);
			const request = {
				a,
				b,
				code: options.code ?? null,
				net: options.net === true,
				paths
			};
			const diff = await diffSteps({
				repository,
				history: opened.history
			}, request);
			await show(context, repository, diff, options);
			if (options.exitCode === true && diff.files.length > 0) context.exitWith(1);
		} finally {
			await here?.close();
		}
	});
}
async function show(context, repository, diff, options) {
	const patchOf = async (look) => {
		if (repository === null || diff.mode === "none") return Buffer.alloc(0);
		const { works } = diff;
		const { colour = false } = look;
		if (works !== null) return await repository.diffs.printCommits(works.a, works.b, { colour });
		return await repository.diffs.print(diff.range, {
			form: "patch",
			colour,
			columns: null,
			...look
		});
	};
	if (options.json === true) return require_cli.printJson(context, diffToJson(diff));
	if (options.md === true) {
		const { renderDiffMarkdown } = await Promise.resolve().then(() => require("./step-diff-markdown.js"));
		return require_cli.print(context, renderDiffMarkdown(diff, (await patchOf({})).toString("utf8")));
	}
	if (options.html !== void 0) {
		const { renderDiffPage } = await Promise.resolve().then(() => require("./step-diff-page.js"));
		const file = (0, node_path.resolve)(context.cwd, options.html);
		require_write_output.writeToFile(file, [renderDiffPage(diff, (await patchOf({})).toString("utf8"))], "--html");
		return require_cli.print(context, `Written: ${file}`);
	}
	const colour = require_cli.stdoutPaint(context) !== require_cli.plainPaint;
	const columns = context.streams.stdout.columns ?? null;
	const pager = choosePager(context, repository?.pager ?? null);
	if (options.nameOnly === true) return await page(context, pager, await patchOf({ form: "name-only" }));
	if (options.patch === true) return await page(context, pager, await patchOf({
		form: "whole-patch",
		colour
	}));
	const text = await patchOf(options.stat === true ? {
		form: "stat",
		colour,
		columns
	} : { colour });
	const { renderDiffHead } = await Promise.resolve().then(() => require("./step-diff2.js"));
	const head = renderDiffHead(diff, {
		paint: require_cli.stdoutPaint(context),
		width: require_cli.stdoutWidth(context)
	});
	await page(context, pager, Buffer.concat([Buffer.from(`${head}\n${text.length > 0 ? "\n" : ""}`), text]));
}
function readSteps(args, options) {
	const [first, ...rest] = args;
	if (first === void 0) throw new require_errors.InputError("bad-input", "No step is named. Give its number, such as 3, or two to compare (laforge steps lists them).");
	const hasProject = args.length > 2 || rest.length > 0 && !readsAsStep(first);
	const [extra] = args.slice(hasProject ? 3 : 2);
	if (extra !== void 0) throw new require_errors.InputError("bad-input", `${require_identity.quote(extra)} is one argument too many.`);
	if (hasProject && options.project !== void 0 && options.project !== first) {
		const message = `Two projects are named, ${require_identity.quote(first)} and ${require_identity.quote(options.project)} (--project). Name one.`;
		throw new require_errors.InputError("bad-input", message);
	}
	const steps = (hasProject ? rest : args).map((name) => require_identity.parseStepRef(name, "The step id"));
	return {
		project: hasProject ? first : options.project ?? null,
		steps
	};
}
function readsAsStep(text) {
	try {
		require_identity.parseStepRef(text, "");
		return true;
	} catch {
		return false;
	}
}
function refuseTogether(options, steps) {
	const ofCode = [
		...options.patch === true ? ["--patch"] : [],
		...options.stat === true ? ["--stat"] : [],
		...options.nameOnly === true ? ["--name-only"] : []
	];
	const forms = [
		...ofCode,
		...options.json === true ? ["--json"] : [],
		...options.md === true ? ["--md"] : [],
		...options.html === void 0 ? [] : ["--html"]
	];
	if (forms.length > 1) throw new require_errors.InputError("bad-input", `${forms.join(" and ")} do not go together. Give one of them.`);
	const narrowing = [
		...ofCode,
		...options.paths === void 0 ? [] : ["--paths"],
		...options.net === true ? ["--net"] : []
	];
	if ((options.code === "commits" || options.code === "none") && narrowing.length > 0) {
		const what = options.code === "none" ? "compares no code" : "pairs whole commits";
		throw new require_errors.InputError("bad-input", `--code ${options.code} ${what}. Leave out ${narrowing.join(" and ")}, or say --code work.`);
	}
	if (options.net === true && options.code === "work") throw new require_errors.InputError("bad-input", "--net compares states, and --code work what each step did. Give one of them.");
	if (steps < 2 && (options.net === true || options.code !== void 0)) {
		const option = options.net === true ? "--net" : "--code";
		throw new require_errors.InputError("bad-input", `${option} is for two steps. Name a second one, or leave it out.`);
	}
}
async function find({ history, project }, ref) {
	return require_found_step.foundStep(await history.findStep(ref), ref, project.id);
}
function pathspecs(context, repository, paths = []) {
	if (repository === null) return paths;
	return paths.map((path) => {
		if (path.startsWith(":")) return path;
		const inTree = (0, node_path.relative)(repository.root, (0, node_path.resolve)(context.cwd, path));
		if (inTree.startsWith("..")) throw new require_errors.InputError("bad-input", `${require_identity.quote(path)} is outside the work tree ${require_identity.quote(repository.root)}.`);
		return inTree === "" ? "." : inTree;
	});
}
function diffToJson(diff) {
	const sum = (key) => diff.files.reduce((all, file) => all + (file[key] ?? 0), 0);
	return {
		schema_version: 1,
		a: require_step.stepToJson(diff.a),
		b: diff.b === null ? null : require_step.stepToJson(diff.b),
		code: {
			mode: diff.mode,
			from: diff.range.from,
			to: diff.range.to,
			same: diff.mode === "none" ? null : diff.files.length === 0,
			files: diff.files.map(({ oldPath, insertions, deletions, ...file }) => ({
				path: file.path,
				old_path: oldPath,
				status: file.status,
				in: file.in,
				insertions,
				deletions,
				binary: insertions === null
			})),
			insertions: sum("insertions"),
			deletions: sum("deletions"),
			conflicts: diff.conflicts
		},
		...diff.comparison === null ? {
			comparable: null,
			config: [],
			figures: null
		} : comparisonToJson(diff.comparison),
		notes: diff.notes
	};
}
const EXAMPLES = `
A step that was rolled back can be looked at as long as its pin is there.

Examples:
  $ laforge step diff 3                         what step 3 changed
  $ laforge step diff 3 --patch | git apply -R  take it out of the files, and commit nothing
  $ laforge step diff 3 5                       step 5 against step 3
  $ laforge step diff 3 5 --code commits        which commits of one are those of the other
  $ laforge step diff 3 5 --json | jq .figures  for programs`;
exports.define = define;
