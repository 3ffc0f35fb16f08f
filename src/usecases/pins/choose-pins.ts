import {RefusedError} from '../../domain/errors.ts';
import {parseRollbackRef, parseStepRef, quote, type RollbackRef, type StepRef} from '../../domain/identity.ts';
import {droppedInWords} from '../../domain/pin-messages.ts';
import {type Pin, pinName} from '../../domain/pins.ts';
import type {Lookup} from '../../domain/ports/ledger.ts';
import {type Rollback, rollbackName} from '../../domain/rollback.ts';
import {contestedId, notReversible} from '../../domain/sentences.ts';
import {type Step, stepName} from '../../domain/step.ts';
import {listInWords} from '../../domain/text.ts';
import {findDroppedPin, type PinDeps, type PinList} from './list-pins.ts';

export interface NamedPins {
  /** The pins' names: `R2`, `7`, a uid or its beginning, or a ref. */
  readonly names: readonly string[];
  /** The command that lists pins. */
  readonly listPins: string;
}

type NamingDeps = PinDeps & Pick<NamedPins, 'listPins'>;

/** Finds the named pins, each once. Throws RefusedError when a name fits no pin, or several. */
export async function choosePins(deps: PinDeps, list: PinList, {names, listPins}: NamedPins): Promise<readonly Pin[]> {
  const chosen = new Set<Pin>();
  for (const name of names) chosen.add(await choosePin({...deps, listPins}, list, name));
  return [...chosen];
}

async function choosePin(deps: NamingDeps, list: PinList, name: string): Promise<Pin> {
  if (name.startsWith('refs/')) return (await byRef(deps, list, name)) ?? refuseName(deps, name);
  const plain = name.replace(/^step-(?=[0-9a-f]{8})/, '');
  if (/^[rR][0-9]/.test(plain)) return await byRollback(deps, list, parseRollbackRef(plain, 'The pin'));
  const ref = parseStepRef(plain, 'The pin');
  return ref.kind === 'id' ? await byStep(deps, list, ref) : byUid(deps, list, ref.prefix);
}

async function byRef(deps: PinDeps, list: PinList, ref: string): Promise<Pin | undefined> {
  const pin = list.pins.find((one) => one.ref === ref);
  if (pin === undefined) await refuseDropped(deps, list, ref, ref);
  return pin;
}

async function byRollback(deps: NamingDeps, list: PinList, ref: RollbackRef): Promise<Pin> {
  const rollback: Rollback = unique(deps, await deps.history.getRollback(ref), ref, 'rollback');
  const pin = list.pins.find((one) => one.ref === rollback.pinRef);
  if (pin !== undefined) return pin;
  if (rollback.pinRef === null) throw notReversible.displacedNothing(rollback);
  await refuseDropped(deps, list, rollback.pinRef, `${rollbackName(rollback)}'s pin`);
  throw notReversible.pinNowhere(rollback);
}

async function byStep(deps: NamingDeps, list: PinList, ref: StepRef): Promise<Pin> {
  const step: Step = unique(deps, await deps.history.getStep(ref), ref, 'step');
  const pin = list.pins.find(({subject}) => subject.kind === 'step' && subject.uid === step.uid);
  if (pin !== undefined) return pin;
  const name = stepName(step);
  if (step.pinRef !== null) await refuseDropped(deps, list, step.pinRef, `The pin of ${name}`);
  const others = list.pins.filter(
    ({subject}) => subject.kind === 'rollback' && subject.rollback.stepUids.includes(step.uid),
  );
  const kept =
    others.length === 0
      ? `${deps.listPins} lists those that there are.`
      : `Its commits may be among what ${listInWords(others.map(pinName))} displaced: name ${others.length === 1 ? 'that' : 'those'}.`;
  throw new RefusedError('not-reversible', `There is no pin of ${name}. ${kept}`);
}

function byUid(deps: NamingDeps, list: PinList, prefix: string): Pin {
  const found = list.pins.filter((pin) => uidOf(pin)?.startsWith(prefix) === true);
  const [pin] = found;
  if (pin === undefined) return refuseName(deps, prefix);
  if (found.length > 1) {
    throw new RefusedError(
      'contested-id',
      `${found.length} pins have a uid that begins with ${prefix}: ${found.map(({ref}) => ref).join(', ')}. Give more characters.`,
    );
  }
  return pin;
}

function uidOf({subject}: Pin): string | null {
  if (subject.kind === 'rollback') return subject.rollback.uid;
  return subject.kind === 'step' ? subject.uid : null;
}

/** Returns the record that a number or uid names. Throws RefusedError when there is none, or several claimed it. */
function unique<Found>(
  deps: NamingDeps,
  lookup: Lookup<Found>,
  ref: RollbackRef | StepRef,
  what: 'rollback' | 'step',
): Found {
  const name = ref.kind === 'number' ? `R${ref.number}` : ref.kind === 'id' ? `step ${ref.id}` : ref.prefix;
  switch (lookup.kind) {
    case 'found':
      return lookup.value;
    case 'unknown':
      throw new RefusedError(
        what === 'rollback' ? 'unknown-rollback' : 'unknown-step',
        `The history that was read has no ${name}. Name the pin by its uid or its ref, as ${deps.listPins} shows it, or choose another history with --store or --project.`,
      );
    case 'ambiguous':
    case 'contested':
      throw contestedId.several(lookup, name, `${what}s`);
  }
}

async function refuseDropped(deps: PinDeps, list: PinList, pinRef: string, what: string): Promise<void> {
  const dropped = await findDroppedPin(deps.repository, list, pinRef);
  if (dropped === null) return;
  throw new RefusedError('not-reversible', `${what} is gone already: ${droppedInWords(dropped)}.`);
}

function refuseName({listPins}: NamingDeps, name: string): never {
  throw new RefusedError(
    'not-reversible',
    `There is no pin ${quote(name)} at the remote or here. ${listPins} lists those that there are.`,
  );
}
