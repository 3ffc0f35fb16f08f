(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_escape = require("./escape.js");
const require_comment = require("./comment.js");
const require_action_steps = require("./action-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
// src/render/mermaid.ts
const MOST_NODES = 20;
const MOST_ROLLBACKS = 20;
const AGENT_LENGTH = 24;
const START = "start";
const OLDER = "older";
function renderGraph(steps, stepCount, rollbacks) {
	if (steps.length === 0) return "";
	const shown = steps.slice(0, MOST_NODES).toReversed();
	const nodes = new Map(shown.map((step, index) => [step.uid, `n${index}`]));
	const hidden = Math.max(stepCount, steps.length) - shown.length;
	const origin = hidden > 0 ? OLDER : START;
	const nodeOf = (uid) => (uid === null ? START : nodes.get(uid)) ?? origin;
	const edges = shown.map((step) => `  ${nodeOf(step.parentUid)} --> ${nodeOf(step.uid)}`);
	const arrows = rollbacks.filter((rollback) => rollback.kind === "rollback").slice(0, MOST_ROLLBACKS).toReversed().flatMap((rollback) => rollbackArrow(rollback, shown, nodeOf));
	const used = [...edges, ...arrows].join("\n");
	const inactive = shown.filter((step) => !step.active).map((step) => nodeOf(step.uid));
	return [
		"```mermaid",
		"flowchart LR",
		...new RegExp(`\\b${START}\\b`).test(used) ? [`  ${START}((" "))`] : [],
		...hidden > 0 ? [`  ${OLDER}["\u2026 ${require_action_run_steps.plural(hidden, "older step")}"]`] : [],
		...shown.map((step) => `  ${nodeOf(step.uid)}["${nodeLabel(step)}"]`),
		...edges,
		...arrows,
		...inactive.length === 0 ? [] : ["  classDef rolledBack stroke-dasharray:5 5,opacity:0.5", `  class ${inactive.join(",")} rolledBack`],
		"```"
	].join("\n");
}
function nodeLabel(step) {
	const title = step.id === null ? require_action_run_steps.stepLabel(step) : `S${step.id}`;
	const agent = step.agentConfig?.name ?? null;
	return [
		`${title} ${require_action_run_steps.statusAtAGlance(step.status).glyph}`,
		...agent === null ? [] : [require_escape.escapeMermaid(agent, AGENT_LENGTH)],
		...step.commitShaAfter === null ? [] : [require_escape.escapeMermaid(require_action_post_help_run_steps.shortSha(step.commitShaAfter))]
	].join("<br/>");
}
function rollbackArrow(rollback, shown, nodeOf) {
	const covered = new Set(rollback.stepUids);
	const from = shown.findLast((step) => covered.has(step.uid));
	if (from === void 0 || rollback.target === null) return [];
	const { mode, stepUid } = rollback.target;
	const target = shown.find((step) => step.uid === stepUid);
	const to = mode === "before" && target !== void 0 ? nodeOf(target.parentUid) : nodeOf(stepUid);
	const label = `${require_escape.escapeMermaid(require_action_run_steps.rollbackLabel(rollback))}${rollback.undoneBy === null ? "" : ", undone"}`;
	return [`  ${nodeOf(from.uid)} -. "${label}" .-> ${to}`];
}
// src/render/summary.ts
const REPORT_LENGTH = 1e5;
const ASKED_LENGTH = 300;
const MOST_COMMITS = 30;
const MOST_NOTES = 20;
const CONFIG_LENGTH = 5e3;
const PROMPT_LENGTH = 5e3;
const CHECK_ROOM = {
	lines: 50,
	characters: 1e4,
	open: true
};
const PATH_LENGTH = 300;
function renderStepSummary(view) {
	const { step } = view;
	const { glyph, word } = require_action_run_steps.statusAtAGlance(step.status);
	const hasMore = view.totals.some(({ usage }) => usage.steps > 1);
	return page([
		`## ${glyph} LaForge ${require_comment.stepTitle(step)}: ${require_escape.escapeText(word, 40)}`,
		require_escape.escapeText(require_action_run_steps.firstLineAsked(step), ASKED_LENGTH),
		glance(step),
		require_comment.conditionSentence(view.condition),
		recordTrouble(view.publication),
		...require_comment.remarkItems(step, MOST_NOTES),
		require_escape.list(require_comment.commitItems(step, view.links, MOST_COMMITS)),
		require_comment.checkDetails(step.check, CHECK_ROOM, require_action_run_steps.checkBeforeInWords(step)),
		require_escape.folded("Details", require_escape.factList(stepFacts(view))),
		require_escape.folded("Tokens and cost", require_escape.sections([require_escape.factList(usageFacts(step.tokenUsage)), ...hasMore ? require_comment.totalLines(view) : []])),
		promptSection(step),
		configSection(step),
		require_comment.howToOf(step, view),
		graphSection(view)
	]);
}
function renderReportSummary(view) {
	return page([
		`## ${require_comment.historyHeading(view)}`,
		...require_comment.historyWarnings(view),
		require_comment.historyTable(view, REPORT_LENGTH),
		require_comment.howToSection(view),
		graphSection(view)
	]);
}
function graphSection(view) {
	if (view.steps.length < 2) return "";
	return require_escape.folded(`The branch: ${require_action_run_steps.plural(Math.max(view.stepCount, view.steps.length), "step")}`, renderGraph(view.steps, view.stepCount, view.rollbacks));
}
function page(parts) {
	return `${require_escape.sections(parts)}\n`;
}
function glance(step) {
	const { tokenUsage } = step;
	const tokens = require_action_run_steps.formatTokenCount(tokenUsage);
	const facts = [
		require_comment.agentInWords(step),
		step.branch === null ? "" : require_escape.escapeCode(step.branch),
		require_comment.sizeOfChanges(step),
		step.exitCode === null || step.exitCode === 0 ? "" : `exit code ${step.exitCode}`,
		require_action_run_steps.formatDuration(step.durationMs),
		tokens === "" ? "" : `${tokens} tokens`,
		require_comment.costCell(step)
	];
	return require_action_help_run_steps.joinFilled(facts, " \u00b7 ");
}
function stepFacts(view) {
	const { step, links } = view;
	const before = require_comment.commitLink(step.commitShaBefore, {
		...step,
		pushed: null
	}, links);
	const after = step.commitShaAfter === step.commitShaBefore ? "" : require_comment.commitLink(step.commitShaAfter, step, links);
	return [
		["Step", `${require_comment.stepCell(step, links)}${step.id === null ? " (number not settled)" : ""}`],
		["Uid", require_escape.escapeCode(step.uid)],
		["Project", view.projectId === null ? "" : require_escape.escapeText(view.projectId, 100)],
		["Active", step.active ? "" : require_comment.inactiveCell(step, require_action_steps.rollbacksInForce(view.rollbacks).get(step.uid))],
		["Parent step", step.parentStepId === null ? "" : String(step.parentStepId)],
		["Commits", require_action_help_run_steps.joinFilled([before, after], " \u2192 ")],
		["Push", step.pushed === null ? "" : require_escape.escapeText(step.pushed)],
		["Allowed", step.limits === null ? "" : require_escape.escapeText(require_action_run_steps.formatLimits(step.limits))],
		["Started", require_escape.escapeText(require_action_run_steps.formatTime(step.startTime))],
		["Run", runFact(step.run, view)],
		["Trace", step.run?.trace == null ? "" : require_comment.traceLink(step, links, require_escape.escapeCode(step.run.trace.trace_id)) || require_escape.escapeCode(step.run.trace.trace_id)],
		["Log", view.logFile === null ? "" : require_escape.escapeCode(view.logFile, PATH_LENGTH)]
	];
}
function runFact(run, { links }) {
	if (run === null) return "";
	const names = [run.workflow, run.job].filter((name) => name !== null).map((name) => require_escape.escapeText(name, 80));
	const attempt = run.attempt !== null && run.attempt > 1 ? `, attempt ${run.attempt}` : "";
	const by = run.actor === null ? "" : ` for ${require_escape.escapeText(run.actor, 60)}`;
	const on = run.event === null ? "" : ` on ${require_escape.escapeText(run.event, 60)}`;
	const pull = run.pull_request === null ? "" : `, pull request ${run.pull_request.number}`;
	const name = names.length === 0 ? require_escape.escapeText(run.ci, 40) : names.join(" / ");
	const own = links.serverUrl !== null && run.url?.startsWith(`${links.serverUrl}/`) === true;
	return `${require_escape.link(name, own ? run.url : null)}${attempt}${on}${by}${pull}`;
}
function recordTrouble(publication) {
	if (publication === null) return "This step is not in the history: this run is a fork's.";
	return publication.kind === "published" ? "" : `\u26a0\ufe0f The record is ${publicationInWords(publication)}.`;
}
function publicationInWords(publication) {
	switch (publication.kind) {
		case "published": return "published";
		case "fragment": return `kept separately in ${require_escape.escapeCode(publication.where, PATH_LENGTH)} until the history can be read: ${require_escape.escapeText(publication.reason, PATH_LENGTH)}`;
		case "waiting":
		case "kept": return `only in ${require_escape.escapeCode(publication.where, PATH_LENGTH)}: ${require_escape.escapeText(publication.reason, PATH_LENGTH)}`;
	}
}
function usageFacts(usage) {
	if (usage === null) return [];
	if (usage.state === "unknown") return usage.reason == null ? [] : [["How sure", `${require_action_run_steps.HOW_SURE.unknown}${because(usage)}`]];
	const share = require_action_run_steps.formatShare(require_action_run_steps.cacheShare(usage)).replace("<", "&lt;").replace(">", "&gt;");
	return [
		["Input tokens", require_action_run_steps.formatExactly(usage.input_tokens)],
		["Cache read tokens", require_action_run_steps.formatExactly(usage.cache_read_tokens)],
		["Cache write tokens", require_action_run_steps.formatExactly(usage.cache_write_tokens)],
		["Output tokens", require_action_run_steps.formatExactly(usage.output_tokens)],
		["of these, reasoning", require_action_run_steps.formatExactly(usage.reasoning_tokens)],
		["Total tokens", require_action_run_steps.formatExactly(usage.total_tokens)],
		["Input from cache", share],
		["Cost (USD)", costFact(usage)],
		["Turns", require_action_run_steps.formatExactly(usage.turns)],
		["Models", usage.models.slice(0, 10).map((model) => require_escape.escapeCode(model, 80)).join(", ")],
		["Session", usage.session_id === null ? "" : require_escape.escapeCode(usage.session_id, 80)],
		["Source", usage.source === null ? "" : require_escape.escapeText(usage.source, 80)],
		["How sure", `${require_action_run_steps.HOW_SURE[usage.state]}${because(usage)}`]
	];
}
function because({ reason }) {
	return reason == null ? "" : `: ${require_escape.escapeText(reason, 300)}`;
}
function costFact(usage) {
	const cost = require_comment.costCell({ tokenUsage: usage });
	if (cost === "" || usage.cost_estimated !== true) return cost;
	return `${cost}, an estimate${usage.price_list == null ? "" : ` by ${require_escape.escapeText(usage.price_list, 80)}`}`;
}
function promptSection(step) {
	const text = step.prompt?.text?.trim() ?? "";
	if (text === "" || text === require_action_run_steps.firstLineAsked(step)) return "";
	return `<details><summary>Prompt${step.prompt?.altered === true ? ", recorded without secrets or cut" : ""}</summary>${require_escape.escapeBlock(text, PROMPT_LENGTH)}</details>`;
}
function configSection(step) {
	const said = Object.entries(step.agentConfig ?? {}).filter(([, value]) => !isEmpty(value));
	if (said.every(([, value]) => value === require_action_run_steps.firstLineAsked(step))) return "";
	const json = JSON.stringify(Object.fromEntries(said), null, 2);
	return `<details><summary>Agent config</summary>${require_escape.escapeBlock(json, CONFIG_LENGTH)}</details>`;
}
function isEmpty(value) {
	return value === null || typeof value === "object" && Object.keys(value).length === 0;
}
Object.defineProperty(exports, "graphSection", {
	enumerable: true,
	get: function() {
		return graphSection;
	}
});
Object.defineProperty(exports, "page", {
	enumerable: true,
	get: function() {
		return page;
	}
});
Object.defineProperty(exports, "publicationInWords", {
	enumerable: true,
	get: function() {
		return publicationInWords;
	}
});
Object.defineProperty(exports, "renderReportSummary", {
	enumerable: true,
	get: function() {
		return renderReportSummary;
	}
});
Object.defineProperty(exports, "renderStepSummary", {
	enumerable: true,
	get: function() {
		return renderStepSummary;
	}
});
});
