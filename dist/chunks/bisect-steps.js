(function (exports, require, module, __filename, __dirname) {
const __late = (load, loaded) => new Proxy({}, {get: (_, name) => (loaded ??= load())[name]});
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_run = require("./action-run.js");
let node_crypto = __late(() => require("node:crypto"));
let node_os = require("node:os");
let node_path = require("node:path");
let node_fs = require("node:fs");
// src/app/bisect-check.ts
function openBisectCheck(repository, request) {
	const scratch = repository.makeScratch();
	const folder = (0, node_fs.mkdtempSync)((0, node_path.join)((0, node_os.tmpdir)(), "laforge-bisect-"));
	require_action_help_run_steps.noteOwner(folder);
	const sink = request.sink ?? require_action_run.nowhere();
	const runner = require_action_run.createAgentRunner({
		sinks: {
			stdout: sink,
			stderr: sink
		},
		clock: require_action_run_steps.systemClock
	});
	const known = new KnownResults(request.resultsFile, request.script);
	let trees;
	return {
		run: async (commit, again, states) => {
			trees ??= scratch.treesOf(states);
			const tree = (await trees).get(commit);
			const earlier = again || tree === void 0 ? void 0 : known.get(tree);
			if (earlier !== void 0) return {
				exitCode: earlier,
				durationMs: 0,
				isKnown: true,
				lastLine: null
			};
			await scratch.checkOut(commit);
			const logFile = (0, node_path.join)(folder, "check.log");
			(0, node_fs.rmSync)(logFile, {
				force: true,
				recursive: true
			});
			const argv = require_action_run.writeScript(require_action_run.parseShell("bash", "--check"), request.script, folder);
			const tail = require_action_run.collectLastLines(require_action_run.secretsOf(request.env));
			const { exitCode, durationMs } = await runner.run({
				argv,
				cwd: scratch.folder,
				env: environmentOf(request.env),
				timeoutMs: request.timeoutMs,
				logFile,
				stdin: "none",
				observe: tail.observe,
				signal: request.signal
			});
			if (exitCode < 126 && tree !== void 0) known.set(tree, exitCode);
			const output = exitCode === 0 ? void 0 : require_action_post_help_run_steps.readRegularFile(logFile)?.subarray(-MOST_OUTPUT).toString("utf8");
			const [lastLine = null] = tail.lines().slice(-1);
			return {
				exitCode,
				durationMs,
				isKnown: false,
				lastLine: lastLine?.replaceAll(argv.at(-1) ?? "", "check") ?? null,
				...output !== void 0 && { output }
			};
		},
		close: () => {
			scratch.remove();
			(0, node_fs.rmSync)(folder, {
				recursive: true,
				force: true
			});
		}
	};
}
const MOST_OUTPUT = 65536;
function environmentOf(env) {
	const kept = Object.entries(env).filter(([name]) => !name.startsWith("GIT_"));
	return Object.fromEntries(kept.flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
const results = require_action_help_run_steps.dictionary(require_action_help_run_steps.integer(0, 125));
var KnownResults = class {
	#file;
	#check;
	#results;
	constructor(file, script) {
		this.#file = file;
		this.#check = (0, node_crypto.createHash)("sha256").update(script).digest("hex").slice(0, 16);
		this.#results = readResults(file);
	}
	get(tree) {
		return this.#results.get(this.#key(tree));
	}
	set(tree, exitCode) {
		this.#results.delete(this.#key(tree));
		this.#results.set(this.#key(tree), exitCode);
		const newest = [...this.#results].slice(-1e3);
		(0, node_fs.mkdirSync)((0, node_path.dirname)(this.#file), { recursive: true });
		require_action_post_help_run_steps.replaceFile(this.#file, JSON.stringify(Object.fromEntries(newest)));
	}
	#key(tree) {
		return `${tree} ${this.#check}`;
	}
};
function readResults(file) {
	const found = results.read(require_action_help_run_steps.parseJson(require_action_post_help_run_steps.readRegularFile(file)?.toString("utf8") ?? ""), new require_action_help_run_steps.Reading(false));
	return new Map(found === require_action_help_run_steps.WRONG ? [] : Object.entries(found));
}
// src/render/terminal/bisect.ts
function testLine({ state, verdict, exitCode, durationMs, isKnown, lastLine }) {
	const time = isKnown ? "known from an earlier search" : require_action_run_steps.formatDuration(durationMs);
	const how = verdict === "bad" ? `bad (exit ${exitCode})` : verdict;
	const said = (exitCode === 126 || exitCode === 127) && lastLine !== null ? `: ${lastLine}` : "";
	return `${nameOf(state)}: ${how}, ${time}${said}`;
}
function renderBisect(shown, paint) {
	const { culprit, suspects, confidence, tests, check } = shown;
	const counted = `${require_action_run_steps.plural(tests.length, "test")} of ${require_action_post_help_run_steps.toPlainText(check)}`;
	const sure = confidence < 1 ? `, ${(Math.floor(confidence * 1e3) / 10).toFixed(1)}% sure` : "";
	if (culprit === null) return [paint("warn", `It is one of ${suspects.length}, and the check cannot tell which (${counted}${sure}):`), ...suspects.map((state) => `  ${nameOf(state)}`)].join("\n");
	const { step, rollback } = culprit;
	const title = rollback !== null ? `${require_action_run_steps.rollbackName(rollback)}, ${require_action_run_steps.KINDS_IN_WORDS[rollback.kind]}, broke it` : step === null ? "No step broke it: people did" : `${require_action_help_run_steps.capital(require_action_run_steps.stepName(step))} broke it`;
	const facts = step === null ? culprit.commits.map(({ sha, subject, authorName }) => `  ${require_action_post_help_run_steps.shortSha(sha)}  ${require_action_post_help_run_steps.toPlainText(subject)} (${require_action_post_help_run_steps.toPlainText(authorName)})`) : [`  ${require_action_post_help_run_steps.toPlainText(require_action_run_steps.firstLineAsked(step))}`, `  ${require_action_help_run_steps.joinFilled([require_action_run_steps.formatChanges(step.changes), require_action_run_steps.formatCostOf(step.tokenUsage)], ", ")}`];
	return [
		`${paint("strong", title)} (${counted}${sure})`,
		...facts.filter((line) => line.trim() !== ""),
		"",
		...shown.next.map(([what, command]) => `${what.padEnd(14)}${command}`)
	].join("\n");
}
function nameOf({ step, rollback, sha, commits }) {
	if (rollback !== null) return `${require_action_run_steps.rollbackName(rollback)} (${require_action_post_help_run_steps.shortSha(sha)})`;
	if (step !== null) return `${require_action_run_steps.stepName(step)} (${require_action_post_help_run_steps.shortSha(sha)})`;
	return commits.length === 0 ? require_action_post_help_run_steps.shortSha(sha) : `${require_action_run_steps.plural(commits.length, "commit")} of people (${require_action_post_help_run_steps.shortSha(sha)})`;
}
// src/domain/bisect.ts
const NO_RESULTS = {
	passed: 0,
	failed: 0,
	untestable: false
};
function bisect(results) {
	const good = results.findLastIndex(({ passed, failed }, state) => state === 0 || passed > 0 && failed === 0);
	const firstBad = results.findIndex(({ failed }, state) => failed > 0 && state > 0);
	const bad = firstBad < 0 ? results.length - 1 : firstBad;
	const open = range(good + 1, bad).filter((state) => results[state]?.untestable !== true);
	const middle = (good + bad) / 2;
	const [state] = [...open].sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
	if (state !== void 0) return {
		kind: "test",
		state
	};
	const suspects = range(good + 1, bad + 1);
	if (suspects.length === 1) return {
		kind: "found",
		culprit: bad,
		confidence: 1
	};
	return {
		kind: "unclear",
		suspects,
		confidence: 1
	};
}
function suspicion({ lines, failedItsCheck, isNamed }) {
	return Math.min(4, 1 + Math.log10(1 + lines)) * (failedItsCheck ? 2 : 1) * (isNamed ? 4 : 1);
}
function namesFile(text, path) {
	for (let at = text.indexOf(path); at >= 0; at = text.indexOf(path, at + 1)) if (!/[\w-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + path.length] ?? "")) return true;
	return false;
}
function bisectFlaky(results, { confidence, left, prior }) {
	const likely = posterior(results);
	const culprit = likely.indexOf(Math.max(...likely));
	const sure = likely[culprit] ?? 0;
	if (sure >= 1 - (1 - confidence) / 2) return {
		kind: "found",
		culprit,
		confidence: sure
	};
	const suspects = likely.flatMap((one, state) => one > (1 - confidence) / likely.length ? [state] : []);
	if (left <= 0) return {
		kind: "unclear",
		suspects,
		confidence: sure
	};
	return {
		kind: "test",
		state: mostTelling(results, weigh(likely, prior))
	};
}
function weigh(likely, prior = []) {
	const weighed = likely.map((one, state) => one * (prior[state] ?? 1));
	const total = weighed.reduce((sum, one) => sum + one, 0);
	return weighed.map((one) => one / total);
}
function posterior(results) {
	const sums = prefixSums(results);
	const all = sums.at(-1) ?? {
		passed: 0,
		failed: 0
	};
	const weights = [];
	for (const culprit of results.keys()) {
		const [good, last] = [sums[culprit], sums[culprit - 1]];
		if (culprit === 0 || good === void 0) weights.push(Number.NEGATIVE_INFINITY);
		else if (culprit > 1 && last?.passed === good.passed && last.failed === good.failed) weights.push(weights.at(-1) ?? 0);
		else weights.push(logEvidence(good, {
			passed: all.passed - good.passed,
			failed: all.failed - good.failed
		}));
	}
	const most = Math.max(...weights);
	const scaled = weights.map((weight) => Math.exp(weight - most));
	const total = scaled.reduce((sum, weight) => sum + weight, 0);
	return scaled.map((weight) => weight / total);
}
function prefixSums(results) {
	const sums = [{
		passed: 0,
		failed: 0
	}];
	for (const { passed, failed } of results) {
		const last = sums.at(-1) ?? {
			passed: 0,
			failed: 0
		};
		sums.push({
			passed: last.passed + passed,
			failed: last.failed + failed
		});
	}
	return sums;
}
const RATES = [
	.01,
	.05,
	.1,
	.2,
	.3,
	.4,
	.5,
	.6,
	.7,
	.8,
	.9,
	.95,
	.99
].map((rate) => ({
	rate,
	passes: Math.log1p(-rate),
	fails: Math.log(rate)
}));
const PAIRS = RATES.flatMap((good) => RATES.filter(({ rate }) => rate > good.rate).map((bad) => ({
	good,
	bad
})));
function logEvidence(before, from) {
	const logs = PAIRS.map(({ good, bad }) => before.passed * good.passes + before.failed * good.fails + from.passed * bad.passes + from.failed * bad.fails);
	const most = Math.max(...logs);
	return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}
function mostTelling(results, likely) {
	const tests = (state) => (results[state]?.passed ?? 0) + (results[state]?.failed ?? 0);
	let before = 0;
	const [best] = likely.map((one, state) => {
		before += one;
		return {
			state,
			distance: results[state]?.untestable === true ? 2 : Math.abs(before - .5)
		};
	}).sort((a, b) => a.distance - b.distance || tests(a.state) - tests(b.state));
	const middle = best?.state ?? 0;
	return [0, results.length - 1].find((end) => tests(end) < tests(middle)) ?? middle;
}
function range(from, to) {
	return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
// src/usecases/bisect-steps.ts
const TRIES_OF_ENDS = 3;
async function bisectSteps(deps, request) {
	const states = await listStates(deps, request);
	deps.onPlan(states);
	const { tests, tryEnds, run, tryAgain } = search(deps, request, states);
	await tryEnds();
	const end = await run();
	if (end.kind === "found" && request.confidence === null) await tryAgain(end.culprit);
	const named = (state) => states[state];
	return {
		branch: request.branch,
		good: named(0),
		bad: named(states.length - 1),
		tests,
		culprit: end.kind === "found" ? named(end.culprit) : null,
		later: end.kind === "found" ? states.slice(end.culprit + 1) : [],
		suspects: end.kind === "found" ? [named(end.culprit)] : end.suspects.map(named),
		confidence: end.confidence
	};
}
function search(deps, request, states) {
	const tests = [];
	const shas = states.map(({ sha }) => sha);
	const results = states.map(() => NO_RESULTS);
	let failures = "";
	const tryEnds = async () => {
		const last = states.length - 1;
		const isFlaky = request.confidence !== null;
		for (let tries = 0; tries < (isFlaky ? TRIES_OF_ENDS : 1); tries++) for (const state of [last, 0]) if (tries === 0 || tests.length < request.maxTests) await test(state, isFlaky);
		const [good, bad] = [results[0] ?? NO_RESULTS, results[last] ?? NO_RESULTS];
		if (isFlaky ? bad.failed > good.failed : bad.failed > 0 && good.passed > 0) return;
		const { words } = deps;
		if (bad.untestable) throw require_action_run_steps.notBisectable.unclear(nameWithOutput(last), "bad", words);
		if (good.untestable) throw require_action_run_steps.notBisectable.unclear(nameWithOutput(0), "good", words);
		if (bad.failed === 0) throw require_action_run_steps.notBisectable.passesAtEnd(describe(states[last]), words);
		throw require_action_run_steps.notBisectable.failsAtStart(nameWithOutput(0), words);
	};
	const run = async () => {
		const { confidence, maxTests } = request;
		const prior = confidence === null ? [] : await suspicions();
		for (;;) {
			const left = maxTests - tests.length;
			const move = confidence === null ? bisect(results) : bisectFlaky(results, {
				confidence,
				left,
				prior
			});
			if (move.kind !== "test") return move;
			if (left <= 0) return {
				kind: "unclear",
				suspects: openStates(),
				confidence: 1
			};
			await test(move.state, confidence !== null);
		}
	};
	const tryAgain = async (culprit) => {
		for (const [state, expected] of [[culprit, "bad"], [culprit - 1, "good"]]) {
			const { verdict } = await test(state, true);
			if (verdict !== expected) throw require_action_run_steps.notBisectable.flaky(describe(states[state]), deps.words);
		}
	};
	const suspicions = async () => {
		const found = [1];
		for (const [index, { sha, step }] of states.entries()) {
			const from = states[index - 1]?.sha;
			if (from === void 0) continue;
			const files = await deps.repository.diffs.files({
				from,
				to: sha,
				paths: []
			}).catch(() => null);
			if (files === null) return [];
			found.push(suspicion({
				lines: files.reduce((sum, file) => sum + (file.insertions ?? 0) + (file.deletions ?? 0), 0),
				failedItsCheck: step !== null && step.check !== null && step.check.exit_code !== 0,
				isNamed: files.some(({ path }) => namesFile(failures, path))
			}));
		}
		return found;
	};
	const nameWithOutput = (number) => {
		const state = states[number];
		const lastLine = tests.findLast((one) => one.state === state)?.lastLine ?? null;
		return `${describe(state)}${lastLine === null ? "" : ` (it printed ${require_action_post_help_run_steps.quote(lastLine)})`}`;
	};
	const openStates = () => {
		const good = results.findLastIndex(({ passed }) => passed > 0);
		const bad = results.findIndex(({ failed }) => failed > 0);
		return states.flatMap((_, state) => state > good && state <= bad ? [state] : []);
	};
	const test = async (number, again) => {
		const state = states[number];
		const ran = await deps.check(state.sha, again, shas);
		if (ran.exitCode >= 128) throw require_action_run_steps.notBisectable.signal(describe(state), ran.exitCode);
		if (number === states.length - 1) failures += ran.output ?? "";
		const verdict = ran.exitCode === 0 ? "good" : ran.exitCode === 125 ? "skip" : "bad";
		const old = results[number] ?? NO_RESULTS;
		results[number] = {
			passed: old.passed + (verdict === "good" ? 1 : 0),
			failed: old.failed + (verdict === "bad" ? 1 : 0),
			untestable: old.untestable || verdict === "skip"
		};
		const { exitCode, durationMs, isKnown, lastLine } = ran;
		const done = {
			state,
			verdict,
			exitCode,
			durationMs,
			isKnown,
			lastLine
		};
		tests.push(done);
		deps.onTest(done);
		return done;
	};
	return {
		tests,
		tryEnds,
		run,
		tryAgain
	};
}
async function listStates(deps, request) {
	const { repository, history, words } = deps;
	const { branch, good, bad, tip } = request;
	const first = (await history.listSteps({ branch })).at(-1);
	if (first === void 0) throw require_action_run_steps.notBisectable.noStep(branch, words);
	const from = good === null ? first.commitShaBefore : good.commitShaAfter;
	const to = bad === null ? tip ?? await repository.resolve(require_action_run_steps.branchRef(branch)) : bad.commitShaAfter;
	if (to === null || from === null) throw require_action_run_steps.notBisectable.noCommit(branch, to === null ? "bad" : "good", words);
	const { line: chain, brought } = await listChain(deps, from, to);
	const owners = require_action_run_steps.findOwners([...chain, ...[...brought.values()].flat()], await stepsOf(history, chain, brought));
	const withoutStep = chain.some(({ sha }) => !owners.has(sha)) ? chain : [];
	const reverts = await require_action_run_steps.findReverts(repository, history, withoutStep);
	const states = [{
		sha: from,
		step: good,
		rollback: null,
		commits: []
	}];
	for (const commit of chain) {
		const { step, commits } = madeBy(commit, brought.get(commit.sha) ?? [], owners);
		const rollback = step === null ? reverts.get(commit.sha) ?? null : null;
		const last = states.at(-1);
		const isSame = last !== void 0 && last.commits.length > 0 && last.step?.uid === step?.uid && last.rollback?.uid === rollback?.uid;
		if (isSame) states.pop();
		states.push({
			sha: commit.sha,
			step,
			rollback,
			commits: isSame ? [...last.commits, ...commits] : commits
		});
	}
	if (states.length > 1) return states;
	throw require_action_run_steps.notBisectable.nothingBetween(branch, from, to);
}
async function stepsOf(history, chain, brought) {
	const [oldest] = [...chain, ...[...brought.values()].flat()].map(({ committedAt }) => committedAt).sort();
	if (oldest === void 0) return [];
	return await history.listSteps({ endedSince: new Date(Date.parse(oldest) - DAY_MS).toISOString() });
}
const DAY_MS = 864e5;
function madeBy(commit, brought, owners) {
	const commits = [...brought, commit];
	const own = owners.get(commit.sha) ?? null;
	if (own !== null || brought.length === 0) return {
		step: own,
		commits
	};
	const [first = null, ...others] = brought.map(({ sha }) => owners.get(sha) ?? null);
	return {
		step: others.every((step) => step?.uid === first?.uid) ? first : null,
		commits
	};
}
async function listChain({ repository, words }, from, to) {
	if (await repository.isAncestor(from, to) !== "yes") throw await repository.isAncestor(to, from) === "yes" ? require_action_run_steps.notBisectable.wrongOrder(from, to, words) : require_action_run_steps.notBisectable.apart(from, to);
	const { commits, complete } = await repository.commits(from, to);
	if (!complete) throw require_action_run_steps.notBisectable.shallow();
	return require_action_run_steps.lineTo(new Map(commits.map((commit) => [commit.sha, commit])), to);
}
function describe(state) {
	if (state === void 0) return "that state";
	const sha = require_action_post_help_run_steps.shortSha(state.sha);
	return state.step === null ? sha : `${sha}, where ${require_action_run_steps.stepName(state.step)} ended`;
}
function nextCommands({ branch, culprit, good, later }, words) {
	if (culprit === null) return [];
	const { step, rollback, sha } = culprit;
	if (rollback?.kind === "revert" && rollback.undoneBy === null) return [["Take it back:", words.undo(require_action_run_steps.rollbackName(rollback))]];
	if (step === null) return [["Look closer:", `git bisect start ${require_action_post_help_run_steps.shortSha(sha)} ${require_action_post_help_run_steps.shortSha(culprit.commits[0]?.parents[0] ?? good.sha)}`]];
	const name = step.id === null ? step.uid : String(step.id);
	const commits = culprit.commits.filter(({ parents }) => parents.length === 1).map((commit) => require_action_post_help_run_steps.shortSha(commit.sha));
	const back = !(commits.length === culprit.commits.length && step.commitShaAfter === sha) ? `git revert ${commits.reverse().join(" ")}` : later.some((state) => state.step === null) ? words.revert(name, step.branch === branch ? null : branch) : words.rollBack(name);
	return [...words.diff === null ? [] : [["See it:", words.diff(name)]], ["Take it back:", back]];
}
Object.defineProperty(exports, "bisectSteps", {
	enumerable: true,
	get: function() {
		return bisectSteps;
	}
});
Object.defineProperty(exports, "nextCommands", {
	enumerable: true,
	get: function() {
		return nextCommands;
	}
});
Object.defineProperty(exports, "openBisectCheck", {
	enumerable: true,
	get: function() {
		return openBisectCheck;
	}
});
Object.defineProperty(exports, "renderBisect", {
	enumerable: true,
	get: function() {
		return renderBisect;
	}
});
Object.defineProperty(exports, "testLine", {
	enumerable: true,
	get: function() {
		return testLine;
	}
});
});
