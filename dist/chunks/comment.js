(function (exports, require, module, __filename, __dirname) {
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_escape = require("./escape.js");
const require_action_steps = require("./action-steps.js");
// src/app/history-to-view.ts
const STEPS_SHOWN = 500;
async function historyToView(history, scope, facts) {
	const { steps, count } = await stepsOf(history, scope);
	const { serverUrl, repository } = facts.context;
	const rollbacks = await history.listRollbacks(scope.branch === null ? {} : { branch: scope.branch });
	return {
		slug: facts.slug,
		projectId: facts.projectId,
		steps,
		stepCount: count,
		rollbacks,
		tip: lastTip(steps, rollbacks, scope.branch),
		totals: await totalsOfScope(history, scope),
		contestedIds: await history.findContested(steps.flatMap(({ id }) => id ?? [])),
		condition: history.condition,
		warnings: [...history.warnings, ...require_action_run_steps.leftOutSentences(await history.countLeftOut())],
		links: {
			serverUrl,
			repository,
			traceUrl: facts.traceUrl,
			...facts.elsewhere
		},
		means: {
			hasWorkflow: facts.elsewhere === void 0,
			workflowUrl: serverUrl === null || repository === null ? null : `${serverUrl}/${repository}/actions`,
			commandArgs: facts.store === "git" || facts.store === "postgres" ? [
				"--store",
				facts.store,
				...projectArgs(facts.projectId)
			] : null
		}
	};
}
function lastTip(steps, rollbacks, branch) {
	if (branch === null) return null;
	const left = steps.filter((step) => step.branch === branch && (step.pushed === "pushed" || step.pushed === "unchanged")).map((step) => ({
		at: step.endTime ?? "",
		sha: step.commitShaAfter
	}));
	const moved = rollbacks.map(({ createdAt, toSha }) => ({
		at: createdAt,
		sha: toSha
	}));
	return [...left, ...moved].sort((a, b) => a.at < b.at ? 1 : -1)[0]?.sha ?? null;
}
async function totalsOfScope(history, { pullRequest, branch }) {
	if (history.condition.kind === "unreadable") return [];
	const whole = {
		of: "history",
		name: null,
		usage: await history.sumUsage()
	};
	if (branch !== null) return [{
		of: "branch",
		name: branch,
		usage: await history.sumUsage({ branch })
	}, whole];
	if (pullRequest === null) return [whole];
	return [{
		of: "pull-request",
		name: String(pullRequest),
		usage: await history.sumUsage({ pullRequest })
	}, whole];
}
async function stepsOf(history, { pullRequest, branch }) {
	const ofBranch = branch === null ? {} : { branch };
	if (pullRequest === null) return {
		steps: await history.listSteps({
			...ofBranch,
			limit: STEPS_SHOWN
		}),
		count: await history.countSteps(ofBranch)
	};
	const ofBoth = {
		...ofBranch,
		pullRequest
	};
	const lists = await Promise.all([history.listSteps({
		pullRequest,
		limit: STEPS_SHOWN
	}), branch === null ? [] : history.listSteps({
		branch,
		limit: STEPS_SHOWN
	})]);
	const counts = await Promise.all([
		history.countSteps({ pullRequest }),
		branch === null ? 0 : history.countSteps({ branch }),
		branch === null ? 0 : history.countSteps(ofBoth)
	]);
	return {
		steps: [...new Map(lists.flat().map((step) => [step.uid, step])).values()].sort((a, b) => (b.id ?? 1e400) - (a.id ?? 1e400)).slice(0, STEPS_SHOWN),
		count: counts[0] + counts[1] - counts[2]
	};
}
function projectArgs(projectId) {
	return projectId === null ? [] : ["--project", projectId];
}
// src/render/step-cells.ts
const NAME_LENGTH = 60;
const SUBJECT_LENGTH = 80;
const ASKED_LENGTH = 60;
const NOTE_LENGTH = 500;
function stepTitle(step) {
	return `step ${step.id === null ? require_escape.escapeCode(require_action_run_steps.stepLabel(step)) : step.id}`;
}
function stepCell(step, links) {
	const label = step.id === null ? require_escape.escapeCode(require_action_run_steps.stepLabel(step)) : `<b>${step.id}</b>`;
	const url = step.run?.url ?? null;
	return links.serverUrl !== null && url?.startsWith(`${links.serverUrl}/`) === true ? require_escape.link(label, url) : label;
}
function traceLink({ run }, { traceUrl }, text) {
	const trace = run?.trace;
	if (traceUrl == null || trace == null) return "";
	return require_escape.link(text, traceUrl.replaceAll("{trace-id}", trace.trace_id));
}
function statusCell(step) {
	const { glyph, word } = require_action_run_steps.statusAtAGlance(step.status);
	const exit = step.status === "failed" && step.exitCode !== null ? ` (exit ${step.exitCode})` : "";
	return `${glyph} ${require_escape.escapeText(word, NAME_LENGTH)}${exit}`;
}
function inactiveCell({ replays }, rollback) {
	if (replays !== null) return "\ud83d\udd01 a replay";
	return rollback === void 0 ? "\u21a9\ufe0f rolled back" : `\u21a9\ufe0f rolled back by ${require_action_run_steps.rollbackLabel(rollback)}`;
}
function askedCell(step) {
	const asked = require_action_run_steps.firstLineAsked(step);
	return require_escape.escapeText(asked === "" ? step.agentConfig?.name ?? "" : asked, ASKED_LENGTH);
}
function resultCell(step, rollback) {
	const isReplay = step.replays !== null;
	const place = !isReplay && (step.pushed === "pinned" || step.pushed === "bundled") ? "not on its branch" : "";
	const sign = step.notes.length > 0 ? " \u26a0\ufe0f" : "";
	const ended = require_action_help_run_steps.joinFilled([
		statusCell(step),
		linesCell(step),
		place
	], ", ");
	if (isReplay) return `${ended}${sign} ${inactiveCell(step, rollback)}`;
	return step.active ? `${ended}${sign}` : `<del>${ended}</del> ${inactiveCell(step, rollback)}`;
}
function agentInWords(step) {
	const name = step.agentConfig?.name ?? null;
	const shown = (step.agentConfig?.model == null ? step.tokenUsage?.models ?? [] : [step.agentConfig.model]).slice(0, 3).map((model) => require_escape.escapeCode(model, NAME_LENGTH));
	return require_action_help_run_steps.joinFilled([name === null ? "" : require_escape.escapeText(name, NAME_LENGTH), ...shown], " ");
}
function linesCell({ changes }) {
	return require_action_run_steps.changesBy(changes, (commits, stat) => [stat === null ? commits : require_action_run_steps.formatLines(stat.insertions, stat.deletions).replaceAll(" ", "&nbsp;")]);
}
function sizeOfChanges({ changes }) {
	return require_action_run_steps.changesBy(changes, (_commits, stat) => stat === null ? [] : [require_action_run_steps.plural(stat.filesChanged, "file"), require_action_run_steps.formatLines(stat.insertions, stat.deletions)]);
}
function commitItems(step, links, most) {
	const shown = (step.changes?.own_commits ?? []).slice(0, most);
	const items = shown.map(({ sha, subject }) => `${commitLink(sha, step, links)} ${require_escape.escapeText(subject, SUBJECT_LENGTH)}`);
	const more = (step.changes?.own_commit_count ?? 0) - shown.length;
	return more > 0 ? [...items, `\u2026 and ${require_action_run_steps.plural(more, "more commit")}`] : items;
}
function commitLink(sha, step, links) {
	if (sha === null || !require_action_post_help_run_steps.isSha(sha)) return "";
	const page = step.pushed === "none" || step.pushed === "bundled" ? null : repositoryUrl(step.repository, links);
	return require_escape.link(`<code>${require_action_post_help_run_steps.shortSha(sha)}</code>`, page === null ? null : `${page}${links.commitPath ?? "/commit/"}${sha}`);
}
function remarkItems(step, mostNotes) {
	const { pinRef } = step;
	const pinned = pinRef === null || step.notes.some((note) => note.includes(pinRef)) ? [] : [`\ud83d\udccc work kept at ${require_escape.escapeCode(pinRef, NOTE_LENGTH)}`];
	const bundled = step.pushed === "bundled" ? ["\ud83d\udce6 work kept as a git bundle among the artifacts of its run"] : [];
	const notes = step.notes.slice(0, mostNotes).map((note) => `\u26a0\ufe0f ${require_escape.escapeText(note, NOTE_LENGTH)}`);
	const more = step.notes.length - notes.length;
	return [
		...pinned,
		...bundled,
		...notes,
		...more > 0 ? [`\u2026 and ${require_action_run_steps.plural(more, "more note")}`] : []
	];
}
function costCell({ tokenUsage }) {
	return require_action_run_steps.formatCostOf(tokenUsage).replace("<", "&lt;");
}
function repositoryUrl(repository, { serverUrl, repository: own }) {
	if (serverUrl === null || own === null || !URL.canParse(serverUrl)) return null;
	if (repository === null) return `${serverUrl}/${own}`;
	const [host, ...path] = repository.split("/");
	const server = new URL(serverUrl);
	if (host !== server.host && host !== server.hostname) return null;
	const below = server.pathname.split("/").filter((name) => name !== "").map((name) => name.toLowerCase());
	const isBelow = below.every((name, index) => path[index] === name);
	const name = path.slice(isBelow ? below.length : 0).join("/");
	return `${serverUrl}/${name === own.toLowerCase() ? own : name}`;
}
const COMMAND_LENGTH$1 = 500;
function checkInWords({ exit_code: code, duration_ms: ms }) {
	return code === 0 ? `check passed in ${require_action_run_steps.formatDuration(ms)}` : `check failed (exit ${code}) after ${require_action_run_steps.formatDuration(ms)}`;
}
function checkDetails(check, room, before = "") {
	if (check === null) return "";
	const words = `${checkInWords(check)}${before === "" ? "" : `; ${before}`}`;
	const passed = check.exit_code === 0;
	const lines = lastOf(check.last_lines, room);
	const command = require_escape.escapeBlock(`$ ${check.command}`, COMMAND_LENGTH$1);
	const output = lines.length === 0 ? "" : require_escape.escapeBlock(lines.join("\n"), room.characters);
	return `<details${room.open && !passed ? " open" : ""}><summary>${passed ? "\u2611\ufe0f" : "\ud83e\uddea"} ${words}</summary>${command}${output}</details>`;
}
function lastOf(lines, { lines: most, characters }) {
	let left = characters;
	return lines.slice(-most).toReversed().filter((line, at) => {
		left -= line.length + 1;
		return left >= 0 || at === 0;
	}).toReversed();
}
// src/render/history-sections.ts
const ROWS_IN_SIGHT = 10;
const MOST_ROWS = 300;
const MOST_DETAILS = 30;
const COMMITS_A_STEP = 5;
const NOTES_A_STEP = 3;
const CHECK_ROOM = {
	lines: 10,
	characters: 1500,
	open: false
};
function historyTable(view, room) {
	const [newest] = view.steps;
	if (newest === void 0) return "No steps yet.";
	const inForce = require_action_steps.rollbacksInForce(view.rollbacks);
	const below = [togetherLine(view), ...newest.active ? remarkItems(newest, NOTES_A_STEP) : []];
	const left = room - below.join("\n\n").length;
	const rows = fitting(view.steps.slice(0, MOST_ROWS).map((step) => stepRow(step, inForce.get(step.uid), view)), left * 2 / 3);
	const details = fitting(view.steps.slice(0, MOST_DETAILS).map((step) => stepDetails(step, step === newest && step.active, view)), left / 3);
	return require_escape.sections([
		table(rows.slice(0, ROWS_IN_SIGHT)),
		...below,
		olderSteps(rows.slice(ROWS_IN_SIGHT), Math.max(view.stepCount, view.steps.length) - rows.length),
		require_escape.folded("Commits, agents and tokens", require_escape.sections(details))
	]);
}
function fitting(items, room) {
	let left = room;
	const end = items.findIndex((item) => {
		left -= item.length + 2;
		return left < 0;
	});
	return end === -1 ? items : items.slice(0, end);
}
function olderSteps(rows, more) {
	const rest = more > 0 ? `\u2026 and ${require_action_run_steps.plural(more, "older step")}` : "";
	return rows.length === 0 ? rest : require_escape.folded(require_action_run_steps.plural(rows.length, "older step"), require_escape.sections([table(rows), rest]));
}
function table(rows) {
	return [
		"| # | Asked | Result | Cost |",
		"| ---: | --- | --- | ---: |",
		...rows
	].join("\n");
}
function stepRow(step, rollback, { links }) {
	const struck = (markup) => step.active || step.replays !== null || markup === "" ? markup : `<del>${markup}</del>`;
	return `| ${[
		struck(stepCell(step, links)),
		struck(askedCell(step)),
		resultCell(step, rollback),
		struck(costCell(step))
	].join(" | ")} |`;
}
function stepDetails(step, isTold, { links }) {
	const facts = require_action_help_run_steps.joinFilled([
		agentInWords(step),
		sizeOfChanges(step),
		require_action_run_steps.formatDuration(step.durationMs),
		require_action_run_steps.formatTokensOf(step.tokenUsage).replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
		traceLink(step, links, "trace")
	], ", ");
	const items = [
		...commitItems(step, links, COMMITS_A_STEP),
		...isTold ? [] : remarkItems(step, NOTES_A_STEP),
		...step.check === null ? [] : [checkDetails(step.check, CHECK_ROOM, require_action_run_steps.checkBeforeInWords(step))]
	].map((item) => `\n- ${item}`);
	if (facts === "" && items.length === 0) return "";
	return `${`**${stepTitle(step).replace("s", "S")}**`}${facts === "" ? "" : `: ${facts}`}${items.length === 0 ? "" : `\n${items.join("")}`}`;
}
const MOST_WARNINGS = 5;
const WARNING_LENGTH = 300;
function historyHeading(view) {
	const name = view.projectId === null ? "LaForge" : `LaForge ${require_escape.escapeText(view.projectId, 100)}`;
	const inactive = view.steps.filter(({ active, replays }) => !active && replays === null).length;
	const count = Math.max(view.stepCount, view.steps.length);
	return `${name}: ${require_action_run_steps.plural(count, "step")}${inactive === 0 ? "" : `, ${inactive} rolled back`}`;
}
function historyWarnings(view) {
	const warnings = view.warnings.slice(0, MOST_WARNINGS).map((warning) => `\u26a0\ufe0f ${require_escape.escapeText(warning, WARNING_LENGTH)}`);
	const more = view.warnings.length - warnings.length;
	return [
		conditionSentence(view.condition),
		...warnings,
		more > 0 ? `\u2026 and ${require_action_run_steps.plural(more, "more warning")}` : ""
	];
}
function conditionSentence(condition) {
	switch (condition.kind) {
		case "found":
		case "empty": return "";
		case "expired": return `\u26a0\ufe0f The earlier history has expired${lastSaved(condition.lastSavedAt)}: these steps are a new generation, numbered from 1 again.`;
		case "unreadable": return `\u26a0\ufe0f The history could not be read, so only what this run recorded is shown; it joins the history when a later run can read it. ${require_escape.escapeText(condition.reason, WARNING_LENGTH)}`;
	}
}
function lastSaved(time) {
	return time === null ? "" : ` (last saved ${require_escape.escapeText(time.slice(0, 10))})`;
}
function togetherLine(view) {
	const lines = require_action_help_run_steps.joinFilled([...totalLines(view), legend(view)], "<br>");
	return lines === "" ? "" : `<sub>${lines}</sub>`;
}
function totalLines({ totals }) {
	const known = totals.filter(({ usage }) => usage.steps > 0);
	const [first] = known;
	return known.filter((it) => it === first || it.usage.steps !== first?.usage.steps).map((it) => {
		const facts = require_action_help_run_steps.joinFilled([require_action_run_steps.formatDuration(it.usage.durationMs), require_action_run_steps.formatTotals(it.usage)], ", ");
		return `${totalsName(it)}: ${require_escape.escapeText(facts, 400)}.`;
	});
}
function legend({ steps }) {
	const usages = steps.map((step) => step.tokenUsage);
	const marks = require_action_help_run_steps.joinFilled([usages.some((usage) => usage?.cost != null && usage.state === "partial") ? "+ at least" : "", usages.some((usage) => usage?.cost != null && usage.cost_estimated === true) ? "\u2248 estimated by a price list" : ""], ", ");
	return marks === "" ? "" : `${require_escape.escapeText(marks)}; no cost: unknown`;
}
function totalsName({ of, name, usage }) {
	switch (of) {
		case "branch": return `So far on ${require_escape.escapeCode(name ?? "", 100)}`;
		case "pull-request": return "This pull request";
		case "history": return `The whole history of ${require_action_run_steps.plural(usage.steps, "step")}`;
	}
}
// src/render/how-to-roll-back.ts
const COMMAND_LENGTH = 300;
const MOST_URL_LENGTH = 1e3;
function howToSection(view) {
	const [latest, before] = view.steps.filter(require_action_steps.isReversibleTo);
	return howToTable([
		...latest === void 0 ? [] : [undoWay(latest, view.contestedIds)],
		...before === void 0 ? [] : [keepWay(before, view.contestedIds)],
		...takeBackWays(view.rollbacks)
	], view.means, before === void 0 ? "" : " Earlier steps are named in the same way.");
}
function howToOf(step, view) {
	return howToTable([...require_action_steps.isReversibleTo(step) ? [undoWay(step, view.contestedIds), keepWay(step, view.contestedIds)] : [], ...takeBackWays(view.rollbacks)], view.means);
}
function howToUndo({ rollbacks, means }) {
	return howToTable(takeBackWays(rollbacks), means);
}
function undoWay(step, contestedIds) {
	const reference = require_action_steps.stepReference(step, contestedIds);
	return {
		does: `undo ${stepTitle(step)}`,
		input: `before-step: ${reference}`,
		command: [
			"rollback",
			reference,
			"--before"
		]
	};
}
function keepWay(step, contestedIds) {
	const reference = require_action_steps.stepReference(step, contestedIds);
	return {
		does: `keep ${stepTitle(step)}, undo all later ones`,
		input: `to-step: ${reference}`,
		command: ["rollback", reference]
	};
}
function takeBackWays(rollbacks) {
	const latest = rollbacks.filter(isUndoable).toSorted((a, b) => a.createdAt < b.createdAt ? 1 : -1)[0];
	if (latest === void 0) return [];
	const name = require_action_run_steps.rollbackName(latest);
	return [{
		does: `take ${require_action_run_steps.rollbackLabel(latest)} back`,
		by: "with the undo action",
		input: `rollback-id: ${name}`,
		command: ["undo", name]
	}];
}
function howToTable(ways, means, more = "") {
	const { workflowUrl, commandArgs, hasWorkflow = true } = means;
	if (ways.length === 0) return "";
	const workflow = require_escape.link("rollback workflow", workflowUrl?.slice(0, MOST_URL_LENGTH) ?? null);
	const how = hasWorkflow ? `Run the ${workflow} with the input shown${commandArgs === null ? "" : ", or the command in a clone"}.` : "Type the command in a clone.";
	const columns = [
		["To", ({ does, by }) => hasWorkflow && by !== void 0 ? `${does}, ${by}` : does],
		...hasWorkflow ? [["Input", ({ input }) => require_escape.escapeCode(input)]] : [],
		...commandArgs === null ? [] : [["Command", ({ command }) => commandCell(command, commandArgs)]]
	];
	const shown = require_escape.table(columns.map(([title]) => title), columns.map(() => "---"), ways.map((way) => columns.map(([, cell]) => cell(way))));
	return require_escape.folded("How to roll back", `${how}${more} Commits that go stay pinned.\n\n${shown}`);
}
function commandCell(command, commandArgs) {
	const line = require_action_run_steps.quoteForShell([
		"laforge",
		"step",
		...command,
		"--push",
		...commandArgs
	]);
	return line.length > COMMAND_LENGTH ? "" : require_escape.escapeCode(line, COMMAND_LENGTH);
}
function isUndoable(rollback) {
	return require_action_run_steps.isInForce(rollback) && rollback.branch !== null && (rollback.kind === "revert" || rollback.toSha !== null);
}
// src/render/comment.ts
const MOST_SAID = 3e4;
function commentMarker(slug) {
	return `<!-- laforge:${slug.replaceAll(/[^A-Za-z0-9_.=]/gu, (char) => `=${char.codePointAt(0)?.toString(16).toUpperCase()}`)} `;
}
function shownTip(body) {
	return /^<!-- laforge:\S+ at ([0-9a-f]{40,64}) -->/.exec(body)?.[1] ?? null;
}
function renderComment(view, said = "") {
	const top = [
		`${commentMarker(view.slug)}${view.tip === null ? "" : `at ${view.tip} `}-->\n### ${historyHeading(view)}`,
		...historyWarnings(view),
		said.length > MOST_SAID ? `An answer of ${said.length} characters is left out: it is too long for a comment.` : said
	];
	const bottom = howToSection(view);
	const room = 65036 - require_escape.sections([...top, bottom]).length;
	return `${require_escape.sections([
		...top,
		historyTable(view, room),
		bottom
	])}\n`;
}
Object.defineProperty(exports, "agentInWords", {
	enumerable: true,
	get: function() {
		return agentInWords;
	}
});
Object.defineProperty(exports, "checkDetails", {
	enumerable: true,
	get: function() {
		return checkDetails;
	}
});
Object.defineProperty(exports, "commentMarker", {
	enumerable: true,
	get: function() {
		return commentMarker;
	}
});
Object.defineProperty(exports, "commitItems", {
	enumerable: true,
	get: function() {
		return commitItems;
	}
});
Object.defineProperty(exports, "commitLink", {
	enumerable: true,
	get: function() {
		return commitLink;
	}
});
Object.defineProperty(exports, "conditionSentence", {
	enumerable: true,
	get: function() {
		return conditionSentence;
	}
});
Object.defineProperty(exports, "costCell", {
	enumerable: true,
	get: function() {
		return costCell;
	}
});
Object.defineProperty(exports, "historyHeading", {
	enumerable: true,
	get: function() {
		return historyHeading;
	}
});
Object.defineProperty(exports, "historyTable", {
	enumerable: true,
	get: function() {
		return historyTable;
	}
});
Object.defineProperty(exports, "historyToView", {
	enumerable: true,
	get: function() {
		return historyToView;
	}
});
Object.defineProperty(exports, "historyWarnings", {
	enumerable: true,
	get: function() {
		return historyWarnings;
	}
});
Object.defineProperty(exports, "howToOf", {
	enumerable: true,
	get: function() {
		return howToOf;
	}
});
Object.defineProperty(exports, "howToSection", {
	enumerable: true,
	get: function() {
		return howToSection;
	}
});
Object.defineProperty(exports, "howToUndo", {
	enumerable: true,
	get: function() {
		return howToUndo;
	}
});
Object.defineProperty(exports, "inactiveCell", {
	enumerable: true,
	get: function() {
		return inactiveCell;
	}
});
Object.defineProperty(exports, "remarkItems", {
	enumerable: true,
	get: function() {
		return remarkItems;
	}
});
Object.defineProperty(exports, "renderComment", {
	enumerable: true,
	get: function() {
		return renderComment;
	}
});
Object.defineProperty(exports, "shownTip", {
	enumerable: true,
	get: function() {
		return shownTip;
	}
});
Object.defineProperty(exports, "sizeOfChanges", {
	enumerable: true,
	get: function() {
		return sizeOfChanges;
	}
});
Object.defineProperty(exports, "statusCell", {
	enumerable: true,
	get: function() {
		return statusCell;
	}
});
Object.defineProperty(exports, "stepCell", {
	enumerable: true,
	get: function() {
		return stepCell;
	}
});
Object.defineProperty(exports, "stepTitle", {
	enumerable: true,
	get: function() {
		return stepTitle;
	}
});
Object.defineProperty(exports, "totalLines", {
	enumerable: true,
	get: function() {
		return totalLines;
	}
});
Object.defineProperty(exports, "traceLink", {
	enumerable: true,
	get: function() {
		return traceLink;
	}
});
});
