const require_pin_list = require("./pin-list.js");
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_post_run_steps = require("./action-post-run-steps.js");
const require_find_dropped_pin = require("./find-dropped-pin.js");
const require_list_pins = require("./list-pins.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_run_steps = require("./run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_info = require("./run-info.js");
const require_terminal = require("./terminal.js");
// src/usecases/pins/choose-pins.ts
async function choosePins(deps, list, { names, listPins }) {
	const chosen = new Set();
	for (const name of names) chosen.add(await choosePin({
		...deps,
		listPins
	}, list, name));
	return [...chosen];
}
async function choosePin(deps, list, name) {
	if (name.startsWith("refs/")) return await byRef(deps, list, name) ?? refuseName(deps, name);
	const plain = name.replace(/^step-(?=[0-9a-f]{8})/, "");
	if (/^[rR][0-9]/.test(plain)) return await byRollback(deps, list, require_action_post_run_steps.parseRollbackRef(plain, "The pin"));
	const ref = require_action_post_run_steps.parseStepRef(plain, "The pin");
	return ref.kind === "id" ? await byStep(deps, list, ref) : byUid(deps, list, ref.prefix);
}
async function byRef(deps, list, ref) {
	const pin = list.pins.find((one) => one.ref === ref);
	if (pin === void 0) await refuseDropped(deps, list, ref, ref);
	return pin;
}
async function byRollback(deps, list, ref) {
	const rollback = unique(deps, await deps.history.getRollback(ref), ref, "rollback");
	const name = require_action_run_steps.rollbackName(rollback);
	const pin = list.pins.find((one) => one.ref === rollback.pinRef);
	if (pin !== void 0) return pin;
	if (rollback.pinRef === null) throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} displaced no commits, so it has no pin.`);
	await refuseDropped(deps, list, rollback.pinRef, `${name}'s pin`);
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${name} has no pin: ${rollback.pinRef} is neither at the remote nor here.`);
}
async function byStep(deps, list, ref) {
	const step = unique(deps, await deps.history.getStep(ref), ref, "step");
	const pin = list.pins.find(({ subject }) => subject.kind === "step" && subject.uid === step.uid);
	if (pin !== void 0) return pin;
	const name = require_action_run_steps.stepName(step);
	if (step.pinRef !== null) await refuseDropped(deps, list, step.pinRef, `The pin of ${name}`);
	const others = list.pins.filter(({ subject }) => subject.kind === "rollback" && subject.rollback.stepUids.includes(step.uid));
	const kept = others.length === 0 ? `${deps.listPins} lists those that there are.` : `Its commits may be among what ${others.map(require_pin_list.pinName).join(" and ")} displaced: name ${others.length === 1 ? "that" : "those"}.`;
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `There is no pin of ${name}. ${kept}`);
}
function byUid(deps, list, prefix) {
	const found = list.pins.filter((pin) => uidOf(pin)?.startsWith(prefix) === true);
	const [pin] = found;
	if (pin === void 0) return refuseName(deps, prefix);
	if (found.length > 1) throw new require_action_post_help_run_steps.RefusedError("contested-id", `${found.length} pins have a uid that begins with ${prefix}: ${found.map(({ ref }) => ref).join(", ")}. Give more characters.`);
	return pin;
}
function uidOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.uid;
	return subject.kind === "step" ? subject.uid : null;
}
function unique(deps, lookup, ref, what) {
	const name = ref.kind === "number" ? `R${ref.number}` : ref.kind === "id" ? `step ${ref.id}` : ref.prefix;
	switch (lookup.kind) {
		case "found": return lookup.value;
		case "unknown": throw new require_action_post_help_run_steps.RefusedError(what === "rollback" ? "unknown-rollback" : "unknown-step", `The history that was read has no ${name}. Name the pin by its uid or its ref, as ${deps.listPins} shows it, or choose another history with --store or --project.`);
		case "ambiguous":
		case "contested": throw require_action_post_help_run_steps.refusedBy(require_action_run_steps.refuseSeveral(lookup, name, `${what}s`));
	}
}
async function refuseDropped(deps, list, pinRef, what) {
	const dropped = await require_find_dropped_pin.findDroppedPin(deps.repository, list, pinRef);
	if (dropped === null) return;
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${what} is gone already: ${require_action_run_steps.droppedInWords(dropped)}.`);
}
function refuseName({ listPins }, name) {
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `There is no pin ${require_action_post_run_steps.quote(name)} at the remote or here. ${listPins} lists those that there are.`);
}
// src/usecases/pins/drop-pins.ts
async function prepareDrop(deps, request) {
	const list = await require_list_pins.listPins(deps, request.slug);
	if (deps.repository.remote !== null && list.remoteRefs === null) throw new require_action_post_help_run_steps.GitError("remote-unreachable", "Nothing was dropped: a pin is dropped at the remote and here, or not at all.");
	const pins = await choosePins(deps, list, request);
	const unrecorded = await findRecords(deps, request, list, pins);
	const drafts = new Set(unrecorded.map(({ uid }) => uid));
	const warnings = [...pins.filter(({ subject }) => subject.kind === "rollback" && !subject.onRecord && !drafts.has(subject.rollback.uid)).map((pin) => `${require_pin_list.pinName(pin)} is not in the history that was read (${request.where}). The record its pin carries stays in the note of the drop, where the next run of that history finds it.`)];
	return {
		request,
		pins,
		lost: await findLost(deps, list, pins),
		unrecorded,
		warnings,
		list
	};
}
async function carryOutDrop(deps, prepared) {
	const { repository } = deps;
	const { request, pins, list } = prepared;
	await recordFirst(deps, prepared);
	const at = deps.clock.now().toISOString();
	const dropped = [];
	const remoteUpdates = [];
	const localUpdates = [];
	for (const pin of pins) {
		const sha = pin.remote ?? pin.local ?? "";
		const note = require_action_run_steps.boundDroppedPin({
			ref: pin.ref,
			sha,
			actor: request.actor,
			reason: request.reason,
			at
		});
		const commit = await repository.createNote(require_action_run_steps.formatDroppedMessage(note, require_action_run_steps.parsePinMessage(await repository.commitMessage(sha)) ?? null));
		dropped.push(note);
		if (pin.remote !== null) remoteUpdates.push(...updatesOf(pin.ref, pin.remote, commit, list.remoteRefs));
		if (pin.local !== null) localUpdates.push(...updatesOf(pin.ref, pin.local, commit, list.localRefs));
	}
	if (remoteUpdates.length > 0 && repository.remote !== null) await pushDrop(deps, repository.remote, remoteUpdates);
	if (localUpdates.length > 0) await repository.updateLocalRefs(localUpdates);
	return {
		dropped,
		remaining: await findRemaining(deps, prepared)
	};
}
function updatesOf(pin, sha, note, refs) {
	const ref = require_action_run_steps.droppedRef(pin);
	return [{
		ref: pin,
		to: null,
		expected: sha
	}, {
		ref,
		to: note,
		expected: refs?.get(ref) ?? null
	}];
}
async function findRecords({ history, repository, log }, { slug }, { remoteRefs, localRefs }, pins) {
	const wanted = pins.flatMap(({ subject }) => subject.kind === "rollback" && !subject.onRecord ? [subject.rollback.uid] : []);
	if (wanted.length === 0) return [];
	const warn = (message) => log.warn(message);
	const found = [...remoteRefs === null ? [] : await require_action_run_steps.findUnrecorded({
		history,
		repository,
		warn
	}, {
		slug,
		refs: remoteRefs,
		place: "remote"
	}), ...await require_action_run_steps.findUnrecorded({
		history,
		repository,
		warn
	}, {
		slug,
		refs: localRefs,
		place: "local"
	})];
	return wanted.flatMap((uid) => found.find((draft) => draft.uid === uid) ?? []);
}
async function recordFirst({ history }, { unrecorded }) {
	if (unrecorded.length === 0) return;
	for (const draft of unrecorded) await history.addRollback(draft);
	const publication = await history.publish();
	if (publication.kind === "published") return;
	throw new require_action_post_help_run_steps.StoreError("unwritable", `Nothing was dropped: the record that only a pin carries could not be added to the history (${publication.reason}). Run this again when it can be written.`);
}
async function findLost({ repository }, { remoteRefs, localRefs }, pins) {
	const dropped = new Set(pins.map(({ ref }) => ref));
	const records = new Set(pins.flatMap(({ subject, remote, local }) => subject.kind === "rollback" ? [remote, local] : []));
	const found = new Map();
	for (const [place, refs] of [["remote", remoteRefs], ["local", localRefs]]) {
		const entries = [...refs ?? []];
		const tips = entries.filter(([ref]) => dropped.has(ref)).map(([, sha]) => sha);
		const others = entries.filter(([ref]) => !dropped.has(ref)).map(([, sha]) => sha);
		const commits = (await repository.commitsOnlyOf(place, new Map([["dropped", tips]]), others)).get("dropped");
		for (const commit of commits ?? []) if (!records.has(commit.sha)) found.set(commit.sha, commit);
	}
	return [...found.values()];
}
async function pushDrop({ log }, remote, updates) {
	const push = async (some) => {
		const atomic = await settle(remote, some, await remote.push(some, { atomic: true }));
		return atomic.kind === "refused" && atomic.code === "no-atomic" ? await settle(remote, some, await remote.push(some, { atomic: false })) : atomic;
	};
	let result = await push(updates);
	if (result.kind === "refused" && updates.some(({ ref, to }) => to !== null && ref === refOf(result))) {
		const refs = await remote.refs(updates.map(({ ref }) => ref));
		result = await push(updates.filter(({ ref, to }) => to === null && refs.has(ref)));
		if (result.kind === "pushed") log.warn("The remote accepts no note of who dropped the pins, so a later undo cannot say.");
	}
	if (result.kind === "pushed") return;
	const code = result.kind === "refused" && result.code === "no-permission" ? "no-permission" : "push-refused";
	throw new require_action_post_help_run_steps.RefusedError(code, `The pins were not dropped: ${result.explanation}`);
}
function refOf(result) {
	return result.kind === "refused" ? result.ref : null;
}
async function settle(remote, updates, result) {
	if (result.kind !== "unreachable") return result;
	const refs = await remote.refs(updates.map(({ ref }) => ref));
	return updates.every(({ ref, to }) => (refs.get(ref) ?? null) === to) ? { kind: "pushed" } : result;
}
async function findRemaining({ repository }, { lost }) {
	const shas = new Set(lost.map(({ sha }) => sha));
	if (shas.size === 0) return {
		remoteRefs: [],
		localRefs: [],
		reflog: false
	};
	const here = await repository.keepersOf([...shas]);
	let remoteRefs = [];
	try {
		remoteRefs = [...await repository.remote?.refs(["refs/*"]) ?? new Map()].filter(([, sha]) => shas.has(sha)).map(([ref]) => ref);
	} catch {}
	return {
		remoteRefs,
		localRefs: here.refs,
		reflog: here.reflog
	};
}
// src/cli/pins-drop.ts
function define(command, context) {
	command.usage("[options] [project-id] <pin...>").argument("[pin...]", "the pin: R2, S7 or 7, a uid or the first 8 or more characters of it, or a whole ref").option("--reason <text>", "record why in the note that takes the place of the pin").option("--dry-run", "show the plan and stop").option("-y, --yes", "do not ask first; required when there is no terminal to ask on").option("--json", "print the plan and its result as one JSON object");
	require_run_steps.addHistoryOptions(command, EXAMPLES);
	command.action((args, options) => dropPins(context, args, options));
}
async function dropPins(context, args, options) {
	const { project, names } = require_arguments.readPins(args, options);
	const use = async (opened) => {
		const deps = {
			...opened,
			clock: require_action_run_steps.systemClock,
			log: require_help_run_steps.createLog(context, false)
		};
		const { actor } = require_run_info.describeRun(context.env);
		const listPins = require_run_steps.forSameHistory("laforge pins", project, options);
		const request = {
			slug: opened.slug,
			names,
			listPins,
			actor,
			reason: options.reason ?? null,
			where: opened.where
		};
		const prepared = await require_terminal.withProgress(context, "looking at the pins", () => prepareDrop(deps, request));
		const json = options.json === true;
		if (options.dryRun === true) return json ? require_help_run_steps.printJson(context, toJson(prepared, null)) : require_help_run_steps.print(context, require_pin_list.renderDropPlan(prepared, require_help_run_steps.stdoutPaint(context)));
		if (!json) require_help_run_steps.print(context, require_pin_list.renderDropPlan(prepared, require_help_run_steps.stdoutPaint(context)));
		else if (options.yes !== true) require_help_run_steps.showOnStderr(context, (paint) => require_pin_list.renderDropPlan(prepared, paint));
		if (!await require_terminal.confirm(context, options.yes === true)) {
			require_help_run_steps.say(context, "nothing was changed.");
			return context.exitWith(1);
		}
		const result = await require_terminal.withProgress(context, "dropping the pins", () => carryOutDrop(deps, prepared));
		const places = {
			atRemote: prepared.pins.some(({ remote }) => remote !== null),
			here: prepared.pins.some(({ local }) => local !== null)
		};
		if (json) require_help_run_steps.printJson(context, toJson(prepared, result));
		else require_help_run_steps.print(context, require_pin_list.renderDropped(result.dropped, result.remaining, places));
	};
	await require_open_history.withHistoryHere(context, project, options, {
		purpose: "move",
		use
	});
}
function toJson({ pins, lost, warnings }, result) {
	return {
		plan: {
			pins: pins.map(require_pin_list.pinToJson),
			lost,
			warnings
		},
		result: result === null ? null : {
			dropped: result.dropped,
			remaining: {
				remote_refs: result.remaining.remoteRefs,
				local_refs: result.remaining.localRefs,
				reflog: result.remaining.reflog
			}
		}
	};
}
const EXAMPLES = `
Deletes pins at the remote and in this repository, each only if it is still where the plan saw it. Use it for commits
that must not stay, such as those with a leaked secret: once git collects garbage, commits that only the pin kept are
gone, and a rollback without its pin cannot be undone. A rollback that exists only in its pin is recorded first. A note in
place of the pin, refs/laforge/dropped/<history>/…, says who dropped what, when and why; step undo and step info show it.
The history itself does not change.

With --json: {plan: {pins, lost: [{sha, subject}], warnings}, result: {dropped: [{ref, sha, actor, reason, at}],
remaining: {remote_refs, local_refs, reflog}} or null}; result is null in a dry run.

Examples:
  $ laforge pins drop R2 --dry-run                      only show what would go
  $ laforge pins drop R2 S7 --reason "a key was in it"
  $ laforge pins drop acme/app R2 --store git --yes`;
exports.define = define;
