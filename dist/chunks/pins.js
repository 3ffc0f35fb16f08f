const require_pin_list = require("./pin-list.js");
const require_list_pins = require("./list-pins.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_open_history = require("./open-history.js");
const require_terminal = require("./terminal.js");
// src/cli/pins.ts
function define(command, context) {
	require_run_steps.takeProject(command).option("--json", "print the pins as a JSON array, newest first");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => showPins(context, args, options));
}
async function showPins(context, args, options) {
	const { project } = require_arguments.readProject(args, options.project);
	const use = async (opened) => {
		const deps = {
			...opened,
			log: require_help_run_steps.createLog(context, false)
		};
		const { pins } = await require_terminal.withProgress(context, "looking at the pins", () => require_list_pins.listPins(deps, opened.slug));
		if (options.json === true) return require_help_run_steps.printJson(context, pins.map(require_pin_list.pinToJson));
		if (pins.length === 0) return require_help_run_steps.print(context, `Project ${opened.project.id} has no pins.`);
		const drop = require_run_steps.forSameHistory("laforge pins drop <pin>", project, options);
		const view = {
			width: require_help_run_steps.stdoutWidth(context),
			paint: require_help_run_steps.stdoutPaint(context),
			now: new Date(),
			drop
		};
		require_help_run_steps.print(context, require_pin_list.renderPinList(opened.project.id, pins, view));
	};
	await require_open_history.withHistoryHere(context, project, options, {
		purpose: "read",
		use
	});
}
const EXAMPLES = `
A pin is a ref, refs/laforge/pins/<history>/…, that keeps commits that are on no branch any more: those that a rollback or
undo removed from a branch, and the work of a step that could not reach its branch. The list shows where each pin came
from, whether it is at the remote or in this repository, and how many commits and changes only it keeps.

Each object of --json has name, ref, remote_sha, local_sha, of (rollback, undo, step, check, odd), uid, state, branch,
steps [{id, uid}], actor, reason, created_at, only_kept_here [{sha, subject}] (null when unknown),
files_changed, insertions, deletions.

Examples:
  $ laforge pins                  the pins of this repository's project
  $ laforge pins drop R2 S7       delete two of them for good (see laforge pins drop --help)
  $ laforge pins --json | jq -r '.[] | select(.only_kept_here == []) | .ref'`;
exports.define = define;
