/** Reads the plan of a run: the one place where it turns from unknown JSON into a `Plan` of this version. */
import {
  hasFields,
  isCount,
  isNumber,
  isObject,
  isText,
  listOf,
  nullable,
  oneOf,
  optional,
  recordOf,
  type Check,
} from '../../contract/checks';
import { isPosition } from '../../contract/parse-problem';
import {
  PLAN_VERSION,
  type BlockPlan,
  type ColumnsPlan,
  type CotrainPlan,
  type DataPlan,
  type InputPlan,
  type LayerCall,
  type Plan,
  type SourceForm,
  type StopPlan,
  type TaskPlan,
  type TrainPlan,
} from '../../contract/plan';
import type { Outcome } from '../../contract/problem';
import { fillPlan } from './fill-plan';
import { notAPlan, otherVersion } from './problems';

/** `file` is named in the problem when `json` is no plan, or one that this version does not understand. */
export function readPlan(json: string, file: string): Outcome<Plan> {
  const value = parseJson(json);
  if (!isObject(value)) return { problems: [notAPlan(file)] };
  const version = value['version'];
  if (version !== PLAN_VERSION && (isText(version) || isNumber(version))) {
    return { problems: [otherVersion(file, version as string | number, PLAN_VERSION)] };
  }
  return isPlan(value) ? fillPlan(value as unknown as Plan, file) : { problems: [notAPlan(file)] };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isFlag: Check = (value) => typeof value === 'boolean';
const texts = listOf(isText);
const at = optional(isPosition);

const isArgument: Check = (value) =>
  value === null ||
  isNumber(value) ||
  isText(value) ||
  isFlag(value) ||
  listOf(isArgument)(value) ||
  isCall(value);

const call = { name: isText, args: recordOf(isArgument), at };
const isCall: Check = (value) => hasFields(call)(value);
const isLayer: Check = (value) => hasFields<LayerCall>({ ...call, layers: optional(listOf(isLayer)) })(value);

const isColumns = hasFields<ColumnsPlan>({ data: isText, columns: texts });

const isSplit: Check = (value) =>
  hasFields({ by: oneOf('column'), column: isText })(value) ||
  hasFields({
    by: oneOf('fractions'),
    fractions: (fractions) => listOf(isNumber)(fractions) && (fractions as number[]).length === 3,
    stratify: nullable(isText),
    group: nullable(isText),
  })(value);

const isPlan = hasFields<Plan>({
  version: oneOf(PLAN_VERSION),
  title: isText,
  directory: isText,
  file: optional(isText),
  data: listOf(
    hasFields<DataPlan>({
      name: isText,
      source: texts,
      form: optional(
        hasFields<SourceForm>({
          kind: oneOf('images', 'audio', 'idx'),
          label: nullable(oneOf('folder')),
        }),
      ),
      query: nullable(isText),
      split: isSplit,
      seed: isNumber,
      follow: optional((value) => value === true),
      client: optional(isText),
      at,
    }),
  ),
  inputs: listOf(
    hasFields<InputPlan>({
      name: isText,
      from: listOf(isColumns),
      type: isCall,
      opens: optional(oneOf('image', 'audio')),
      at,
    }),
  ),
  blocks: listOf(
    hasFields<BlockPlan>({
      name: isText,
      kind: oneOf('shared', 'network'),
      on: texts,
      layers: listOf(isLayer),
      sharing: isCall,
      from: optional(isText),
      freeze: optional((value) => value === 'all' || isCount(value)),
      data: optional(isText),
      at,
    }),
  ),
  tasks: listOf(
    hasFields<TaskPlan>({
      name: isText,
      on: texts,
      layers: listOf(isLayer),
      predict: isColumns,
      alsoFrom: optional(listOf(isColumns)),
      target: isCall,
      loss: isCall,
      metrics: listOf(isCall),
      weight: isNumber,
      at,
    }),
  ),
  cotrain: listOf(
    hasFields<CotrainPlan>({
      networks: texts,
      task: isText,
      method: isCall,
      share: nullable(isCall),
      rounds: isCount,
      until: nullable(
        hasFields<NonNullable<CotrainPlan['until']>>({ name: oneOf('stable'), rounds: isCount }),
      ),
      at,
    }),
  ),
  train: hasFields<TrainPlan>({
    optimizer: isCall,
    schedule: isCall,
    clip: optional(isCall),
    weighting: isCall,
    sampling: optional(isCall),
    mode: optional(isCall),
    federated: optional(isCall),
    privacy: optional(isCall),
    batch: isCount,
    epochs: isCount,
    stop: nullable(
      hasFields<StopPlan>({
        name: oneOf('plateau'),
        watch: hasFields<StopPlan['watch']>({ task: isText, metric: isText }),
        patience: isCount,
      }),
    ),
    seed: isNumber,
    device: isText,
  }),
});
