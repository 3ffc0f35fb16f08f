(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_step_list = require("./step-list.js");
const require_table = require("./table.js");
// src/render/terminal/step-details.ts
const COMMITS_SHOWN = 20;
const PROMPT_SHOWN = 400;
const INPUT_SHOWN = 100;
const SYSTEM_PROMPT_SHOWN = 400;
const CHECK_LINE_SHOWN = 400;
function renderStepDetails({ step, rollbacks, contestedBy, pins, logFile, checkLogFile }, { paint, now }) {
	const status = paint(require_step_list.statusLook(step.status), require_action_post_help_run_steps.toPlainText(step.status));
	return [`${paint("strong", require_action_help_run_steps.capital(require_action_run_steps.stepName(step)))}: ${status}${step.active ? "" : paint("dim", ` (${require_action_run_steps.inactiveInWords(step)})`)}`, ...[
		require_table.factLines([
			...identityFacts(step, pins),
			...timeFacts(step, now),
			["log", logFile ?? ""],
			["check log", checkLogFile ?? ""]
		]),
		section("Agent", agentFacts(step), paint),
		section("Setup", setupFacts(step.setup), paint),
		section("Tokens", usageFacts(step.tokenUsage), paint),
		checkLines(step, paint),
		section("Run", runFacts(step.run), paint),
		commitLines(step, paint),
		list("Notes", step.notes, paint),
		list("Rollbacks", rollbacks.map((rollback) => rollbackInWords(rollback, pins, now)), paint),
		contestedBy.length > 1 ? [paint("warn", `Number ${step.id} was claimed by ${contestedBy.length} steps: ${contestedBy.join(", ")}. Name them by uid.`)] : []
	].filter((block) => block.length > 0).flatMap((block, at) => at < 1 ? block : ["", ...block])].join("\n");
}
function identityFacts(step, pins) {
	return [
		["asked", promptInWords(step)],
		["template", templateInWords(step.template)],
		["labels", Object.entries(require_action_run_steps.labelsOf(step) ?? {}).map((it) => it.join("=")).join(", ")],
		["replays", step.replays ?? ""],
		["uid", step.uid],
		["project", step.projectId],
		["repository", step.repository ?? ""],
		["branch", step.branch ?? ""],
		["parent", step.parentStepId !== null ? `step ${step.parentStepId}` : step.parentUid ?? ""],
		["before", step.commitShaBefore ?? ""],
		["after", step.commitShaAfter === step.commitShaBefore ? "" : step.commitShaAfter ?? ""],
		["left", leftInWords(step)],
		["changes", require_action_run_steps.formatChanges(step.changes)],
		["pushed", pushedInWords(step, pins)]
	];
}
function leftInWords(step) {
	if (step.status !== "interrupted" || step.commitShaAfter !== null) return "";
	return `unknown, since it was killed: ${require_action_run_steps.logSince(step)} shows the commits since it began, and git status what is uncommitted`;
}
function promptInWords(step) {
	const { prompt } = step;
	if (prompt === null) return "";
	if (prompt.text === null) return `a prompt of ${prompt.bytes} bytes that was not recorded`;
	return `${require_action_help_run_steps.cutText(require_action_run_steps.firstLineAsked(step), PROMPT_SHOWN)}${prompt.altered === true ? " (recorded without secrets, or cut)" : ""}`;
}
function templateInWords(template) {
	if (template === null) return "";
	const inputs = Object.entries(template.inputs).map(([name, value]) => `${name}=${require_action_help_run_steps.cutText(String(value), INPUT_SHOWN)}`);
	return [`${template.name} (${require_action_post_help_run_steps.shortSha(template.blob)})`, ...inputs].join(" ");
}
function setupFacts(setup) {
	if (setup === null) return [];
	const { instructions, submodules, platform, image, image_version: version } = setup;
	const runner = image === null ? "" : ` on ${image}${version === null ? "" : ` ${version}`}`;
	return [
		["system", `${platform ?? ""}${runner}`],
		["instructions", instructions.map(({ path, sha256 }) => `${path} (${sha256.slice(0, 8)})`).join(", ")],
		["submodules", submodules.map(({ path, sha }) => `${path} (${require_action_post_help_run_steps.shortSha(sha)})`).join(", ")],
		["script", setup.script_sha256?.slice(0, 8) ?? ""],
		["variables", setup.env.join(", ")]
	];
}
function timeFacts(step, now) {
	return [
		["started", `${step.startTime} (${require_action_run_steps.formatAge(step.startTime, now)})`],
		["ended", step.endTime ?? ""],
		["took", require_action_run_steps.formatDuration(step.durationMs)],
		["exit code", String(step.exitCode ?? "")],
		["allowed", step.limits === null ? "" : require_action_run_steps.formatLimits(step.limits)]
	];
}
function agentFacts({ agentConfig }) {
	if (agentConfig === null) return [];
	const metadata = Object.keys(agentConfig.metadata).length > 0 ? JSON.stringify(agentConfig.metadata) : "";
	return [
		["name", agentConfig.name ?? ""],
		["model", agentConfig.model ?? ""],
		["command", agentConfig.command ?? ""],
		["max tokens", String(agentConfig.max_tokens ?? "")],
		["temperature", String(agentConfig.temperature ?? "")],
		["tools", agentConfig.tools.join(", ")],
		["system prompt", require_action_help_run_steps.cutText(agentConfig.system_prompt ?? "", SYSTEM_PROMPT_SHOWN)],
		["metadata", metadata]
	];
}
function usageFacts(usage) {
	if (usage === null) return [];
	if (usage.state === "unknown") return [["how sure", `${require_action_run_steps.HOW_SURE.unknown}: ${usage.reason ?? "no record of it was found"}`]];
	const share = require_action_run_steps.formatShare(require_action_run_steps.cacheShare(usage));
	return [
		["total", require_action_run_steps.formatExactly(usage.total_tokens)],
		["input", require_action_run_steps.formatExactly(usage.input_tokens)],
		["cache read", `${require_action_run_steps.formatExactly(usage.cache_read_tokens)}${share === "" ? "" : ` (${share} of all input)`}`],
		["cache write", require_action_run_steps.formatExactly(usage.cache_write_tokens)],
		["output", require_action_run_steps.formatExactly(usage.output_tokens)],
		["reasoning", usage.reasoning_tokens === null ? "" : `${require_action_run_steps.formatExactly(usage.reasoning_tokens)} of the output`],
		["cost", costInWords(usage)],
		["how sure", `${require_action_run_steps.HOW_SURE[usage.state]}${usage.reason == null ? "" : `: ${usage.reason}`}`],
		["turns", String(usage.turns ?? "")],
		["models", usage.models.join(", ")],
		["session", usage.session_id ?? ""],
		["source", usage.source ?? ""]
	];
}
function costInWords({ cost, cost_estimated: isEstimated, price_list: list }) {
	if (cost === null) return "";
	return `${require_action_run_steps.formatCost(cost, isEstimated)} USD${isEstimated === true ? ` (estimated by ${list ?? "a price list"})` : ""}`;
}
function checkLines(step, paint) {
	const { check, checkBefore } = step;
	const known = check ?? checkBefore;
	if (known === null) return [];
	const shown = known.last_lines.slice(-20).map((line) => `    ${paint("dim", require_action_help_run_steps.cutText(require_action_post_help_run_steps.toPlainText(line), CHECK_LINE_SHOWN))}`);
	return [...section("Check", [
		["command", require_action_help_run_steps.cutText(known.command, SYSTEM_PROMPT_SHOWN)],
		["result", require_action_run_steps.checkResult(check)],
		["took", check === null ? "" : require_action_run_steps.formatDuration(check.duration_ms)],
		["before", require_action_run_steps.checkBeforeInWords(step)]
	], paint), ...shown];
}
function runFacts(run) {
	if (run === null) return [];
	const attempt = run.attempt === null ? "" : `, attempt ${run.attempt}`;
	return [
		["ci", run.ci],
		["workflow", run.workflow ?? ""],
		["run", run.run_id === null ? "" : `${run.run_id}${attempt}`],
		["job", run.job ?? ""],
		["trace", run.trace?.trace_id ?? ""],
		["event", run.event ?? ""],
		["actor", run.actor ?? ""],
		["pull request", run.pull_request === null ? "" : `#${run.pull_request.number}`],
		["url", run.url ?? ""]
	];
}
function commitLines(step, paint) {
	const { changes } = step;
	if (changes === null) return [];
	const list = (title, commits, count, after) => {
		if (commits.length === 0) return [];
		const shown = commits.slice(0, COMMITS_SHOWN);
		const rest = count - shown.length;
		return [
			paint("strong", title),
			...shown.map(({ sha, subject }, index) => `  ${paint("warn", sha.slice(0, 8))}  ${require_action_post_help_run_steps.toPlainText(subject)}${after(index)}`),
			...rest > 0 ? [paint("dim", `  and ${rest} more`)] : []
		];
	};
	const foreign = changes.foreign_commits ?? [];
	const why = (index) => paint("dim", `  (${require_action_run_steps.sayForeign(foreign[index]?.reason ?? "", require_action_run_steps.stepName(step))})`);
	return [...list("Commits", changes.own_commits, changes.own_commit_count, () => ""), ...list("Not its own", foreign, changes.foreign_commit_count ?? foreign.length, why)];
}
const DONE_IN_WORDS = {
	rollback: "rolled this step back",
	undo: "is an undo that made this step active again",
	revert: "reverted this step",
	applied: "records that a proposal was merged"
};
function rollbackInWords(rollback, pins, now) {
	const proposed = `proposes to ${rollback.kind === "undo" ? "make this step active again" : "revert this step"}, not merged yet`;
	const what = rollback.isProposed ? proposed : DONE_IN_WORDS[rollback.kind];
	const undone = rollback.undoneBy !== null ? " (undone since)" : "";
	const who = rollback.actor === null ? "" : ` by ${rollback.actor}`;
	const why = rollback.reason === null ? "" : `: ${rollback.reason}`;
	const pin = require_action_run_steps.goneInWords(pins.get(rollback.pinRef ?? "")).replace("(gone: ", "(its pin is gone: ");
	return `${require_action_run_steps.rollbackName(rollback)} ${what}${undone}, ${require_action_run_steps.formatAge(rollback.createdAt, now)}${who}${why}${pin}`;
}
function pushedInWords({ pushed, pinRef }, pins) {
	if (pushed === null || pushed === "none") return "";
	return pinRef === null ? pushed : `${pushed} at ${pinRef}${require_action_run_steps.goneInWords(pins.get(pinRef))}`;
}
function section(title, rows, paint) {
	const lines = require_table.factLines(rows);
	return lines.length === 0 ? [] : [paint("strong", title), ...lines];
}
function list(title, items, paint) {
	return items.length === 0 ? [] : [paint("strong", title), ...items.map((item) => `  - ${require_action_post_help_run_steps.toPlainText(item)}`)];
}
exports.renderStepDetails = renderStepDetails;
});
