(function (exports, require, module, __filename, __dirname) {
const require_action_run_steps = require("./action-run-steps.js");
const require_action_post_help_run_steps = require("./action-post-help-run-steps.js");
const require_action_help_run_steps = require("./action-help-run-steps.js");
const require_table = require("./table.js");
const require_list_pins = require("./list-pins.js");
const require_arguments = require("./arguments.js");
const require_help_run_steps = require("./help-run-steps.js");
const require_open_history = require("./open-history.js");
const require_run_steps = require("./run-steps.js");
const require_run_info = require("./run-info.js");
const require_terminal = require("./terminal.js");
// src/domain/pins.ts
function pinName({ subject, ref }) {
	switch (subject.kind) {
		case "rollback": return subject.rollback.number === null ? subject.rollback.uid.slice(0, 13) : require_action_run_steps.rollbackName(subject.rollback);
		case "step": return subject.step?.id == null ? subject.uid.slice(0, 13) : `S${subject.step.id}`;
		case "check":
		case "beside":
		case "odd": return ref;
	}
}
function subjectInWords({ subject }) {
	switch (subject.kind) {
		case "rollback": {
			const { kind, branch } = subject.rollback;
			return `${kind} ${require_action_run_steps.rollbackName(subject.rollback)}${branch === null ? "" : ` of ${branch}`}`;
		}
		case "step": return nameOf(subject);
		case "check": return `what the check of ${nameOf(subject)} changed`;
		case "beside": return `what ${nameOf(subject)} left beside its branch`;
		case "odd": return "nothing that is known here";
	}
}
function nameOf({ step, uid }) {
	return require_action_run_steps.stepName(step ?? {
		id: null,
		uid
	});
}
function stateOfPin({ subject }) {
	switch (subject.kind) {
		case "rollback":
			if (!subject.onRecord) return "not on record here";
			if (subject.rollback.isProposed) return "proposed";
			if (subject.rollback.kind === "undo" || subject.rollback.kind === "applied") return "done";
			return subject.rollback.undoneBy === null ? "in force" : "undone";
		case "step":
		case "check":
		case "beside": return subject.step === null ? "not on record here" : subject.step.status;
		case "odd": return "unknown";
	}
}
function pinToJson(pin) {
	const { subject, alone, size } = pin;
	const rollback = subject.kind === "rollback" ? subject.rollback : null;
	const ofStep = subject.kind === "rollback" || subject.kind === "odd" ? null : subject;
	const step = ofStep?.step ?? null;
	return {
		name: pinName(pin),
		ref: pin.ref,
		remote_sha: pin.remote,
		local_sha: pin.local,
		of: rollback === null ? subject.kind : rollback.kind,
		uid: rollback?.uid ?? ofStep?.uid ?? null,
		state: stateOfPin(pin),
		branch: rollback?.branch ?? step?.branch ?? null,
		steps: (subject.kind === "rollback" ? subject.steps : step === null ? [] : [step]).map(({ id, uid }) => ({
			id,
			uid
		})),
		actor: rollback?.actor ?? step?.run?.actor ?? null,
		reason: rollback?.reason ?? null,
		created_at: rollback?.createdAt ?? step?.createdAt ?? null,
		only_kept_here: alone,
		files_changed: size?.filesChanged ?? null,
		insertions: size?.insertions ?? null,
		deletions: size?.deletions ?? null
	};
}
// src/render/terminal/pin-list.ts
const COMMITS_SHOWN = 20;
function renderPinList(projectId, pins, { width, paint, now, drop }) {
	const columns = [
		{
			title: "PIN",
			cell: pinName,
			look: (_pin, text) => paint("strong", text)
		},
		{
			title: "OF",
			cell: ofInWords,
			shrinkTo: 20
		},
		{
			title: "STATE",
			cell: (pin) => stateOfPin(pin).replaceAll("_", " ")
		},
		{
			title: "ONLY IT KEEPS",
			cell: keptInWords
		},
		{
			title: "SIZE",
			cell: sizeInWords
		},
		{
			title: "WHERE",
			cell: whereInWords
		},
		{
			title: "WHEN",
			cell: (pin) => whenOf(pin, now)
		},
		{
			title: "BY",
			cell: actorOf,
			shrinkTo: 8
		},
		{
			title: "REASON",
			cell: reasonOf,
			shrinkTo: 12
		}
	];
	return [
		`${require_action_post_help_run_steps.toPlainText(projectId)}: ${require_action_run_steps.plural(pins.length, "pin")}`,
		"",
		require_table.renderTable(columns, pins, {
			width,
			paint
		}),
		"",
		paint("dim", `Drop one for good, such as after a secret got into it: ${drop}`)
	].join("\n");
}
function renderDropPlan({ pins, lost, warnings }, paint) {
	return [
		...pins.map((pin) => `${paint("strong", `${require_action_post_help_run_steps.toPlainText(pinName(pin))} goes`)}, the pin of ${require_action_post_help_run_steps.toPlainText(subjectInWords(pin))}, ${whereInWords(pin)}: ${require_action_post_help_run_steps.toPlainText(pin.ref)}`),
		lost.length === 0 ? "Nothing else goes with it: other refs lead to all of its commits." : `${require_action_run_steps.plural(lost.length, "commit")} that nothing else leads to ${lost.length === 1 ? "goes" : "go"} with ${pins.length === 1 ? "it" : "them"}:`,
		...require_table.firstLines(lost, COMMITS_SHOWN, ({ sha, subject }) => `  ${paint("warn", require_action_post_help_run_steps.shortSha(sha))}  ${require_action_post_help_run_steps.toPlainText(subject)}`, paint),
		...consequences(pins),
		...require_table.warningLines(warnings, paint)
	].join("\n");
}
function renderDropped(dropped, remaining, { atRemote, here }) {
	const still = [
		...remaining.remoteRefs.map((ref) => `the ref ${ref} at the remote`),
		...remaining.localRefs.map((ref) => `the ref ${ref} here`),
		...atRemote ? ["the host itself, by their SHAs and in its caches, until it collects garbage (ask its support; GitHub's page is Removing sensitive data from a repository)", "forks, open pull requests (refs/pull/\u2026), and every clone that fetched them"] : [],
		...remaining.reflog ? ["the reflogs of this repository: git reflog expire --expire=now --all"] : [],
		...here ? ["the object store of this repository, until git gc --prune=now"] : [],
		"bundles and logs of the runs that made them; the history keeps their SHAs and subjects"
	];
	return [
		...dropped.map(({ ref }) => `Dropped ${require_action_post_help_run_steps.toPlainText(ref)}.`),
		"What may still have the commits:",
		...still.map((one) => `  - ${require_action_post_help_run_steps.toPlainText(one)}`),
		"A secret that was in them has been seen: revoke it."
	].join("\n");
}
function consequences(pins) {
	const inForce = pins.filter(({ subject }) => subject.kind === "rollback" && subject.rollback.kind === "rollback" && subject.rollback.undoneBy === null);
	if (inForce.length === 0) return [];
	return [`After that, ${require_action_help_run_steps.listInWords(inForce.map((pin) => require_action_post_help_run_steps.toPlainText(pinName(pin))))} cannot be undone any more.`];
}
function ofInWords({ subject }) {
	switch (subject.kind) {
		case "rollback": {
			const { rollback, steps } = subject;
			const covered = steps.length === 0 ? "" : `: ${steps.length === 1 ? "step" : "steps"} ${require_action_run_steps.formatSteps(steps)}`;
			return `${rollback.kind} of ${rollback.branch ?? "no branch"}${covered}`;
		}
		case "step": {
			const branch = subject.step?.branch ?? null;
			return `work of step ${require_action_run_steps.stepLabel(subject.step ?? {
				id: null,
				uid: subject.uid
			})}${branch === null ? "" : ` for ${branch}`}`;
		}
		case "check":
		case "beside": return subjectInWords({ subject });
		case "odd": return "?";
	}
}
function keptInWords({ alone }) {
	if (alone === null) return "?";
	return alone.length === 0 ? "nothing" : require_action_run_steps.plural(alone.length, "commit");
}
function sizeInWords({ size }) {
	return size === null ? "" : `${require_action_run_steps.plural(size.filesChanged, "file")} ${require_action_run_steps.formatLines(size.insertions, size.deletions)}`;
}
function whereInWords({ remote, local }) {
	return remote === null ? "here" : local === null ? "at the remote" : "at the remote and here";
}
function whenOf({ subject }, now) {
	if (subject.kind === "rollback") return require_action_run_steps.formatAge(subject.rollback.createdAt, now);
	const time = subject.kind === "step" ? subject.step?.endTime ?? subject.step?.startTime : void 0;
	return time == null ? "" : require_action_run_steps.formatAge(time, now);
}
function actorOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.actor ?? "";
	return subject.kind === "step" ? subject.step?.run?.actor ?? "" : "";
}
function reasonOf({ subject }) {
	if (subject.kind === "rollback") return subject.rollback.reason ?? "";
	return subject.kind === "step" ? subject.step?.notes[0]?.split(". ")[0] ?? "" : "";
}
// src/usecases/pins/drop-pins.ts
async function prepareDrop(deps, request) {
	const list = await require_list_pins.listPins(deps, request.slug);
	if (deps.repository.remote !== null && list.remoteRefs === null) throw new require_action_post_help_run_steps.GitError("remote-unreachable", "Nothing was dropped: a pin is dropped at the remote and here, or not at all.");
	const pins = await choosePins(deps, list, request);
	const unrecorded = await findRecords(deps, request, list, pins);
	const drafts = new Set(unrecorded.map(({ uid }) => uid));
	const warnings = pins.filter(({ subject }) => subject.kind === "rollback" && !subject.onRecord && !drafts.has(subject.rollback.uid)).map((pin) => `${pinName(pin)} is not in the history that was read (${request.where}). The record its pin carries stays in the note of the drop, where the next run of that history finds it.`);
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
	const refused = result.kind === "refused" ? result.ref : null;
	if (updates.some(({ ref, to }) => to !== null && ref === refused)) {
		const refs = await refsAfterPush(remote, updates);
		result = await push(updates.filter(({ ref, to }) => to === null && refs.has(ref)));
		if (result.kind === "pushed") log.warn("The remote accepts no note of who dropped the pins, so a later undo cannot say.");
	}
	if (result.kind === "pushed") return;
	const code = result.kind === "refused" && result.code === "no-permission" ? "no-permission" : "push-refused";
	throw new require_action_post_help_run_steps.RefusedError(code, `The pins were not dropped: ${result.explanation}`);
}
async function settle(remote, updates, result) {
	if (result.kind !== "unreachable") return result;
	const refs = await refsAfterPush(remote, updates);
	return updates.every(({ ref, to }) => (refs.get(ref) ?? null) === to) ? { kind: "pushed" } : result;
}
async function refsAfterPush(remote, updates) {
	try {
		return await remote.refs(updates.map(({ ref }) => ref));
	} catch (error) {
		if (!(error instanceof require_action_post_help_run_steps.GitError)) throw error;
		const pins = updates.filter(({ to }) => to === null).map(({ ref }) => ref);
		throw new require_action_post_help_run_steps.GitError("remote-unreachable", `Whether the remote dropped ${require_action_help_run_steps.nameFirst(pins, 3, String)} is not known, since it no longer answers: run this again when it does.`, { cause: error });
	}
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
	if (/^[rR][0-9]/.test(plain)) return await byRollback(deps, list, require_action_post_help_run_steps.parseRollbackRef(plain, "The pin"));
	const ref = require_action_post_help_run_steps.parseStepRef(plain, "The pin");
	return ref.kind === "id" ? await byStep(deps, list, ref) : byUid(deps, list, ref.prefix);
}
async function byRef(deps, list, ref) {
	const pin = list.pins.find((one) => one.ref === ref);
	if (pin === void 0) await refuseDropped(deps, list, ref, ref);
	return pin;
}
async function byRollback(deps, list, ref) {
	const rollback = unique(deps, await deps.history.getRollback(ref), ref, "rollback");
	const pin = list.pins.find((one) => one.ref === rollback.pinRef);
	if (pin !== void 0) return pin;
	if (rollback.pinRef === null) throw require_action_run_steps.notReversible.displacedNothing(rollback);
	await refuseDropped(deps, list, rollback.pinRef, `${require_action_run_steps.rollbackName(rollback)}'s pin`);
	throw require_action_run_steps.notReversible.pinNowhere(rollback);
}
async function byStep(deps, list, ref) {
	const step = unique(deps, await deps.history.getStep(ref), ref, "step");
	const pin = list.pins.find(({ subject }) => subject.kind === "step" && subject.uid === step.uid);
	if (pin !== void 0) return pin;
	const name = require_action_run_steps.stepName(step);
	if (step.pinRef !== null) await refuseDropped(deps, list, step.pinRef, `The pin of ${name}`);
	const others = list.pins.filter(({ subject }) => subject.kind === "rollback" && subject.rollback.stepUids.includes(step.uid));
	const kept = others.length === 0 ? `${deps.listPins} lists those that there are.` : `Its commits may be among what ${require_action_help_run_steps.listInWords(others.map(pinName))} displaced: name ${others.length === 1 ? "that" : "those"}.`;
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
		case "contested": throw require_action_run_steps.contestedId.several(lookup, name, `${what}s`);
	}
}
async function refuseDropped(deps, list, pinRef, what) {
	const dropped = await require_list_pins.findDroppedPin(deps.repository, list, pinRef);
	if (dropped === null) return;
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `${what} is gone already: ${require_action_run_steps.droppedInWords(dropped)}.`);
}
function refuseName({ listPins }, name) {
	throw new require_action_post_help_run_steps.RefusedError("not-reversible", `There is no pin ${require_action_post_help_run_steps.quote(name)} at the remote or here. ${listPins} lists those that there are.`);
}
// src/cli/pins.ts
function defineList(command, context) {
	require_run_steps.takeProject(command).option("--json", "print the pins as a JSON array, newest first");
	require_run_steps.addHistoryOptions(command, LIST);
	command.action((args, options) => showPins(context, args, options));
}
function defineDrop(command, context) {
	command.usage("[options] [project-id] <pin...>").argument("[pin...]", "the pin: R2, S7 or 7, a uid or the first 8 or more characters of it, or a whole ref").option("--reason <text>", "record why in the note that takes the place of the pin");
	require_terminal.addPlanOptions(command);
	require_run_steps.addHistoryOptions(command, DROP);
	command.action((args, options) => dropPins(context, args, options));
}
async function showPins(context, args, options) {
	const { project } = require_arguments.readProject(args, options.project);
	await require_open_history.withHistoryHere(context, project, options, "read", async (opened) => {
		const deps = {
			...opened,
			log: require_help_run_steps.createLog(context)
		};
		const { pins } = await require_terminal.withProgress(context, "looking at the pins", () => require_list_pins.listPins(deps, opened.slug));
		if (options.json === true) return require_help_run_steps.printJson(context, pins.map(pinToJson));
		if (pins.length === 0) return require_help_run_steps.print(context, `Project ${opened.project.id} has no pins.`);
		const drop = require_run_steps.forSameHistory("laforge pins drop <pin>", project, options);
		require_help_run_steps.print(context, renderPinList(opened.project.id, pins, {
			...require_help_run_steps.stdoutView(context),
			drop
		}));
	});
}
async function dropPins(context, args, options) {
	const { project, names } = require_arguments.readPins(args, options);
	await require_open_history.withHistoryHere(context, project, options, "move", async (opened) => {
		const deps = {
			...opened,
			clock: require_action_run_steps.systemClock,
			log: require_help_run_steps.createLog(context)
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
		if (!await require_terminal.agreeToPlan(context, options, (paint) => renderDropPlan(prepared, paint), () => dropToJson(prepared, null))) return;
		const result = await require_terminal.withProgress(context, "dropping the pins", () => carryOutDrop(deps, prepared));
		const places = {
			atRemote: prepared.pins.some(({ remote }) => remote !== null),
			here: prepared.pins.some(({ local }) => local !== null)
		};
		if (options.json === true) require_help_run_steps.printJson(context, dropToJson(prepared, result));
		else require_help_run_steps.print(context, renderDropped(result.dropped, result.remaining, places));
	});
}
function dropToJson({ pins, lost, warnings }, result) {
	return {
		plan: {
			pins: pins.map(pinToJson),
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
const LIST = `
A pin is a ref, refs/laforge/pins/<history>/\u2026, that keeps commits that are on no branch any more: those that a rollback or
undo removed from a branch, and the work of a step that could not reach its branch. The list shows where each pin came
from, whether it is at the remote or in this repository, and how many commits and changes only it keeps.

Each object of --json has name, ref, remote_sha, local_sha, of (rollback, undo, step, check, odd), uid, state, branch,
steps [{id, uid}], actor, reason, created_at, only_kept_here [{sha, subject}] (null when unknown),
files_changed, insertions, deletions.

Examples:
  $ laforge pins                  the pins of this repository's project
  $ laforge pins drop R2 S7       delete two of them for good (see laforge pins drop --help)
  $ laforge pins --json | jq -r '.[] | select(.only_kept_here == []) | .ref'`;
const DROP = `
Deletes pins at the remote and in this repository, each only if it is still where the plan saw it. Use it for commits
that must not stay, such as those with a leaked secret: once git collects garbage, commits that only the pin kept are
gone, and a rollback without its pin cannot be undone. A rollback that exists only in its pin is recorded first. A note in
place of the pin, refs/laforge/dropped/<history>/\u2026, says who dropped what, when and why; step undo and step info show it.
The history itself does not change.

With --json: {plan: {pins, lost: [{sha, subject}], warnings}, result: {dropped: [{ref, sha, actor, reason, at}],
remaining: {remote_refs, local_refs, reflog}} or null}; result is null in a dry run.

Examples:
  $ laforge pins drop R2 --dry-run                      only show what would go
  $ laforge pins drop R2 S7 --reason "a key was in it"
  $ laforge pins drop acme/app R2 --store git --yes`;
exports.defineDrop = defineDrop;
exports.defineList = defineList;
});
